import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SharedMap } from './shared-map.ts';

/** What is done to one of some maps: a name is put in or taken out, or a copy is made of it. */
const action = fc.record({
  what: fc.constantFrom('set', 'set', 'delete', 'copy'),
  map: fc.nat(7),
  // More than a branch has places.
  key: fc.nat(70).map(String),
});

test('is a Map, and so is every copy', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 400 }), (actions) => {
      const pairs = [{ shared: new SharedMap<number>(), plain: new Map<string, number>() }];
      for (const [value, { what, map, key }] of actions.entries()) {
        const { shared, plain } = pairs[map % pairs.length]!;
        if (what === 'copy') pairs.push({ shared: shared.copy(), plain: new Map(plain) });
        else if (what === 'set') {
          shared.set(key, value);
          plain.set(key, value);
        } else {
          shared.delete(key);
          plain.delete(key);
        }
      }
      for (const { shared, plain } of pairs) {
        expect([...shared.keys()]).toEqual([...plain.keys()]);
        expect([...shared.values()]).toEqual([...plain.values()]);
        expect(shared.size).toBe(plain.size);
        for (let i = 0; i <= 70; i++) {
          expect(shared.get(`${i}`)).toBe(plain.get(`${i}`));
          expect(shared.has(`${i}`)).toBe(plain.has(`${i}`));
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('holds more than two levels of branches, and gives them back', () => {
  const map = new SharedMap<number>();
  for (let i = 0; i < 40_000; i++) map.set(`${i}`, i);
  const copy = map.copy();
  for (let i = 0; i < 40_000; i++) if (i % 10_000 !== 7) map.delete(`${i}`);
  expect([...map.keys()]).toEqual(['7', '10007', '20007', '30007']);
  expect([copy.size, copy.get('39999'), copy.has('40000')]).toEqual([40_000, 39_999, false]);
});
