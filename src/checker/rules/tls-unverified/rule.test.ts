import { expect, test } from 'vitest';
import { linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'tls-unverified';

test.each([
  ['npm config set strict-ssl true', []],
  ['npm config set strict-ssl false', [2]],
])('says of `%s`: %j', (command, lines) => {
  expect(linesOf(id, onAlpine(`RUN ${command}`))).toEqual(lines);
});
