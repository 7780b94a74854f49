import { describe, expect, test } from 'vitest';
import type { CheckOptions } from '../../run-rules.ts';
import { checker } from '../../checker.ts';
import { linesOf, TODAY } from '../../testing/rule-helpers.ts';

const id = 'healthcheck-localhost';
const check = 'HEALTHCHECK CMD wget -q --spider http://localhost:3000/ || exit 1';
const node = (...lines: string[]): string => ['FROM node:24-alpine3.22', check, ...lines, ''].join('\n');
const alpine = (...lines: string[]): string => ['FROM alpine:3.20', check, ...lines, ''].join('\n');
const withFile = (name: string, text: string): CheckOptions => ({
  context: { read: (path) => (path === name ? text : undefined), paths: [name] },
});

const severities = (text: string): readonly string[] =>
  checker.check(text, { today: TODAY, only: [id] }).diagnostics.map(({ severity }) => severity);

describe(id, () => {
  // node 20 and nc of BusyBox 1.36.1 listen on `::`, which answers both; tried with BusyBox wget.
  test.each([
    ['node', node('CMD ["node", "server.js"]')],
    [
      'node behind an init',
      node('RUN apk add --no-cache tini', 'ENTRYPOINT ["/sbin/tini", "--"]', 'CMD ["node", "."]'),
    ],
    ['node behind exec', node('CMD exec node server.js')],
    ['node with more behind it', node('CMD node server.js || exit 1')],
    ['npm', node('CMD ["npm", "start"]')],
    ['node of a package', alpine('RUN apk add --no-cache nodejs', 'CMD ["node", "server.js"]')],
    ['nc', alpine('CMD ["nc", "-lk", "-p", "3000"]')],
    ['httpd', alpine('RUN apk add --no-cache busybox-extras', 'CMD ["httpd", "-f", "-p", "3000"]')],
  ])('accepts %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([]);
  });

  test.each([
    ['an address in the arguments', node('CMD ["node", "server.js", "--host", "0.0.0.0"]')],
    ['an address in the environment', node('ENV HOST=0.0.0.0', 'CMD ["node", "server.js"]')],
    [
      'an address of httpd',
      alpine('RUN apk add --no-cache busybox-extras', 'CMD ["httpd", "-f", "-p", "0.0.0.0:3000"]'),
    ],
    [
      'an address of a program of Go',
      `FROM golang:1.27 AS b\nRUN CGO_ENABLED=0 go build -o /s .\nFROM alpine:3.20\n${check}\nCOPY --from=b /s /s\nCMD ["/s", "-addr", "0.0.0.0:3000"]\n`,
    ],
    ['gunicorn', `FROM python:3.14-alpine3.24\n${check}\nCMD ["gunicorn", "-b", "0.0.0.0:3000", "app"]\n`],
    ['an address of a program that nobody knows', alpine('COPY server /', 'CMD ["/server", "--bind=127.0.0.1:3000"]')],
    ['an address to bind', alpine('ENV LISTEN_ADDR=127.0.0.1:3000', 'COPY server /', 'CMD ["/server"]')],
  ])('rejects %s', (_, text) => {
    expect(severities(text)).toEqual(['warning']);
  });

  // What they listen on, no Dockerfile tells.
  test.each([
    ['a program that nobody knows', alpine('COPY server /', 'CMD ["/server"]')],
    ['a start script', alpine('COPY start.sh /', 'ENTRYPOINT ["/start.sh"]', 'CMD ["server"]')],
    ['a server of a package', alpine('RUN apk add --no-cache apache2', 'CMD ["bash", "/start.sh"]')],
    ['another service of the same host', alpine('ENV DB_HOST=127.0.0.1', 'COPY server /', 'CMD ["/server"]')],
    ['gunicorn, which reads a file too', `FROM python:3.14-alpine3.24\n${check}\nCMD ["gunicorn", "app"]\n`],
    ['no program at all', alpine()],
  ])('only notes %s', (_, text) => {
    expect(severities(text)).toEqual(['info']);
  });

  test('accepts Node.js beside another service', () => {
    expect(severities(node('ENV REDIS_HOST=localhost DB_URL=postgres://127.0.0.1/db', 'CMD ["node", "."]'))).toEqual(
      [],
    );
  });

  test('reads the address where the file is known', () => {
    const text = node('WORKDIR /app', 'COPY server.js .', 'CMD ["node", "server.js"]');
    expect(linesOf(id, text, withFile('server.js', "listen(3000, '0.0.0.0')"))).toEqual([2]);
    expect(linesOf(id, text, withFile('server.js', "listen(3000, '127.0.0.1')"))).toEqual([2]);
    expect(linesOf(id, text, withFile('server.js', 'listen(3000)'))).toEqual([]);
  });
});
