import { expect, test } from 'vitest';
import { forecast } from '../forecast.ts';

/** What a RUN behind the file `/x` comes to. */
function run(commands: string): string {
  const { steps } = forecast(`FROM alpine:3.19\nRUN echo b > /x\nRUN ${commands}\n`);
  const { outcome, because, exit, given } = steps.at(-1) ?? { outcome: undefined, given: [] };
  if (outcome === 'fails') return `${because?.prints ?? ''} (${exit ?? ''})`;
  return outcome === 'ok' && given.length === 0 ? 'works' : 'open';
}

/** Each seen with BusyBox 1.36.1. */
test.each([
  ['sort /x && test -f /x', 'works'],
  ['sort -o /y /x && test -f /y', 'works'],
  ['sort -o /x /x && test -f /x', 'works'],
  ['sort /no', 'sort: /no: No such file or directory (2)'],
  ['sort -o /no/y /x', "sort: can't open '/no/y': No such file or directory (2)"],
  ['sort -o "$(date)" /x && test -f /y', 'open'],
])('%s', (commands, says) => {
  expect(run(commands)).toBe(says);
});
