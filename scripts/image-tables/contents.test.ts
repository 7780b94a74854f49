import { expect, test } from 'vitest';
import { readContents, withBase } from './contents.ts';
import { wrapped } from './written.ts';

test('reads who is made, who starts, and what stays', () => {
  const text = `FROM alpine:3.24
RUN addgroup -S -g 99 app && adduser -S -u 99 -h /var/lib/app -G app app && addgroup -S other
RUN apk add --no-cache bash tzdata && apk add --no-cache --virtual .b gcc make && make && apk del .b
RUN if [ -n "$A" ]; then apk add --no-cache --virtual .c cmake; fi; apk del .c
USER app
`;
  expect(readContents(text)).toEqual({
    from: 'alpine:3.24',
    accounts: ['app', 'other'],
    starts: 'app',
    packages: ['bash', 'tzdata'],
  });
});

test.each([
  ['groupadd -r app --gid=99; useradd -r -g app --uid=99 --home-dir=/a app', ['app']],
  ['adduser -D app', ['app']],
  ['addgroup --gid 1000 app && adduser --uid 1000 --disabled-password one --ingroup app', ['one', 'app']],
  ['adduser --help', []],
])('%s makes %j', (command, accounts) => {
  expect(readContents(`FROM alpine:3.24\nRUN ${command}\n`)?.accounts).toEqual(accounts);
});

test('the last stage counts, with all below it', () => {
  const own = readContents('FROM x AS a\nRUN apk add gcc\nFROM php:8-alpine\nRUN apk add bash\n');
  const php = readContents('FROM alpine:3.24\nRUN adduser -D www-data && apk add curl\nUSER www-data\n');
  expect(own && withBase(own, (image) => (image === 'php:8-alpine' ? php : undefined))).toEqual({
    from: 'php:8-alpine',
    accounts: ['www-data'],
    starts: 'www-data',
    packages: ['bash', 'curl'],
  });
});

test('breaks lines between words', () => {
  expect(wrapped(['a'.repeat(100), 'b'.repeat(17), 'c'])).toEqual([`${'a'.repeat(100)} ${'b'.repeat(17)}`, 'c']);
});
