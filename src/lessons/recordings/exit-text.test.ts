import { expect, it } from 'vitest';
import { exitText } from './exit-text.ts';

it.each([
  [0, 'exit code 0: success'],
  [1, 'exit code 1: failed'],
  [125, 'exit code 125: Docker itself could not run it'],
  [126, 'exit code 126: found, but it cannot be executed'],
  [127, 'exit code 127: the command, or a library that it needs, was not found'],
  [137, 'exit code 137: killed by SIGKILL (128 + 9)'],
  [143, 'exit code 143: ended by SIGTERM (128 + 15)'],
  [200, 'exit code 200: failed'],
])('explains exit code %d', (code, words) => {
  expect(exitText(code)).toBe(words);
});
