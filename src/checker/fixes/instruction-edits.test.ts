import { expect, test } from 'vitest';
import { lineBreak } from './instruction-edits.ts';

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
