import { describe, expect, test } from 'vitest';
import { contextOf } from '../context-of.ts';
import { findingsOf, fixedBy } from '../testing/rule-helpers.ts';
import { type Cases, describeCases } from '../testing/cases.ts';

/** What the eighth look at files that nothing was tuned on showed (docs/proof). */

const ALPINE = 'FROM alpine:3.24\n';
const NODE = 'FROM node:24-alpine3.24\nWORKDIR /app\n';
const GET = 'curl -L https://example.org/ca.pem -o /ca.pem';

const CASES: Cases = {
  'secret-in-image': {
    reported: [
      `${NODE}ARG SENTRY_API_KEY\nENV SENTRY_KEY=$SENTRY_API_KEY\n`,
      `${NODE}ARG DB_PASSWORD\nENV NEXT_PUBLIC_DB=$DB_PASSWORD\n`,
      `${NODE}ARG API_TOKEN\nENV NEXT_PUBLIC_URL=https://example.org\n`,
    ],
    silent: [
      `${NODE}ARG POSTHOG_API_KEY\nENV NEXT_PUBLIC_POSTHOG_API_KEY $POSTHOG_API_KEY\n`,
      `${NODE}ARG MAPS_API_KEY\nENV VITE_MAPS_API_KEY="\${MAPS_API_KEY}"\n`,
      `${NODE}ARG APP_API_KEY=none-yet\nENV A=1 REACT_APP_API_KEY=\${APP_API_KEY}\n`,
    ],
  },
  'download-no-fail': {
    reported: [
      `${ALPINE}RUN ${GET}\n`,
      `${ALPINE}RUN ${GET} && keytool -list\n`,
      `${ALPINE}RUN keytool -import -file /other.pem && ${GET}\n`,
    ],
    silent: [
      `${ALPINE}RUN ${GET} && keytool -noprompt -import -file /ca.pem\n`,
      `${ALPINE}RUN ${GET} && /opt/java/bin/keytool -importcert -file /ca.pem\n`,
      `${ALPINE}RUN ${GET} \\\n  && keytool -import -trustcacerts -alias ca -file /ca.pem -storepass changeit\n`,
    ],
  },
  'root-user': {
    reported: [
      `${NODE}COPY . .\n&& adduser -S app \\\n\nEXPOSE 80\n\nCMD ["node", "main.js"]\n`,
      `${NODE}COPY . .\n&& adduser -S user \\\n\nARG A\nCMD ["node", "main.js"]\n`,
      `${NODE}COPY . .\n&& echo USER app\nCMD ["node", "main.js"]\n`,
    ],
    silent: [
      `${NODE}COPY . .\n&& adduser -S app \\\n\nUSER app\nCMD ["node", "main.js"]\n`,
      `${NODE}COPY . .\n&& adduser -S app \\\nUSER app\n\nCMD ["node", "main.js"]\n`,
      `${NODE}COPY . .\n&& addgroup -S app && adduser -S app -G app \\\n\n  user app\nCMD ["node", "main.js"]\n`,
    ],
  },
};

describe('the eighth look', () => {
  describeCases(CASES);

  const INSTALL = `${NODE}COPY package.json pnpm-lock.yaml ./\nRUN pnpm install --frozen-lockfile\nCOPY . .\n`;
  test.each([
    ['pnpm -r build', false],
    ['pnpm --filter web build', false],
    ['pnpm -F web -r build', false],
    ['pnpm -r install --frozen-lockfile --prod', true],
    ['pnpm -v', true],
    ['pnpm --version', true],
  ])('npm-omit-dev: behind the install stands %s', (command, isFixed) => {
    const context = contextOf({ 'package.json': '{"devDependencies": {"eslint": "^9.0.0"}}' });
    const fixed = fixedBy('npm-omit-dev', `${INSTALL}RUN ${command}\nCMD ["node", "main.js"]\n`, { context });
    expect(fixed?.includes('install --prod --frozen-lockfile') ?? false).toBe(isFixed && !command.includes('--prod'));
  });

  const YARN = `${NODE}COPY package.json yarn.lock .yarnrc.yml ./\n`;
  test.each([
    ['', true],
    ['COPY .yarn/releases .yarn/releases\n', true],
    ['COPY . .\n', true],
    ['COPY packages/web/package.json packages/web/\n', false],
    ['COPY ./packages/web/package.json /app/packages/web/\n', false],
    ['COPY apps/api/package.json ./apps/api/\n', false],
  ])('lockfile-install: --immutable behind %j', (lines, isFixed) => {
    const text = `${YARN}${lines}RUN yarn install\n`;
    expect(findingsOf('lockfile-install', text)).toHaveLength(isFixed ? 1 : 0);
    expect(fixedBy('lockfile-install', text)?.includes('--immutable') ?? false).toBe(isFixed);
  });

  test.each([
    ['export A=1 TOKEN=${TOKEN}', undefined],
    ['export TOKEN=${OTHER}', undefined],
    ['export LANG=C.UTF-8', 'ENV LANG=C.UTF-8'],
    ['export PATH=/opt/bin:$PATH', 'ENV PATH=/opt/bin:$PATH'],
  ])('state-lost: %s', (command, instead) => {
    const text = `${ALPINE}ARG TOKEN\nRUN ${command}\n`;
    expect(findingsOf('state-lost', text)).toHaveLength(1);
    expect(fixedBy('state-lost', text)?.split('\n')[2]).toBe(instead);
  });

  test.each([
    ['rm -rf /tmp/*', 'Compile in this `RUN` too'],
    ['rm -rf /tmp/* || true', 'Compile in this `RUN` too'],
    ['true', 'Compile in this `RUN` too'],
    ['make -C /src', 'End this `RUN`'],
    ['pip install pillow', 'End this `RUN`'],
    ['npm ci', 'End this `RUN`'],
    ['npm ci', 'End this `RUN`', 'mkdir /data && chown node /data'],
    // What comes later may need the group too.
    ['pip install pipenv', 'Compile in this `RUN` too', 'pipenv install --system'],
    ['npm ci', 'Compile in this `RUN` too', 'npm rebuild'],
    ['make -C /src', 'Compile in this `RUN` too', 'cd /lib && ./configure'],
  ])('virtual-not-removed: in front of %s', (command, advice, later = 'ln -s /a /b') => {
    const [found] = findingsOf(
      'virtual-not-removed',
      `${NODE}RUN apk add --no-cache --virtual .build-deps g++ make && ${command}\nCOPY . .\nRUN ${later}\nCMD ["node", "main.js"]\n`,
    );
    expect(found?.message.startsWith(advice)).toBe(true);
    if (later !== 'ln -s /a /b') expect(found?.fix === undefined).toBe(advice.startsWith('Compile'));
  });

  test.each([
    [' Use an image', undefined],
    [' Set the folder', undefined],
    [' Say what it is', undefined],
    ['FORM alpine:3.24', 'FROM'],
    ['USE app', 'USER'],
    ['COPYY . .', 'COPY'],
  ])('syntax: %s', (line, instruction) => {
    const [found] = findingsOf('syntax', `${ALPINE}${line}\n`);
    expect(/^Write `(\w+)`/.exec(found?.message ?? '')?.[1]).toBe(instruction);
  });
});
