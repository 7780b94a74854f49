import { expect, test } from 'vitest';
import { checker } from '../checker.ts';
import { applyEdits } from '../text.ts';
import { insertAfter, insertBefore, lineBreak } from './instruction-edits.ts';

test('the line break of one text, then of another', () => {
  expect(lineBreak('FROM a\nRUN b\n')).toBe('\n');
  expect(lineBreak('FROM a\r\nRUN b\r\n')).toBe('\r\n');
  expect(lineBreak('FROM a\nRUN b\n')).toBe('\n');
});

test('a long text with very many fixes is searched once', () => {
  const text = 'RUN apk add git\n'.repeat(300_000);
  const { user: before } = process.cpuUsage();
  for (let i = 0; i < 20_000; i++) lineBreak(text);
  expect(process.cpuUsage().user - before).toBeLessThan(1_000_000);
});

test.each([
  ['FROM a\nRUN b\n\n# Start\nCMD c\n', 'FROM a\nRUN b\n\nUSER 1\n\n# Start\nCMD c\n'],
  ['FROM a\r\nRUN b\r\n\r\n# Start\r\nCMD c\r\n', 'FROM a\r\nRUN b\r\n\r\nUSER 1\r\n\r\n# Start\r\nCMD c\r\n'],
  ['FROM a\nRUN b\n# Start\nCMD c\n', 'FROM a\nRUN b\nUSER 1\n# Start\nCMD c\n'],
  ['FROM a\nRUN b\n\nCMD c\n', 'FROM a\nRUN b\n\nUSER 1\nCMD c\n'],
])('a comment that stands apart, in %j', (text, fixed) => {
  const last = checker.check(text).model.file.instructions.at(-1);
  expect(last && applyEdits(text, [insertBefore(text, last, 'USER 1')])).toBe(fixed);
});

test('a line in front of or behind an instruction is indented as that is', () => {
  const text = 'FROM alpine:3.20\n  # says so\n  RUN date\n';
  const run = checker.check(text).model.file.instructions[1];
  if (run === undefined) throw new Error('no RUN');
  expect(applyEdits(text, [insertBefore(text, run, 'USER 1')])).toBe(
    'FROM alpine:3.20\n  USER 1\n  # says so\n  RUN date\n',
  );
  expect(applyEdits(text, [insertAfter(text, run, 'USER 1')])).toBe(
    'FROM alpine:3.20\n  # says so\n  RUN date\n  USER 1\n',
  );
});
