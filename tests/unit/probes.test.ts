import { describe, expect, test } from 'vitest';
import { type Probe, lineProbes, slotProbes, slowness } from './probes.ts';
import { structures } from './structures.ts';

/**
 * No text takes the checker more than linear time. A part of the probes runs with every test, chosen by counting, so that
 * it is the same each time; `PROBE_EVERY=1 npx vitest run tests/unit/probes.test.ts` runs all of them, which takes hours.
 */
const every = Number(process.env['PROBE_EVERY'] ?? 0);

const options = { today: '2026-11-21' };

/** The faults that a hostile test found, and that took seconds to years. */
const found: Readonly<Record<string, (n: number) => string>> = {
  'a tag': (n) => `FROM alpine:3.24${'.0'.repeat(n)}x\n`,
  'a tag in an ARG': (n) => `ARG A=3.24${'.0'.repeat(n)}x\nFROM alpine:$A\n`,
  'a duration': (n) => `FROM alpine:3.24\nHEALTHCHECK --interval=${'1111s'.repeat(n)}! CMD true\n`,
  'options of pip': (n) => `FROM python:3.13-alpine\nRUN pip ${'-a '.repeat(n)}x install y\n`,
  'a long option of pip': (n) => `FROM python:3.13-alpine\nRUN pip "${'-a '.repeat(n)}" x install y\n`,
  'a pattern of packages': (n) =>
    `FROM alpine:3.24\nRUN apk add --virtual ${'a'.repeat(n)} git && apk del ${'a*'.repeat(n / 40)}b\n`,
};

describe('what was exponential is not', () => {
  // Long before they get as long as this the old expressions took longer than a test may take.
  test.each(Object.entries(found))('%s', (_, text) => {
    expect(slowness({ text, options }, 4_000, 1_000)).toBeUndefined();
  });
});

describe('many parts take linear time', () => {
  test.each(Object.entries(structures))(
    '%s',
    (_, text) => {
      expect(slowness({ text, options }, every === 0 ? 600 : 4_000, 5_000)).toBeUndefined();
    },
    120_000,
  );
});

describe('every place of every example takes linear time', () => {
  test('words', () => {
    expect(slow(slotProbes(), every || 8_009, 12_000)).toEqual([]);
  }, 86_400_000);

  test('lines', () => {
    expect(slow(lineProbes(), every || 251, 20_000)).toEqual([]);
  }, 86_400_000);
});

function slow(probes: Iterable<Probe>, step: number, size: number): string[] {
  const complaints: string[] = [];
  let at = 0;
  for (const probe of probes) {
    if (at++ % step !== 0) continue;
    const complaint = slowness(probe, size, 3_000);
    if (complaint !== undefined) complaints.push(`${probe.name}: ${complaint}`);
  }
  return complaints;
}
