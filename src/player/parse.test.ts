import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemText } from './cast.ts';
import { castV2, castV3, type FixtureEvent } from './fixtures/cast-text.ts';
import { parseCast } from './parse.ts';

const events: FixtureEvent[] = [
  [0.5, 'o', '$ '],
  [0.5, 'm', 'docker build .'],
  [2, 'r', '80x24'],
  [2.25, 'i', 'typed keys are not shown'],
  [3, 'o', 'done\r\n'],
  [3.5, 'z', 'a kind of the future'],
];

function parsed(text: string) {
  const result = parseCast(text);
  if (!result.ok) throw new Error(problemText(result.problem));
  return result.value;
}

describe('parseCast', () => {
  it('reads version 2', () => {
    expect(parsed(castV2(events))).toEqual({
      version: 2,
      columns: 100,
      rows: 30,
      title: 'fixture',
      recordedAt: 1_795_219_200,
      events: [
        { kind: 'output', time: 0.5, data: '$ ' },
        { kind: 'marker', time: 0.5, label: 'docker build .' },
        { kind: 'resize', time: 2, columns: 80, rows: 24 },
        { kind: 'output', time: 3, data: 'done\r\n' },
      ],
      duration: 3.5,
      exitCode: undefined,
    });
  });

  it('reads the same from version 3, whose times are intervals', () => {
    const two = parsed(castV2(events));
    const three = parsed(castV3([...events, [4, 'x', '137']]));
    expect(three.events).toEqual(two.events);
    expect(three).toMatchObject({ version: 3, columns: 100, rows: 30, duration: 4, exitCode: 137 });
  });

  it('skips comments of version 3, empty lines, CRLF and a byte order mark', () => {
    const text = `\uFEFF${castV3([[1, 'o', 'a']])}`.replace('\n', '\n# a comment\n\n').replaceAll('\n', '\r\n');
    expect(parsed(text).events).toHaveLength(1);
  });

  it('takes a cast without events', () => {
    expect(parsed(castV2([]))).toMatchObject({ events: [], duration: 0 });
  });

  const header = castV2([]).trim();
  it.each([
    ['', 1, 'not a JSON object'],
    ['[]', 1, 'not a JSON object'],
    ['{"version": 1}', 1, 'version 1'],
    ['{"version": 4}', 1, 'version 4'],
    ['{"version": 2, "width": 100}', 1, '"width" and "height"'],
    ['{"version": 2, "width": 100, "height": 1e9}', 1, 'from 1 to 500'],
    ['{"version": 3, "width": 100, "height": 30}', 1, '"term"'],
    [`${header}\n[1, "o", "a"]\n[2, "o"\n[3, "o", "b"]\n`, 3, 'not valid JSON'],
    [`${header}\n[1, "o", "a"]\n[2, "o", "b`, 3, 'ends in the middle'],
    [`${header}\n{"time": 1}`, 2, 'An event must be'],
    [`${header}\n["1", "o", "a"]`, 2, 'An event must be'],
    [`${header}\n[-1, "o", "a"]`, 2, '-1 is no time'],
    [`${header}\n[1e999, "o", "a"]`, 2, 'no time'],
    [`${header}\n[2, "o", "a"]\n[1, "o", "b"]`, 3, '1 comes after 2'],
    [`${header}\n[2, "r", "wide"]`, 2, '"wide" is no terminal size'],
    [`${castV3([])}[2, "x", "bad"]`, 2, '"bad" is no exit code'],
  ])('says what is wrong with %j', (text, line, words) => {
    const result = parseCast(text);
    if (result.ok) throw new Error('parsed');
    expect(result.problem.line).toBe(line);
    expect(result.problem.what).toContain(words);
    expect(result.problem.advice).not.toBe('');
    expect(problemText(result.problem)).toMatch(/^Line \d+ of the recording: .+\. .+\.$/);
  });

  it('never throws', () => {
    const line = fc.oneof(
      fc.string(),
      fc.json(),
      fc.tuple(fc.double(), fc.string(), fc.string()).map((e) => JSON.stringify(e)),
    );
    fc.assert(
      fc.property(fc.array(line), fc.boolean(), (lines, valid) => {
        parseCast([...(valid ? [header] : []), ...lines].join('\n'));
      }),
    );
  });
});
