import { describe, expect, test } from 'vitest';
import { forecast } from './forecast.ts';
import { factsOfImage } from './image-facts.ts';
import { shippedIndex } from './shipped.ts';

const context = { paths: ['server.js'], read: () => '' };
const data = { index: shippedIndex(), judgedOn: '3.19' };

describe('a tag means a release whose Dockerfile was read, or nothing is known', () => {
  test.each([
    ['node', '24-alpine3.24', true],
    ['node', '24-alpine', true],
    ['node', '24.19.0-alpine3.23', true],
    ['public.ecr.aws/docker/library/node', '24-alpine', true],
    ['node', 'alpine', true],
    ['node', '8-alpine', false],
    ['node', '2-alpine', false],
    ['node', 'iron-alpine', false],
    ['node', '24.1.0-alpine', true],
    ['node', '24.99.0-alpine', true],
    ['node', '27-alpine', false],
    ['node', '24-alpine3.5', false],
    ['node', 'current-alpine', true],
    ['golang', '1.26.4-alpine', true],
    ['golang', '1.26.4-alpine3.23', true],
    ['golang', '1.26.99-alpine', true],
    ['golang', '1.28-alpine', false],
    ['golang', '1.26.4.1-alpine', false],
    ['golang', '1.16-alpine', true],
    ['golang', '1.12-alpine', false],
    ['ruby', '3.4.4-alpine', true],
    ['ruby', '2.3-alpine', false],
    ['python', '3.11.4-alpine3.18', true],
    ['python', '3.5-alpine', false],
    ['php', '8.2.10-fpm-alpine3.18', true],
    ['php', '8.3.5-fpm-alpine', false],
    ['rust', '1.80-alpine', true],
    ['rust', '1.80-slim-alpine', false],
    ['php', '8.5-fpm-alpine3.24', true],
    ['php', '8.5-zts-alpine', false],
    ['bash', '5', true],
    ['bash', undefined, true],
    ['example/node', '24-alpine', false],
  ])('%s:%s', (name, tag, isKnown) => {
    expect(factsOfImage(name, tag) !== undefined).toBe(isKnown);
  });

  test('what a later release of a line has, the first may not have', () => {
    expect(factsOfImage('golang', '1.21.0-alpine')?.env).not.toHaveProperty('GOTOOLCHAIN');
    expect(factsOfImage('golang', '1.21-alpine')?.env).toHaveProperty('GOTOOLCHAIN');
    expect(factsOfImage('python', '3.12.1-alpine')?.world).toBeUndefined();
    expect(factsOfImage('node', '22-alpine')?.programs).toContain('/usr/local/bin/yarn');
    expect(factsOfImage('node', 'alpine3.12')?.programs).toContain('/usr/local/bin/yarn');
  });

  test('the newest one without a version', () => {
    expect(factsOfImage('node', 'alpine')?.programs).not.toContain('/usr/local/bin/yarn');
    expect(factsOfImage('node', '24-alpine')?.programs).toContain('/usr/local/bin/yarn');
  });
});

