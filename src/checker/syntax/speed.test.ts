import { describe, expect, test } from 'vitest';
import { parseDockerfile } from './dockerfile/parse-dockerfile.ts';
import { shellOf } from './shell-of.ts';
import { leastCpuTime } from '../../../tests/cpu-time.ts';

function work(text: string): void {
  for (const instruction of parseDockerfile(text).instructions) shellOf(instruction);
}

/** Texts that could take more than linear time. */
const growing: Record<string, (n: number) => string> = {
  instructions: (n) => `FROM a\n${'RUN apk add --no-cache curl && rm -rf /x\n'.repeat(n)}`,
  continuations: (n) => `RUN a \\\n${'  && apk add x \\\n'.repeat(n)}`,
  'comments inside': (n) => `RUN a \\\n${'  # c \\\n'.repeat(n)} b`,
  'empty lines inside': (n) => `RUN a \\\n${'\n b \\\n'.repeat(n)}`,
  parentheses: (n) => `RUN ${'('.repeat(n)}`,
  substitutions: (n) => `RUN ${'a $('.repeat(n)}`,
  'nested variables': (n) => `ENV A=${'${a:-'.repeat(n)}`,
  'NUL bytes': (n) => `RUN ${'\0'.repeat(n)}`,
  'lone surrogates': (n) => `RUN ${'\ud800'.repeat(n)}`,
  'open heredocs': (n) => 'RUN <<A\n'.repeat(n),
  'many heredocs': (n) => 'RUN <<A\nx\nA\n'.repeat(n),
  'heredocs on one line': (n) => `RUN ${'<<A '.repeat(n)}\n${'A\n'.repeat(n)}`,
  'quoted heredoc marks': (n) => `RUN ${"'<<".repeat(n)}`,
  onbuild: (n) => 'ONBUILD '.repeat(n),
  'open JSON': (n) => `CMD [${'"a",'.repeat(n)}`,
  'nested JSON': (n) => `CMD ${'['.repeat(n)}`,
  pairs: (n) => `ENV ${'a=b '.repeat(n)}`,
  quotes: (n) => `ENV a=${'"'.repeat(n)}`,
  escapes: (n) => `ENV a=${'\\'.repeat(n)}`,
  flags: (n) => `RUN ${'--a=b '.repeat(n)}`,
  'unknown words': (n) => 'abc\n'.repeat(n),
  blanks: (n) => `RUN a${' '.repeat(n)}b`,
  'a directive of blanks': (n) => `#escape=${' '.repeat(n)}b`,
  comments: (n) => '# a\n'.repeat(n),
  'shell errors': (n) => `RUN ${'a && && b; '.repeat(n)}`,
};

describe('time grows with the text', () => {
  test.each(Object.entries(growing))('%s', (_, make) => {
    work(make(500));
    const [small, large] = [make(1_000), make(8_000)];
    // Eight times the text: 8 would be linear, 64 quadratic. Very short times are noise, and so is
    // what the garbage collector takes from a large tree.
    const most =
      Math.max(
        leastCpuTime(() => work(small), 5),
        1.5,
      ) * 40;
    expect(leastCpuTime(() => work(large), 5, most)).toBeLessThan(most);
  });
});

test.each([
  ['10,000 lines', growing['instructions']!(10_000)],
  ['5,000 continued lines', growing['continuations']!(5_000)],
  ['20,000 open parentheses', growing['parentheses']!(20_000)],
])('%s', (_, text) => {
  expect(leastCpuTime(() => work(text), 5, 2_000)).toBeLessThan(2_000);
});
