import { expect, it } from 'vitest';
import { castDuration, castText, type CastEvent } from './cast.ts';

const header = { title: 'timezones / starter', columns: 100, rows: 30, timestamp: 1_800_000_000 };

it('writes a header and one event a line', () => {
  const events: CastEvent[] = [
    [0, 'm', 'docker build -t tz .'],
    [0.123_456_789, 'o', '$ \u001b[0m\r\n'],
  ];
  const lines = castText(header, events).split('\n');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ version: 2, width: 100, height: 30, timestamp: 1_800_000_000 });
  expect(lines.slice(1)).toEqual(['[0,"m","docker build -t tz ."]', '[0.123457,"o","$ \\u001b[0m\\r\\n"]', '']);
  expect(castDuration(events)).toBe(0.123457);
});

it('is whole without any event', () => {
  expect(castText(header, []).endsWith('}\n')).toBe(true);
  expect(castDuration([])).toBe(0);
});
