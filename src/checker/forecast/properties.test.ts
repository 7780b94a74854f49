import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leastCpuTime } from '../../../tests/cpu-time.ts';
import { forecast } from './forecast.ts';

const words = [
  'FROM alpine:3.19\n',
  'FROM a AS b\n',
  'RUN ',
  'COPY ',
  'CMD ',
  'if ',
  'then ',
  'fi\n',
  'for i in 1 2; do ',
  'done\n',
  '; ',
  ' && ',
  ' || ',
  '$(',
  ')',
  '"',
  "'",
  '`',
  '${A:-',
  '}',
  'rm -rf /*',
  ' | ',
  '> /x ',
  '<<EOF\n',
  'EOF\n',
  'apk add ',
  'git ',
  '--virtual ',
  '\n',
  ' ',
  '!',
  '[ -e ',
  ' ]',
  'cd ',
  '..',
  '/',
  '\\\n',
  '["sh","-c","',
  '"]',
  'exit 1',
  'set -e\n',
  'case x in *) ',
  ';; esac\n',
  'f() { ',
  '}\n',
  'f ',
  'while true; do ',
  'ln -s / ',
  'mv / ',
  '--mount=type=tmpfs,target=/ ',
  '--from=b ',
  '. . ',
  'USER x\n',
  'WORKDIR ',
  'ENV A=',
  'find / -delete',
  'chmod -R 0 / ',
  'cp -r / /a',
];

test('any text gives an answer', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 6 })), { maxLength: 40 }),
      (parts) => {
        const result = forecast(parts.join(''));
        expect(['builds', 'fails', 'unknown']).toContain(result.outcome);
      },
    ),
    { numRuns: 400 },
  );
});

test.each<[string, (count: number) => string]>([
  ['RUN lines', (n) => `FROM alpine:3.19\n${'RUN mkdir -p /a/b && touch /a/b/c\n'.repeat(n)}`],
  ['new folders', (n) => `FROM alpine:3.19\n${Array.from({ length: n }, (_, i) => `RUN mkdir -p /a/${i}\n`).join('')}`],
  [
    'ENV and RUN',
    (n) => `FROM alpine:3.19\n${Array.from({ length: n }, (_, i) => `ENV A${i}=1\nRUN true\n`).join('')}`,
  ],
  ['forks', (n) => `FROM alpine:3.19\nRUN <<E\n${'if dd; then touch /a; fi\n'.repeat(n)}E\n`],
  [
    'stages',
    (n) =>
      Array.from(
        { length: n },
        (_, i) => `FROM ${i === 0 ? 'alpine:3.19' : `s${i - 1}`} AS s${i}\nRUN touch /f\n`,
      ).join(''),
  ],
  ['a long chain', (n) => `FROM alpine:3.19\nRUN ${Array.from({ length: n }, () => 'true').join(' && ')}\n`],
])('linear: %s', (_, make) => {
  const [small, large] = [make(500), make(4000)];
  forecast(make(300));
  // Eight times the text; a quadratic one would take sixty-four times as long.
  const most =
    Math.max(
      leastCpuTime(() => forecast(small), 3),
      1,
    ) * 40;
  expect(leastCpuTime(() => forecast(large), 3, most)).toBeLessThan(most);
});
