import { describe, expect, test } from 'vitest';
import { readArgs } from './args.ts';
import { eachWithin, readTimeout, timeoutOption, within } from './time-limit.ts';
import { UsageError } from './usage-error.ts';

const endless = {
  'a loop': () => {
    for (;;);
  },
  'a loop that catches everything': () => {
    for (;;) {
      try {
        for (;;);
      } catch {
        // Nothing to catch: that is the point.
      }
    }
  },
  'a regular expression': () => /^(a+)+$/.test(`${'a'.repeat(60)}b`),
  'a replacement': () => `${'a'.repeat(60)}b`.replace(/(a+)+c/g, ''),
  'a comparison in a sort': () =>
    [3, 1, 2].sort(() => {
      for (;;);
    }),
};

/** Each outcome as its value or its message. */
function outcomes(items: readonly number[], limit: number, work: (item: number) => unknown): unknown[] {
  return [...eachWithin(items, limit, work)].map(({ item, result }) => {
    try {
      return [item, result()];
    } catch (error) {
      return [item, (error as Error).message];
    }
  });
}

describe('eachWithin', () => {
  test.each(Object.entries(endless))('ends %s, and goes on with the next', (_, hang) => {
    const began = performance.now();
    const found = outcomes([1, 2, 3, 4], 100, (item) => (item === 2 || item === 4 ? hang() : item * 10));
    expect(performance.now() - began).toBeLessThan(5_000);
    const late = expect.stringContaining('work on it was ended after 0.1 seconds') as unknown;
    expect(found).toEqual([
      [1, 10],
      [2, late],
      [3, 30],
      [4, late],
    ]);
  });

  test('gives each item its full limit, whatever was before it in the same slice', () => {
    const busy = (item: number): number => {
      const end = performance.now() + (item % 2 === 0 ? 5 : 150);
      while (performance.now() < end);
      return item;
    };
    const items = Array.from({ length: 8 }, (_, index) => index);
    expect(outcomes(items, 400, busy)).toEqual(items.map((item) => [item, item]));
  });

  test('gives the errors of the work as they are', () => {
    const broken = new TypeError('broken');
    const [first] = eachWithin([1], 1000, () => {
      throw broken;
    });
    expect(() => first?.result()).toThrow(broken);
  });

  test('does not interrupt whoever takes the outcomes', () => {
    for (const { result } of eachWithin([1, 2], 20, (item) => item)) {
      const end = performance.now() + 100;
      while (performance.now() < end);
      expect(result()).toBeGreaterThan(0);
    }
  });

  test('has no limit at 0, and takes no item at all', () => {
    expect(outcomes([1, 2], 0, (item) => item)).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(outcomes([], 10, (item) => item)).toEqual([]);
  });

  test('spends few watchdogs on many short items', () => {
    const began = performance.now();
    const count = 50_000;
    expect([...eachWithin(Array.from({ length: count }), 10_000, () => 1)]).toHaveLength(count);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

test('within gives the value of the work, and says when it takes too long', () => {
  expect(within(1000, () => 'done')).toBe('done');
  expect(() => within(50, endless['a loop'])).toThrow(UsageError);
});

describe('readTimeout', () => {
  const read = (...words: string[]): number => readTimeout(readArgs(words, [timeoutOption]));
  test.each([
    [[], 10_000],
    [['--timeout', '30'], 30_000],
    [['--timeout=0.5'], 500],
    [['--timeout', '0.0001'], 1],
    [['--timeout', '0'], 0],
    [['--timeout', '86400'], 86_400_000],
  ])('reads %j', (words, milliseconds) => expect(read(...words)).toBe(milliseconds));
  test.each(['ten', '-1', '1e3', '10s', 'Infinity', 'NaN', '0x10', '86401', ' 1', '.'])('refuses %j', (value) => {
    expect(() => read(`--timeout=${value}`)).toThrow('--timeout takes seconds from 0 (no limit) to 86400');
  });
});
