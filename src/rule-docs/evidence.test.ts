import { expect, test } from 'vitest';
import { evidenceOf, marksIn, withoutMarks } from './evidence.ts';

const text = `apk fails.
<!-- seen: alpine 3.20.3, apk-tools 2.14.4, 2026-11-29 -->

- One.
  <!-- read: https://example.org/a, 2026-11-28 -->
- Two. <!-- seen: alpine 3.19.4, alpine 3.20.3, 2026-11-30 -->
`;

test('marks are read, and are no text', () => {
  expect(marksIn(text).map(({ kind, date }) => `${kind} ${date}`)).toEqual([
    'seen 2026-11-29',
    'read 2026-11-28',
    'seen 2026-11-30',
  ]);
  expect(withoutMarks(text)).toBe('apk fails.\n\n- One.\n- Two.\n');
  expect(withoutMarks(text.replaceAll('\n', '\r\n'))).toBe('apk fails.\r\n\r\n- One.\r\n- Two.\r\n');
  expect(withoutMarks('<!-- belay ignore=x -->')).toBe('<!-- belay ignore=x -->');
});

test('a document says once where it was tried and what was read', () => {
  expect(evidenceOf(marksIn(text))).toEqual({
    seen: { where: ['alpine 3.20.3', 'apk-tools 2.14.4', 'alpine 3.19.4'], date: '2026-11-30' },
    read: ['https://example.org/a'],
  });
  expect(evidenceOf([])).toEqual({ seen: undefined, read: [] });
});
