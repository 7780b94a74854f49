import { expect, test } from 'vitest';
import { forecast } from '../forecast.ts';
import { shippedIndex } from '../shipped.ts';

/** Whether a command prints these lines: for certain, certainly not, or nobody knows. */
function prints(command: string, lines: readonly string[], before = ''): 'yes' | 'no' | 'open' {
  const wanted = lines.map((line) => `${line}_`).join('');
  const text = `FROM alpine:3.19\n${before}RUN make install\nRUN test "$(${command} | tr '\\n' '_')" = '${wanted}'\n`;
  const { steps } = forecast(text, {
    contracts: [
      {
        run: 'make install',
        makes: [
          { path: '/opt/a/shrink', mode: 0o755, loads: ['so:libz.so.1', 'so:libzstd.so.1'] },
          { path: '/opt/b/pack', mode: 0o755, loads: ['so:libzstd.so.1'] },
          { path: '/opt/static', mode: 0o755, libc: 'none' },
        ],
      },
    ],
    data: { index: shippedIndex(), judgedOn: '3.19' },
  });
  const step = steps.at(-1);
  if (step === undefined || step.given.length > 0 || step.outcome === 'unknown') return 'open';
  return step.outcome === 'ok' ? 'yes' : 'no';
}

const make = 'RUN apk add --no-cache make\n';
const musl = 'libc.musl-x86_64.so.1';

/** Seen with scanelf 1.3.7 and BusyBox 1.36.1 of Alpine 3.19. */
test.each<[string, readonly string[]]>([
  ["scanelf --needed --nobanner --format '%n#p' /opt/a/shrink", [`libz.so.1,libzstd.so.1,${musl}`]],
  ["scanelf -nBF '%n#F' /opt/b/pack", [`libzstd.so.1,${musl}`]],
  ["scanelf --needed --nobanner --format '%n#p' /opt/static /opt/missing", []],
  ["scanelf --needed --nobanner --format '%n#p' /opt", []],
  ["scanelf --needed --nobanner --format '%n#p' /opt/b", [`libzstd.so.1,${musl}`]],
  ["scanelf --needed --nobanner --format '%n#p' --recursive /usr/local", []],
  [
    "scanelf --needed --nobanner --format '%n#p' --recursive /opt | tr ',' '\\n' | sort -u",
    [musl, 'libz.so.1', 'libzstd.so.1'],
  ],
  ["printf 'b\\n' | awk '{ print $1 }'", ['b']],
  ['printf "b\\na\\nb\\n" | sort | awk \'{ print "so:" $1 }\'', ['so:a', 'so:b', 'so:b']],
  [
    'printf "make\\nlibz.so.1\\n" | awk \'system("[ -e /usr/bin/" $1 " ]") == 0 { next } { print "so:" $1 }\'',
    ['so:libz.so.1'],
  ],
  ["printf 'a\\n\\nb\\n' | sed 's/^/so:/'", ['so:a', 'so:', 'so:b']],
  ["printf '14:05 h\\n01:40 h\\na b\\na\\nab\\na a\\n' | sort", ['01:40 h', '14:05 h', 'a', 'a a', 'a b', 'ab']],
])('%s', (command, lines) => {
  expect(prints(command, lines, make)).toBe('yes');
  expect(prints(command, [...lines, 'more'], make)).toBe('no');
});

test.each([
  ["scanelf --needed --nobanner --format '%n#p' /usr/bin/other", 'RUN wget -O /usr/bin/other https://example.org/x\n'],
  ["scanelf --needed --nobanner --format '%n#p' --recursive /srv", 'RUN wget -P /srv https://example.org/x\n'],
  ['scanelf --needed --nobanner /opt/b/pack', ''],
  ["scanelf --needed --format '%n#p' /opt/b/pack", ''],
  ["printf 'a,b\\n' | tr -d ','", ''],
  ["printf 'a\\n' | sort -k 2", ''],
  ["printf 'a b\\n' | awk '{ print $2 }'", ''],
])('is open: %s', (command, before) => {
  expect(prints(command, ['x'], make + before)).toBe('open');
});
