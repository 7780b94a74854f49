import { describe, expect, test } from 'vitest';
import { forecast } from './forecast.ts';
import { shippedIndex } from './shipped.ts';

const context = { paths: [], read: () => undefined };
const tools = 'FROM alpine:3.19 AS tools\nRUN apk add --no-cache git jq\nFROM alpine:3.19\n';

/** Seen with musl 1.2.4 and the packages of Alpine 3.19. */
describe('a program of a package', () => {
  test.each<[string, string, string | undefined]>([
    ['without its library', 'COPY --from=tools /usr/bin/jq /usr/bin/', 'libonig.so.5'],
    [
      'with it',
      'COPY --from=tools /usr/bin/jq /usr/bin/\nCOPY --from=tools /usr/lib/libonig.so.5 /usr/lib/',
      undefined,
    ],
    [
      'with it elsewhere',
      'COPY --from=tools /usr/bin/jq /usr/bin/\nCOPY --from=tools /usr/lib/libonig.so.5 /o/',
      'libonig.so.5',
    ],
    [
      'with it in LD_LIBRARY_PATH',
      'COPY --from=tools /usr/bin/jq /usr/bin/\nCOPY --from=tools /usr/lib/libonig.so.5 /o/\nENV LD_LIBRARY_PATH=/o',
      undefined,
    ],
    [
      "with it in the loader's own list",
      'COPY --from=tools /usr/bin/jq /usr/bin/\nCOPY --from=tools /usr/lib/libonig.so.5 /o/\nRUN echo /lib:/o > /etc/ld-musl-x86_64.path',
      undefined,
    ],
    ['whose library is deleted', 'RUN apk add --no-cache jq && rm -r /usr/lib', 'libonig.so.5'],
  ])('%s', (_, lines, missing) => {
    const text = `${tools}${lines}\nCMD ["jq", "-n", "1"]\n`;
    const { start } = forecast(text, { context, data: { index: shippedIndex() } });
    if (missing === undefined) expect(start.outcome).not.toBe('fails');
    else
      expect(start).toMatchObject({
        outcome: 'fails',
        exit: 127,
        because: { prints: expect.stringContaining(missing) },
      });
  });

  test('in a RUN, too', () => {
    const { steps } = forecast(`${tools}COPY --from=tools /usr/bin/git /usr/bin/\nRUN git init\n`, {
      context,
      data: { index: shippedIndex() },
    });
    expect(steps.at(-1)).toMatchObject({ outcome: 'fails', exit: 127 });
  });
});
