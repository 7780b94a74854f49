import { describe, expect, test } from 'vitest';
import { contextOf } from '../../context-of.ts';
import { findingsOf, linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'secret-in-image';

describe(id, () => {
  test.each([
    'CAFEBABE',
    'deadbeef',
    '0xDEADBEEFcafebabe',
    'dummy-secret',
    'not-a-secret',
    'fake_key_for_build',
    'example',
    'test-key',
    'only-for-tests',
    'insecure',
    'throwaway_value',
  ])('accepts the test word %s', (value) => {
    expect(linesOf(id, onAlpine(`ENV SECRET_KEY=${value}`))).toEqual([]);
    expect(linesOf(id, onAlpine(`ARG DB_PASSWORD=${value}`))).toEqual([]);
  });

  test.each([
    'hunter2',
    'changeme',
    'postgres',
    'test',
    'secret',
    'cafe-4711-Qx',
    'deadbeef-and-more',
    'my-key',
    'c0ffee42a91b',
  ])('rejects %s', (value) => {
    expect(linesOf(id, onAlpine(`ENV SECRET_KEY=${value}`))).toEqual([2]);
  });

  test.each([
    'REACT_APP_TMDB_API_KEY',
    'VITE_MAPS_API_KEY',
    'VUE_APP_SENTRY_TOKEN',
    'GATSBY_SEARCH_ACCESS_KEY',
    'NEXT_PUBLIC_MAPS_API_KEY',
    'NG_APP_API_KEY',
    'POSTHOG_API_KEY',
    'PUSHER_APP_KEY',
    'GOOGLE_MAPS_API_KEY',
    'STRIPE_PUBLISHABLE_API_KEY',
  ])('accepts %s, which every browser gets', (name) => {
    expect(linesOf(id, onAlpine(`ARG ${name}\nENV ${name}=$${name}`))).toEqual([]);
  });

  test.each([
    'TMDB_API_KEY',
    'VITE_DB_PASSWORD',
    'REACT_APP_CLIENT_SECRET',
    'INVITE_API_KEY',
    'REACT_API_KEY',
    'PUSHER_APP_SECRET',
    'SITE_PASSWORD',
  ])('rejects %s', (name) => {
    expect(linesOf(id, onAlpine(`ENV ${name}=hunter2`))).toEqual([2]);
  });

  test('rejects what has the shape of a secret under any name', () => {
    const key = `sk_live_${'a1B2'.repeat(6)}`;
    expect(linesOf(id, onAlpine(`ENV VITE_STRIPE_KEY=${key}`))).toEqual([2]);
  });

  test.each([
    'TOKEN_EXPIRES_IN=7d',
    'JWT_SECRET_EXPIRY=15m',
    'ACCESS_TOKEN_EXPIRE_MINUTES=30',
    'SESSION_TOKEN="2 hours"',
    'AUTH_DATABASE=admin',
    'AUTH_LDAP_BASE=dc=example',
    'SMTP_AUTH=oauth2',
    'PASSWORD_HASHERS=argon2',
    'CREDENTIALS_SOURCE=Ec2InstanceMetadata',
    'DB_PASSWORD=FillInCorrectPassword',
    'API_TOKEN=insert-yours',
    'API_KEY=PUT_YOUR_KEY_HERE',
    'LICENSE_KEY=DOES_NOT_EXIST',
    'SECRET_KEY=arn:aws:secretsmanager:eu-west-1:123456789012:secret:app',
    'ADMIN_PASSWORD=random',
  ])('accepts %s', (pair) => expect(linesOf(id, onAlpine(`ENV ${pair}`))).toEqual([]));

  test.each([
    'NPM_AUTH=bWU6c2VjcmV0',
    'PGSQL_PASS=vagrant9',
    'GITHUB_TOKEN_READONLY=abc123def',
    'DB_PASSWORD=enterprise',
    'DB_PASSWORD=putty1',
    'ADMIN_PASSWORD=random1',
    'SECRET_KEY=7days-a-week',
  ])('rejects the pair %s', (pair) => expect(linesOf(id, onAlpine(`ENV ${pair}`))).toEqual([2]));

  const DRAWN = 'c2f0a94b7e15d38a6b90';
  const TOKEN = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;
  const weigh = (text: string, path?: string): string[] =>
    findingsOf(id, text, { path }).map(({ severity }) => severity);
  const built = (lines: string): string =>
    `FROM alpine:3.24 AS build\n${lines}\nFROM alpine:3.24\nCOPY --from=build /a /a\n`;

  test.each<[string, string, readonly string[]]>([
    ['a drawn password', onAlpine(`ENV DB_PASSWORD=${DRAWN}`), ['error']],
    ['a drawn password by an argument', onAlpine(`ARG P=${DRAWN}`, 'ENV DB_PASSWORD=$P'), ['error']],
    ['a token under any name', onAlpine(`ENV X=${TOKEN}`), ['error']],
    ['a token in a stage that is left behind', built(`RUN TOKEN=${TOKEN} make`), ['error']],
    ['a password in an address', onAlpine('ENV A=https://app:Xk29fj1@db.example.com/app'), ['error']],
    ['a made-up password', onAlpine('ENV DB_PASSWORD=postgres'), ['warning']],
    ['a long one that is made up', onAlpine('ENV JWT_SECRET=a-secret-of-at-least-32-characters'), ['warning']],
    ['a drawn key, which may be public', onAlpine(`ENV SEARCH_API_KEY=${DRAWN}`), ['warning']],
    ['a login to a container', onAlpine('ENV A=postgres://app:Xk29fj1@db/app'), ['warning']],
    ['an argument that waits for one', onAlpine('ARG NPM_TOKEN'), ['warning']],
    ['a variable of one', onAlpine('ARG T', 'ENV NPM_TOKEN=$T'), ['warning']],
    ['an argument of a stage that is left behind', built('ARG NPM_TOKEN'), ['info']],
    ['a variable there', built('ARG T\nENV NPM_TOKEN=$T'), ['info']],
    ['a drawn password there', built(`ENV DB_PASSWORD=${DRAWN}`), ['info']],
  ])('weighs %s', (_, text, expected) => expect(weigh(text)).toEqual(expected));

  test.each<[string, string]>([
    ['a made-up value there', built('ENV SECRET_KEY_BASE=for-assets DB_PASSWORD=postgres')],
    ['a made-up default of an argument', onAlpine('ARG DB_PASSWORD=postgres')],
    ['a placeholder by an argument', onAlpine('ARG SECRET_KEY_BASE=dummy', 'ENV SECRET_KEY_BASE=$SECRET_KEY_BASE')],
    ['what is empty in the end', onAlpine('ENV SECRET_KEY=for-assets', 'RUN make', 'ENV SECRET_KEY=')],
    ['what nothing sets', onAlpine('ENV API_TOKEN=$NOBODY')],
    ['one letter many times', onAlpine('ENV LICENSE_KEY=aaa API_TOKEN=XXXXXXXX')],
    ['a token as it looks', onAlpine(`RUN echo "ghp_${'x'.repeat(36)} or AKIAIOSFODNN7EXAMPLE"`)],
    ['the head of a key alone', onAlpine('RUN grep -q "BEGIN PRIVATE KEY" /k || echo "-----BEGIN PRIVATE KEY-----"')],
    ['an address with a login that is none', onAlpine('ENV A=postgres://postgres:postgres@db.example.com/a')],
    ['an address of a container, for a build', onAlpine('RUN DATABASE_URL=postgres://app:Xk29fj1@db/app make')],
    ['a login to this machine', onAlpine('RUN curl -u elastic:Xk29fj1 http://localhost:9200/')],
    ['a key for tests', onAlpine('COPY tests/id_rsa /root/.ssh/id_rsa', 'COPY ci/privkey.pem /k')],
    [
      'settings beside pages',
      built('').replace(/FROM alpine:3.24\n(?=COPY)/, 'FROM example/nginx-brotli:1.26\nCOPY --from=build /.env .\n'),
    ],
  ])('does not mind %s', (_, text) => expect(weigh(text)).toEqual([]));

  test.each([
    ['openssh-server', 'error'],
    ['vsftpd', 'error'],
    ['git', 'warning'],
  ])('a password of an account weighs as much as what people log in with: %s', (name, severity) => {
    const lines = `RUN apk add --no-cache ${name} && adduser -D app && echo app:hunter2 | chpasswd`;
    expect(weigh(onAlpine(lines))).toEqual([severity]);
    expect(weigh(built(lines))).toEqual([]);
    expect(weigh(onAlpine(lines), 'Dockerfile.test')).toEqual(['info']);
  });

  test.each([
    ['Dockerfile', 'app', 'warning'],
    ['Dockerfile.full', 'full-image', 'warning'],
    ['ci/Dockerfile', 'builder', 'warning'],
    ['Dockerfile.dev', 'app', 'info'],
    ['docker/Dockerfile-e2e', 'app', 'info'],
    ['Dockerfile', 'test', 'info'],
  ])('a default in %s, stage %s, weighs that', (path, name, severity) => {
    expect(weigh(`FROM alpine:3.24 AS ${name}\nENV DB_PASSWORD=postgres\n`, path)).toEqual([severity]);
  });

  test.each([
    ['ENV NODE_ENV=development', 'info'],
    ['ENV RAILS_ENV test', 'info'],
    ['ENV NODE_ENV=production', 'warning'],
  ])('what is made for %s weighs that', (line, severity) => {
    expect(weigh(onAlpine(line, 'ENV DB_PASSWORD=postgres'))).toEqual([severity]);
    const text = onAlpine(line, 'COPY .env ./');
    const weighed = (env: string): string[] =>
      findingsOf(id, text, { context: contextOf({ '.env': env }) }).map((each) => each.severity);
    expect(weighed('PORT=80\nDB_PASSWORD="kj3-Qx9v2"\n')).toEqual([severity]);
    expect(weighed('export API_TOKEN = 9f8e7d6c5b4a39281706f5e4d3c2b1a0\n')).toEqual([severity]);
    // Ports and addresses are no secrets; without the context nobody knows.
    for (const env of ['PORT=3000\nURL=http://127.0.0.1:5102\nDB_PASSWORD=\n', '', '# DB_PASSWORD=kj3-Qx9v2\n'])
      expect(weighed(env)).toEqual(['info']);
    expect(weigh(text)).toEqual(['info']);
  });

  test('says one thing once', () => {
    const text = onAlpine(
      'ARG NPM_TOKEN',
      'ARG GIT_TOKEN',
      'ENV GIT_TOKEN=$GIT_TOKEN',
      'ENV A_SECRET=one',
      'ENV B_SECRET=two',
    );
    const others = findingsOf(id, text).map(({ message }) => / (Lines? [^.]*)\.$/.exec(message)?.[1]);
    expect(others).toEqual(['Lines 3 and 4 need the same', 'Line 6 needs the same']);
  });
});
