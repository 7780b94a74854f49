import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockText } from './clock-text.ts';
import { formatMoment, parseMoment, type Moment } from './deep-link.ts';

it.each([
  [0, '0:00'],
  [12.9, '0:12'],
  [61, '1:01'],
  [3723, '1:02:03'],
  [-1, '0:00'],
  [Number.NaN, '0:00'],
])('writes %d seconds as %s', (seconds, text) => {
  expect(clockText(seconds)).toBe(text);
});

describe('links to a moment', () => {
  it.each([
    ['#t=12.3', { at: { kind: 'time', seconds: 12.3 }, state: undefined }],
    ['t=12', { at: { kind: 'time', seconds: 12 }, state: undefined }],
    ['#step-3', { at: { kind: 'step', number: 3 }, state: undefined }],
    ['#step-run-apk-add-2', { at: { kind: 'named', name: 'run-apk-add-2' }, state: undefined }],
    ['#step-3&state=solution', { at: { kind: 'step', number: 3 }, state: 'solution' }],
    ['#d=abc&t=1&state=removed-later', { at: { kind: 'time', seconds: 1 }, state: 'removed-later' }],
    ['', undefined],
    ['#the-idea', undefined],
    ['#step-0', undefined],
    ['#t=-1', undefined],
    ['#t=1e9', undefined],
    ['#state=solution', undefined],
    ['#%E0%A4%A', undefined],
  ])('reads %j', (fragment, moment) => {
    expect(parseMoment(fragment)).toEqual(moment);
  });

  it('reads what it writes', () => {
    const state = fc.option(fc.constantFrom('starter', 'solution', 'no-tini'), { nil: undefined });
    const at: fc.Arbitrary<Moment['at']> = fc.oneof(
      fc.nat(999_999).map((tenths) => ({ kind: 'time' as const, seconds: tenths / 10 })),
      fc.integer({ min: 1, max: 9999 }).map((number) => ({ kind: 'step' as const, number })),
    );
    fc.assert(
      fc.property(at, state, (place, name) => {
        expect(parseMoment(formatMoment({ at: place, state: name }))).toEqual({ at: place, state: name });
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (fragment) => void parseMoment(fragment)));
  });
});