describe('what an official image starts', () => {
  test.each<[string, string, string, (string | undefined)?]>([
    ['node:24-alpine', '', 'starts', 'node'],
    ['node:24-alpine', 'CMD ["node", "server.js"]', 'starts', 'node'],
    ['node:24-alpine', 'CMD ["-e", "1"]', 'starts', 'node'],
    ['node:24-alpine', 'USER node\nCMD ["node", "server.js"]', 'starts', 'node'],
    ['node:24-alpine', 'ENTRYPOINT ["node"]\nCMD ["server.js"]', 'starts', 'node'],
    ['node:24-alpine', 'RUN apk del libstdc++\nCMD ["node"]', 'fails'],
    ['node:24-alpine', 'CMD ["/srv/nosuch"]', 'starts', 'node'],
    ['python:3.14-alpine', 'CMD ["python", "app.py"]', 'starts', 'python'],
    ['python:3.14-alpine', 'CMD ["gunicorn"]', 'fails'],
    ['python:3.14-alpine', 'RUN pip install gunicorn\nCMD ["gunicorn"]', 'unknown'],
    ['python:3.14-alpine', 'CMD ["pydoc"]', 'unknown'],
    ['php:8.5-fpm-alpine', '', 'starts', 'php-fpm'],
    ['php:8.5-alpine', 'CMD ["-v"]', 'starts', 'php'],
    ['php:8.5-alpine', 'CMD ["/srv/nosuch"]', 'fails'],
    ['bash:5', 'CMD ["-c", "exit"]', 'starts'],
    ['nginx:1.30-alpine', '', 'starts', 'nginx'],
    ['nginx:1.30-alpine', 'RUN echo "exit 1" > /docker-entrypoint.d/x.sh', 'starts', 'nginx'],
    ['golang:1.27-alpine', '', 'starts'],
    ['node:8-alpine', 'CMD ["node"]', 'unknown'],
  ])('%s %s', (image, lines, outcome, pid1) => {
    const { start } = forecast(`FROM ${image}\n${lines}\n`, { context, data });
    expect(start.outcome).toBe(outcome);
    if (pid1 !== undefined) expect(start.pid1).toBe(pid1);
  });

  test('a script that somebody puts beside those of nginx is taken to work', () => {
    const text = 'FROM nginx:1.30-alpine\nCOPY server.js /docker-entrypoint.d/x.sh\n';
    expect(forecast(text, { context, data }).start.given).toEqual(['the scripts of /docker-entrypoint.d work']);
  });
});

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('the user and the environment of an official image', () => {
  const run = (image: string, lines: string): readonly [string, readonly string[]] => {
    const { outcome, steps } = forecast(`FROM ${image}\n${lines}\n`, { context });
    return [outcome, steps.flatMap(({ given }) => given)];
  };

  test.each([
    'golang:1.26.4-alpine',
    'golang:1.26.4-alpine3.23',
    'golang:1.24-alpine3.21',
    'ruby:3.4.4-alpine',
    'node:20.11.1-alpine3.19',
    'python:3.11.4-alpine',
    'php:8.2.10-fpm-alpine3.18',
    'rust:1.80.1-alpine3.20',
    'docker.io/library/golang:1.26.4-alpine',
  ])('%s is known', (image) => {
    expect(run(image, 'RUN adduser -S user')).toEqual(['builds', []]);
  });

  test.each([
    `golang:1.26-alpine3.23@${DIGEST}`,
    `golang:1.26.4-alpine@${DIGEST}`,
    `node:24-alpine@${DIGEST}`,
    `ruby:3.4-alpine@${DIGEST}`,
    `public.ecr.aws/docker/library/python:3.13-alpine@${DIGEST}`,
  ])('%s is what its tag says', (image) => {
    const [tagged] = image.split('@');
    expect(run(image, 'RUN adduser -S user')).toEqual(['builds', [`the digest is of ${tagged}`]]);
  });

  test.each([
    `golang@${DIGEST}`,
    `golang:alpine@${DIGEST}`,
    `python:3-alpine@${DIGEST}`,
    `example/golang:1.26-alpine@${DIGEST}`,
    'golang:1.28-alpine',
    'example/golang:1.26.4-alpine',
  ])('%s is not known', (image) => {
    const [, given] = run(image, 'RUN apk add --no-cache git');
    expect(given).not.toEqual([]);
    expect(given).not.toContainEqual(expect.stringContaining('the digest is of'));
  });

  test('a digest may be of an older release, which has other packages', () => {
    expect(run(`golang:1.26-alpine@${DIGEST}`, 'RUN git clone https://example.org/a')[0]).toBe('builds');
    expect(run(`node:24-alpine@${DIGEST}`, 'RUN apk del libstdc++\nRUN node --version')[0]).not.toBe('fails');
  });

  test.each([`node:24-alpine@${DIGEST}`, 'node:18.0.0-alpine', 'node:16-alpine3.15'])(
    '%s can start its program',
    (image) => {
      expect(forecast(`FROM ${image}\nCMD ["node", "server.js"]\n`, { context }).start).toMatchObject({
        outcome: 'starts',
        given: [],
      });
    },
  );

  test.each(['eclipse-temurin:21-jre-alpine', 'redis:8-alpine', 'docker:28-cli', 'maven:3-eclipse-temurin-21-alpine'])(
    '%s is known to start as root, and no more',
    (image) => {
      const [outcome, given] = run(image, 'RUN adduser -S somebody');
      expect(outcome).not.toBe('fails');
      expect(given).not.toContain('the user may do this');
    },
  );

  test.each(['example/redis:8-alpine', 'gradle:4-alpine'])('%s is not known to start as root', (image) => {
    expect(run(image, 'RUN adduser -S somebody')[1]).toContain('the user may do this');
  });
});

describe('where the user of the base is not known, that he may do it is given', () => {
  test.each([
    'apk add --no-cache bash',
    'addgroup -S app && adduser -S -G app app',
    'apk update && apk upgrade',
    'deluser games',
    'useradd app',
  ])('%s', (line) => {
    for (const image of ['example/node:24-alpine', 'example/tool:1']) {
      const { outcome, steps } = forecast(`FROM ${image}\nRUN ${line}\n`, { context });
      expect(outcome).not.toBe('fails');
      expect(steps[1]?.given).toContain('the user may do this');
    }
  });

  test("Debian's adduser may ask otherwise", () => {
    expect(forecast('FROM example/tool:1\nRUN adduser app\n', { context }).outcome).not.toBe('fails');
    expect(forecast('FROM example/node:24-alpine\nRUN adduser app\n', { context }).outcome).toBe('fails');
  });

  test.each(['apk add --no-cache bash || true', 'if adduser -S app; then echo; fi'])('%s may go both ways', (line) => {
    expect(forecast(`FROM example/node:24-alpine\nRUN ${line}\n`, { context }).outcome).not.toBe('fails');
  });

  test('and another command still has a user that is not known', () => {
    const text = 'FROM example/node:24-alpine\nRUN apk add --no-cache bash && echo > /etc/x\n';
    expect(forecast(text, { context }).steps[1]?.given).toContainEqual(expect.stringContaining('/etc/x'));
  });
});

