import { describe, expect, test } from 'vitest';
import { type Cases, describeCases } from '../testing/cases.ts';
import { findingsOf, fixedBy } from '../testing/rule-helpers.ts';

/** What files of many applications showed about users, owners, compilers and deleted files. */

const ALPINE = 'FROM alpine:3.24\n';
const NODE = 'FROM node:24-alpine3.24\nWORKDIR /app\n';
const GCC = 'RUN apk add --no-cache gcc musl-dev\n';
const START = 'CMD ["node", "main.js"]\n';
const LIBPQ = `${ALPINE}RUN apk add --no-cache build-base postgresql-dev py3-pip\nRUN pip install --break-system-packages psycopg2\n`;
const XML = 'FROM python:3.14-alpine3.24 AS b\nRUN apk add --no-cache build-base libxml2-dev libxslt-dev\n';
const copied = `${ALPINE}COPY --from=b /opt/app/ /srv/\nCMD ["/srv/app"]\n`;
const last = (text: string): string => text.replace('FROM alpine:3.24\n', 'FROM alpine:3.24 AS b\n') + copied;

const CASES: Cases = {
  'state-lost': {
    reported: [
      `${ALPINE}ARG TOKEN\nRUN export TOKEN=$OTHER\n`,
      `${ALPINE}ARG TOKEN\nRUN export TOKEN=$TOKEN:x\n`,
      `${ALPINE}ARG TOKEN\nRUN export A=1 TOKEN=$TOKEN\n`,
    ],
    // The next step has it from the ARG.
    silent: [
      `${ALPINE}ARG TOKEN\nRUN export TOKEN=\${TOKEN}\n`,
      `${ALPINE}ARG TOKEN\nRUN export TOKEN=$TOKEN\n`,
      `${ALPINE}ARG TOKEN\nRUN true && export TOKEN="\${TOKEN}"\n`,
    ],
  },
  'runtime-lib-missing': {
    reported: [last(LIBPQ), last(`${LIBPQ}RUN echo pyinstaller\n`), last(`${LIBPQ}RUN python3 -m compileall /srv\n`)],
    noted: [
      last(LIBPQ.replace('psycopg2', '-r requirements.txt')),
      last(`${XML}RUN ./configure && make\n`),
      last(`${XML}RUN cmake -B b && cmake --build b\n`),
    ],
    silent: [
      last(`${LIBPQ}RUN pyinstaller --name app main.py\n`),
      last(`${LIBPQ}RUN cd /srv && python3 -m PyInstaller -F main.py\n`),
      last(`${LIBPQ}RUN staticx dist/app dist/app-static\n`),
      last(`${XML}RUN make babel\n`),
      last(`${XML.replace('python:3.14', 'node:24')}RUN npm ci && make -C /srv pages\n`),
      last(`${XML}RUN poetry run make all\n`),
    ],
  },
  'chown-layer': {
    reported: [
      `${NODE}COPY public public\nCOPY .env ./\nRUN chown -R node:node /app\n`,
      `${NODE}COPY .yarn ./.yarn\nRUN chown -R node:node /app\n`,
      `${NODE}COPY profile ./profile\nRUN chown -R node:node /app\n`,
    ],
    silent: [
      `${ALPINE}RUN adduser -D git\nCOPY authorized_keys /home/git/.ssh/authorized_keys\nRUN chown -R git:git /home/git\n`,
      `${NODE}COPY Gemfile Procfile LICENSE .env .npmrc ./\nRUN chown -R node:node /app\n`,
      `${NODE}COPY .nvmrc .node-version .gitignore ./\nRUN chmod -R 700 /app\n`,
    ],
  },
  'build-deps-in-final': {
    reported: [
      `${NODE}${GCC}RUN npm ci\n${START}`,
      `${NODE}ENV NODE_ENV=production\n${GCC}RUN npm ci\n${START}`,
      `${NODE}ENV MODE=development\n${GCC}RUN npm ci\n${START}`,
      `FROM node:24-alpine3.24 AS base\n${GCC}FROM base AS build\nRUN npm ci\nFROM base\nCOPY --from=build /a /a\n${START}`,
      'FROM php:8.5-fpm-alpine3.24\nRUN apk add --no-cache gcc musl-dev && pecl install redis\n',
      `${ALPINE}RUN apk add --no-cache ruby-dev build-base git && git clone https://example.org/a /a && gem install etc\nEXPOSE 3000\n`,
    ],
    // Nothing is compiled: whoever starts the container may want to.
    noted: [
      `${ALPINE}${GCC}COPY --from=b /opt/lang /opt/lang\nCMD ["lang"]\n`,
      `${NODE}${GCC}COPY . .\n${START}`,
      `${ALPINE} AS b\nRUN make\n${ALPINE}${GCC}COPY --from=b /a /a\nCMD ["/a"]\n`.replace('\n AS', ' AS'),
    ],
    silent: [
      `${ALPINE}${GCC}COPY --from=b /opt/v /opt/v\nRUN make -C /opt/v\nCMD ["v"]\n`,
      `${ALPINE}${GCC}RUN make -C /opt/tcc install\nENTRYPOINT ["/usr/local/bin/tcc"]\n`,
      `${NODE}ENV NODE_ENV development\n${GCC}RUN npm ci\n${START}`,
      `${NODE}ENV APP_ENV=dev\n${GCC}RUN npm ci\nCOPY start.sh /\nCMD ["/start.sh"]\n`,
      `${NODE}ENV RAILS_ENV="development"\n${GCC}RUN npm ci\n${START}`,
      `${ALPINE}RUN apk add --no-cache build-base git && git clone https://example.org/a /a && make -C /a install\nWORKDIR /proto\n`,
      `FROM registry.example/php-builder:1\nRUN npm i -g jasmine@1 && apk add --no-cache build-base\nCMD ["bash"]\n`,
    ],
  },
  'root-user': {
    reported: [
      `${NODE}COPY . .\nENV NODE_ENV=production\n${START}`,
      `${NODE}COPY . .\nENV MODE=development\n${START}`,
      `${NODE}COPY . .\nENV NODE_ENV=development\nENV NODE_ENV=production\n${START}`,
      `${NODE}COPY . .\nCMD ["node", "dist/device.js", "--devices"]\n`,
      `${NODE}COPY . .\nCMD ["npm", "run", "start:prod"]\n`,
      `${NODE}COPY . .\nCMD node build.js && node dist/main.js\n`,
    ],
    silent: [
      `${NODE}COPY . .\nENV NODE_ENV=development\n${START}`,
      `${NODE}COPY . .\nENV NODE_ENV production\nENV NODE_ENV dev\n${START}`,
      `FROM python:3.14-alpine3.24\nENV FLASK_ENV=development\nCMD ["flask", "run"]\n`,
      `${NODE}USER root\nCMD npm run codegen; npm run develop -- --port 4000\n`,
      `${NODE}COPY . .\nCMD ["npx", "ts-node-dev", "src/api.ts"]\n`,
      `${NODE}COPY . .\nCMD ["yarn", "start:dev"]\n`,
      `${NODE}COPY . .\nCMD ["node", "--watch", "main.js"]\n`,
    ],
  },
};

