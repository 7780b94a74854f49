import { describe } from 'vitest';
import { type Cases, describeCases } from '../testing/cases.ts';

/** What files of many applications showed about users, owners, compilers and deleted files. */

const ALPINE = 'FROM alpine:3.24\n';
const NODE = 'FROM node:24-alpine3.24\nWORKDIR /app\n';
const GCC = 'RUN apk add --no-cache gcc musl-dev\n';
const START = 'CMD ["node", "main.js"]\n';
const LIBPQ = `${ALPINE}RUN apk add --no-cache build-base postgresql-dev py3-pip\nRUN pip install --break-system-packages -r r.txt\n`;
const copied = `${ALPINE}COPY --from=b /opt/app/ /srv/\nCMD ["/srv/app"]\n`;
const last = (text: string): string => text.replace('FROM alpine:3.24\n', 'FROM alpine:3.24 AS b\n') + copied;

const CASES: Cases = {
  'runtime-lib-missing': {
    reported: [last(LIBPQ), last(`${LIBPQ}RUN echo pyinstaller\n`), last(`${LIBPQ}RUN python3 -m compileall /srv\n`)],
    silent: [
      last(`${LIBPQ}RUN pyinstaller --name app main.py\n`),
      last(`${LIBPQ}RUN cd /srv && python3 -m PyInstaller -F main.py\n`),
      last(`${LIBPQ}RUN staticx dist/app dist/app-static\n`),
    ],
  },
  'build-deps-in-final': {
    reported: [
      `${NODE}${GCC}RUN npm ci\n${START}`,
      `${NODE}ENV NODE_ENV=production\n${GCC}RUN npm ci\n${START}`,
      `${NODE}ENV MODE=development\n${GCC}RUN npm ci\n${START}`,
    ],
    silent: [
      `${NODE}ENV NODE_ENV development\n${GCC}RUN npm ci\n${START}`,
      `${NODE}ENV APP_ENV=dev\n${GCC}RUN npm ci\nCOPY start.sh /\nCMD ["/start.sh"]\n`,
      `${NODE}ENV RAILS_ENV="development"\n${GCC}RUN npm ci\n${START}`,
      `FROM registry.example/php-builder:1\nRUN npm i -g jasmine@1 && apk add --no-cache build-base\nCMD ["bash"]\n`,
    ],
  },
  'root-user': {
    reported: [
      `${NODE}COPY . .\nENV NODE_ENV=production\n${START}`,
      `${NODE}COPY . .\nENV MODE=development\n${START}`,
      `${NODE}COPY . .\nENV NODE_ENV=development\nENV NODE_ENV=production\n${START}`,
    ],
    silent: [
      `${NODE}COPY . .\nENV NODE_ENV=development\n${START}`,
      `${NODE}COPY . .\nENV NODE_ENV production\nENV NODE_ENV dev\n${START}`,
      `FROM python:3.14-alpine3.24\nENV FLASK_ENV=development\nCMD ["flask", "run"]\n`,
    ],
  },
};

describe('users, owners and what is left over', () => {
  describeCases(CASES);
});