describe('what is in an official image', () => {
  test.each([
    ['node:24-alpine', 'RUN apk add --no-cache git'],
    ['python:3.14-alpine', 'RUN apk add --no-cache git && apk del .python-rundeps'],
    ['node:24-alpine', 'COPY --chown=node:node server.js /home/node/'],
    ['node:24-alpine', 'RUN test "$(id -u node)" = 1000 || true'],
    ['golang:1.27-alpine', 'RUN test "$GOPATH" = /go'],
    ['golang:1.27-alpine', 'RUN test "$PWD" = /go || pwd'],
    ['nginx:1.30-alpine', 'USER nginx'],
  ])('%s: %s works', (image, line) => {
    const { outcome, steps } = forecast(`FROM ${image}\n${line}\n`, { context, data });
    expect([outcome, ...steps.flatMap(({ given }) => given)]).toEqual(['builds']);
  });

  test.each([
    ['node:24-alpine', 'RUN test "$NODE_VERSION" = 24.19.0'],
    ['ruby:4.0-alpine', 'RUN git clone https://example.org/a'],
    ['golang:1.27-alpine', 'RUN go install example.com/cmd/helm@v1\nRUN helm version'],
    ['golang:1.27-alpine', 'RUN wget -qO- https://example.org/i | sh\nRUN helm version'],
    ['php:8.5-alpine', 'RUN apk add --no-cache git'],
    ['python:3.14-alpine', 'RUN test -e /usr/local/bin/idle'],
    ['node:24-alpine@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', 'USER node\nRUN true'],
  ])('%s: %s is not decided', (image, line) => {
    const { outcome, steps } = forecast(`FROM ${image}\n${line}\n`, { context, data });
    expect(outcome === 'unknown' || steps.some(({ given }) => given.length > 0)).toBe(true);
  });

  test.each([
    ['golang:1.27-alpine', 'RUN git clone https://example.org/a'],
    ['golang:1.27-alpine', 'COPY . .\nRUN make'],
    ['node:24-alpine', 'RUN git clone https://example.org/a'],
    ['python:3.14-alpine', 'RUN gcc --version'],
    ['public.ecr.aws/docker/library/python:3.14-alpine', 'RUN poetry install'],
  ])('%s: %s has no such program', (image, line) => {
    const { steps } = forecast(`FROM ${image}\n${line}\n`, { context, data });
    expect(steps.at(-1)).toMatchObject({ outcome: 'fails', exit: 127 });
  });

  test('what a later forecast does to a folder of it is open', () => {
    const text =
      'FROM golang:1.27-alpine AS build\nRUN go install example.com/tool@v1\nFROM scratch\nCOPY --from=build /go/bin/tool /\n';
    for (const _ of [1, 2]) expect(forecast(text, { context, data }).outcome).not.toBe('fails');
  });

  test('an account of its own cannot be made again', () => {
    const { steps } = forecast('FROM node:24-alpine\nRUN adduser -D -u 1000 app\n', { context, data });
    expect(steps[1]).toMatchObject({ outcome: 'fails', exit: 1 });
  });
});

describe('a program that is copied out of its image', () => {
  const copied = (lines: string): string =>
    forecast(`FROM node:24-alpine AS node\nFROM python:3.14-alpine AS python\nFROM alpine:3.19\n${lines}\n`, {
      context,
      data,
    }).start.outcome;

  test.each([
    ['COPY --from=node /usr/local/bin/node /usr/local/bin/\nCMD ["node"]', 'fails'],
    ['RUN apk add --no-cache libstdc++\nCOPY --from=node /usr/local/bin/node /usr/local/bin/\nCMD ["node"]', 'starts'],
    [
      'RUN apk add --no-cache libstdc++\nCOPY --from=node:24-alpine /usr/local/bin/node /usr/local/bin/\nCMD ["node"]',
      'starts',
    ],
    ['COPY --from=python /usr/local/bin/python3 /usr/local/bin/\nCMD ["python3"]', 'unknown'],
  ])('%s', (lines, outcome) => {
    expect(copied(lines)).toBe(outcome);
  });
});
