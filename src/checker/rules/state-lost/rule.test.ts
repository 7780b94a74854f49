import { describe, expect, test } from 'vitest';
import { linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'state-lost';

describe(id, () => {
  test.each([
    ['a whole script', 'RUN cd /srv && cd sub', []],
    ['one that ends', 'RUN cd /srv', [2]],
    ['a limit', 'RUN ulimit -n 65535', [2]],
    ['a limit for what follows', 'RUN ulimit -n 65535 && make', []],
    ['a question for a limit', 'RUN ulimit -n', []],
    // What would run behind the `&&`, nobody can say.
    ['one that a comment cuts off', 'RUN cd /srv && # echo hello > greeting', []],
    ['one that stops in a quote', "RUN cd /srv && echo '", []],
  ] as const)('reads %s', (_, line, lines) => {
    expect(linesOf(id, onAlpine(line, 'COPY a.txt b.txt'))).toEqual(lines);
  });
});
