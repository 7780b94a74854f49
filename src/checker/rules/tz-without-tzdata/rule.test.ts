import { describe, expect, test } from 'vitest';
import { linesOf } from '../../testing/rule-helpers.ts';

const id = 'tz-without-tzdata';
const alpine = (...lines: string[]): string => ['FROM alpine:3.20', 'ENV TZ=Europe/Berlin', ...lines, ''].join('\n');
const go = (...lines: string[]): string =>
  `FROM golang:1.27 AS build\nRUN CGO_ENABLED=0 go build -o /app .\n${alpine(...lines)}`;

describe(id, () => {
  // Tried in the root file system of Alpine 3.20.3: musl looks in these three folders, and Node has the zones in itself.
  test.each([
    [
      'ZONEINFO of Go',
      go(
        'COPY --from=build /usr/local/go/lib/time/zoneinfo.zip /',
        'ENV ZONEINFO=/zoneinfo.zip',
        'COPY --from=build /app /app',
        'CMD ["/app"]',
      ),
    ],
    [
      'ZONEINFO of a parent stage',
      `FROM alpine:3.20 AS base\nENV ZONEINFO=/zoneinfo.zip\nCOPY zoneinfo.zip /\nFROM base\nENV TZ=Europe/Berlin\nCOPY app /app\nCMD ["/app"]\n`,
    ],
    [
      'the zones where Go was built',
      go(
        'COPY --from=build /usr/local/go/lib/time/zoneinfo.zip /usr/local/go/lib/time/zoneinfo.zip',
        'COPY --from=build /app /app',
        'CMD ["/app"]',
      ),
    ],
    ['/etc/zoneinfo', alpine('COPY Berlin /etc/zoneinfo/Europe/Berlin', 'CMD ["date"]')],
    ['/share/zoneinfo', alpine('COPY Berlin /share/zoneinfo/Europe/Berlin', 'CMD ["date"]')],
    ['node', 'FROM node:24-alpine3.22\nENV TZ=Europe/Berlin\nCMD ["node", "server.js"]\n'],
  ])('accepts %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([]);
  });

  test.each([
    ['a program of Go without data', go('COPY --from=build /app /app', 'CMD ["/app"]'), 4],
    ['another zone', alpine('COPY Tokyo /etc/zoneinfo/Asia/Tokyo', 'CMD ["date"]'), 2],
    [
      'a folder that musl does not read',
      alpine('COPY Berlin /usr/share/lib/zoneinfo/Europe/Berlin', 'CMD ["date"]'),
      2,
    ],
    ['node that is only there', 'FROM node:24-alpine3.22\nENV TZ=Europe/Berlin\nCMD ["sh", "/start.sh"]\n', 2],
  ])('rejects %s', (_, text, line) => {
    expect(linesOf(id, text)).toEqual([line]);
  });
});
