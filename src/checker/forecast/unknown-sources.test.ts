import { describe, expect, test } from 'vitest';
import { forecast } from './forecast.ts';

/** An image whose files nobody here knows. */
const UNKNOWN = 'FROM ghcr.io/someone/builder:1.2 AS b\nRUN build-it\n';

describe('what is copied may be a file or a folder', () => {
  test.each([
    ['COPY of COPY', 'COPY --from=c /conf /conf\nCOPY <<EOF /conf/own.ini\na=1\nEOF'],
    ['cp', 'COPY --from=c /conf /x\nRUN cp -r /x /conf && echo a=1 > /conf/own.ini'],
    ['mv', 'COPY --from=c /conf /x\nRUN mv /x /conf\nWORKDIR /conf/own'],
    ['a condition', 'ARG A\nRUN if [ "$A" = 1 ]; then rm -rf /conf; fi\nCOPY --from=c /conf /conf\nWORKDIR /conf/own'],
  ])('%s', (_, lines) => {
    const text = `${UNKNOWN}FROM alpine:3.19 AS c\nCOPY --from=b /etc/conf /conf\nFROM alpine:3.19\n${lines}\n`;
    expect(forecast(text)).toMatchObject({ outcome: 'builds' });
  });

  test.each([
    ['a name with an ending', 'COPY app.conf /conf\nCOPY <<EOF /conf/own.ini\na=1\nEOF'],
    ['what a command made', 'RUN echo a=1 > /x && cp /x /conf\nCOPY <<EOF /conf/own.ini\na=1\nEOF'],
    ['what a heredoc made', 'COPY <<EOF /conf\na=1\nEOF\nWORKDIR /conf'],
  ])('%s is a file', (_, lines) => {
    expect(forecast(`FROM alpine:3.19\n${lines}\n`)).toMatchObject({
      outcome: 'fails',
      because: { prints: 'mkdir /conf: not a directory' },
    });
  });
});

describe('a pattern in an image that is not known', () => {
  const ends = 'USER 1000\nENTRYPOINT ["/app/tool"]\n';
  test.each([
    ['names the one thing that becomes the target', 'WORKDIR /app\nCOPY --from=b /build/tool-* tool'],
    ['is by another path', 'COPY --from=b /build/tool-[0-9]* /app/tool'],
    ['brings several into a folder', 'COPY --from=b /build/t* /app/'],
    ['brings several into a folder that is there', 'WORKDIR /app\nCOPY --from=b /build/t* /app'],
  ])('%s', (_, lines) => {
    const { start, stages } = forecast(`${UNKNOWN}FROM scratch\n${lines}\n${ends}`);
    expect(start.outcome).not.toBe('fails');
    expect(stages.at(-1)!.files.stat('/app/tool').kind).toBe('unknown');
  });

  test.each([
    ['known', 'COPY --from=k /etc/alpine-rel* /app/tool'],
    ['known and into a folder', 'COPY --from=k /etc/alpine-rel* /app/\nRUN mv /app/alpine-release /app/tool'],
    ['a folder', 'RUN mkdir -p /app/tool'],
  ])('what is %s cannot start', (_, lines) => {
    const { start } = forecast(`FROM alpine:3.19 AS k\nFROM alpine:3.19\n${lines}\n${ends}`);
    expect(start).toMatchObject({ outcome: 'fails', because: { prints: 'exec: "/app/tool": permission denied' } });
  });
});

describe('ADD of an address', () => {
  const url = 'https://example.com/tool-1.2.tar.gz';
  test.each([
    [`ADD --unpack=true ${url} /src`, 'WORKDIR /src'],
    [`ADD --unpack ${url} /src`, 'COPY <<EOF /src/a\nEOF'],
    ['ADD https://example.com/tool.git /src', 'WORKDIR /src'],
  ])('%s: a folder', (add, next) => {
    expect(forecast(`FROM alpine:3.19\n${add}\n${next}\n`)).toMatchObject({ outcome: 'builds' });
  });

  test.each([
    [`ADD ${url} /src`, 'WORKDIR /src'],
    [`ADD --unpack=false ${url} /src`, 'WORKDIR /src'],
    [`ADD --checksum=sha256:0 ${url} /src`, 'COPY <<EOF /src/a\nEOF'],
  ])('%s: a file', (add, next) => {
    expect(forecast(`FROM alpine:3.19\n${add}\n${next}\n`)).toMatchObject({
      outcome: 'fails',
      because: { prints: 'mkdir /src: not a directory' },
    });
  });
});

describe('a program by its path', () => {
  test.each(['./scripts/test', 'scripts/test', '/src/bin/false', './[', '/src/scripts/mkdir'])(
    '%s is a script of its own',
    (path) => {
      expect(forecast(`FROM alpine:3.19\nWORKDIR /src\nCOPY . .\nRUN ${path}\n`)).toMatchObject({ outcome: 'builds' });
    },
  );

  test.each(['test', '/usr/bin/test', '/bin/false', 'false'])('%s is the program of the system', (path) => {
    expect(forecast(`FROM alpine:3.19\nWORKDIR /src\nCOPY . .\nRUN ${path}\n`)).toMatchObject({
      outcome: 'fails',
      because: { prints: 'process did not complete successfully: exit code: 1' },
    });
  });
});
