import { describe, expect, test } from 'vitest';
import { checker } from '../../checker.ts';
import { fixedBy, linesOf, onAlpine, TODAY } from '../../testing/rule-helpers.ts';

const id = 'apk-untrusted';
const severities = (text: string): string[] =>
  checker.check(text, { today: TODAY, only: [id] }).diagnostics.map(({ severity }) => severity);

describe(id, () => {
  test.each([
    ['a repository', onAlpine('RUN apk add --allow-untrusted git'), ['error']],
    ['an address as package', onAlpine('RUN apk add --allow-untrusted https://example.org/a.apk'), ['error']],
    ['a download', onAlpine('RUN wget https://example.org/a.apk && apk add --allow-untrusted ./a.apk'), ['warning']],
    [
      'a download in another RUN',
      onAlpine('RUN curl -o /a.apk https://example.org/a', 'RUN apk add --allow-untrusted /a.apk'),
      ['warning'],
    ],
    ['a file of the context', onAlpine('COPY a.apk /', 'RUN apk add --allow-untrusted /a.apk'), ['info']],
    [
      'a mount of a stage',
      'FROM alpine:3.24 AS b\nFROM alpine:3.24\nRUN --mount=type=bind,from=b,target=/p apk add --allow-untrusted /p/*.apk\n',
      ['info'],
    ],
    ['its own build', onAlpine('RUN abuild -r && apk add --allow-untrusted /p/a.apk'), ['info']],
    ['http', onAlpine('RUN apk add -X http://example.org/alpine git'), ['info']],
    [
      'http without signatures',
      onAlpine('RUN apk add --allow-untrusted -X http://example.org/alpine git'),
      ['error', 'info'],
    ],
    ['an upgrade', onAlpine('RUN apk upgrade --allow-untrusted'), ['error']],
  ])('weighs %s', (_, text, expected) => {
    expect(severities(text)).toEqual(expected);
  });

  test.each([
    [
      'private mirrors',
      onAlpine('RUN apk add -X http://mirror/alpine -X http://localhost:8080/a -X http://127.0.0.1/b git'),
    ],
    ['a variable', onAlpine('ARG M', 'RUN apk add -X $M git')],
    ['other commands', onAlpine('RUN apk verify --allow-untrusted a.apk; apk fetch http://example.org/a')],
  ])('accepts %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([]);
  });

  test('offers no fix where another repository needs its key', () => {
    const own = 'RUN echo https://example.org/alpine >> /etc/apk/repositories && apk add --allow-untrusted tool';
    expect(fixedBy(id, onAlpine(own))).toBeUndefined();
    expect(fixedBy(id, onAlpine('RUN apk add -X http://example.org/alpine git'))).toBeUndefined();
  });
});