describe('users, owners and what is left over', () => {
  describeCases(CASES);

  test('runtime-lib-missing: what one COPY brings is one finding, and one fix', () => {
    const text = last(`${XML}RUN ./configure && make\n`);
    const [found] = findingsOf('runtime-lib-missing', text);
    expect(found?.message).toContain('Install `libxml2` and `libxslt` in the stage that runs');
    const before = text.replace('COPY --from=b', 'COPY a.conf /etc/\nCOPY --from=b');
    expect(fixedBy('runtime-lib-missing', before)).toContain('\nRUN apk add --no-cache libxml2 libxslt\nCOPY a.conf');
  });

  const advice = (text: string): string =>
    findingsOf('build-deps-in-final', text)[0]?.message.split(':')[0] ?? 'nothing';
  test.each([
    [`${ALPINE}${GCC}COPY main /main\nCMD ["/main"]\n`, 'Leave it out, or compile in a stage of its own'],
    [`${NODE}${GCC}COPY . .\nCMD ["node", "main.js"]\n`, 'Leave it out, or compile in a stage of its own'],
    [`${NODE}${GCC}RUN npm ci\n${START}`, 'Compile in a stage of its own and copy the result'],
    [`${ALPINE.trim()} AS b\nRUN make\n${ALPINE}${GCC}CMD ["/main"]\n`, 'Install this in the stage that compiles'],
  ])('build-deps-in-final: %j', (text, words) => expect(advice(text)).toBe(words));

  const GROUP = 'FROM node:24-alpine3.24 AS base\nRUN apk add --no-cache --virtual .b g++ make && rm -rf /tmp/*\n';
  const BUILD = 'COPY . .\nRUN npm ci\n';
  test.each([
    [`${GROUP}FROM base AS build\n${BUILD}FROM base\nCOPY --from=build /a /a\n${START}`, true],
    [`${GROUP}FROM base AS a\nFROM a AS build\n${BUILD}FROM a\nCOPY --from=build /a /a\n${START}`, true],
    [`${GROUP}FROM base\n${BUILD}${START}`, false],
    [`${GROUP}FROM base AS a\nFROM a\n${BUILD}${START}`, false],
    [`${GROUP}${BUILD}${START}`, false],
    [`FROM alpine:3.24 AS x\nRUN make\n${GROUP}FROM base\n${BUILD}COPY --from=x /a /a\n${START}`, false],
  ])('virtual-not-removed: %j', (text, isShared) => {
    const [found] = findingsOf('virtual-not-removed', text);
    expect(found?.message.startsWith('Begin the final stage')).toBe(isShared);
    if (isShared) expect(found?.fix).toBeUndefined();
  });
});
