import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { castV2 } from './fixtures/cast-text.ts';
import { parseCast } from './parse.ts';
import { eventsAt, planSeek, writtenBefore, type SeekPlan, type Snapshot } from './seek.ts';

function castOf(outputs: readonly string[], step = 0.1) {
  const result = parseCast(castV2(outputs.map((data, index) => [index * step, 'o', data])));
  if (!result.ok) throw new Error(result.problem.what);
  return result.value;
}

/** A terminal that only remembers what was written to it. */
class Paper {
  text = '';
  written = 0;
  apply(plan: SeekPlan, outputs: readonly string[]): void {
    if (plan.base === 'start') this.text = '';
    else if (plan.base !== 'here') {
      this.text = '';
      this.write(plan.base.text);
    }
    this.write(outputs.slice(plan.from, plan.to).join(''));
  }
  write(text: string): void {
    this.text += text;
    this.written += text.length;
  }
}

describe('eventsAt', () => {
  it('counts the events of that very moment', () => {
    const cast = castOf(['a', 'b', 'c', 'd'], 1);
    expect([-1, 0, 0.5, 1, 3, 9].map((time) => eventsAt(cast, time))).toEqual([0, 1, 1, 2, 4, 4]);
    const together = castOf(['a', 'b', 'c'], 0);
    expect(eventsAt(together, 0)).toBe(3);
  });
});

describe('planSeek', () => {
  it('shows after any way there what a replay up to that moment shows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 30 }), { minLength: 1, maxLength: 60 }),
        fc.array(fc.nat(60)),
        fc.array(fc.double({ min: 0, max: 7, noNaN: true }), { minLength: 1 }),
        (outputs, places, seeks) => {
          const cast = castOf(outputs);
          const written = writtenBefore(cast);
          const snapshots = places
            .filter((events) => events <= outputs.length)
            .map((events): Snapshot => ({ events, text: outputs.slice(0, events).join('') }));
          const paper = new Paper();
          let shown: number | undefined;
          for (const time of seeks) {
            const target = eventsAt(cast, time);
            paper.apply(planSeek(shown, target, written, snapshots), outputs);
            shown = target;
            expect(paper.text).toBe(outputs.filter((_, index) => (cast.events[index]?.time ?? 0) <= time).join(''));
          }
        },
      ),
    );
  });

  it('writes no more than a snapshot and what follows it, from end to end of 5,000 lines', () => {
    // Progress that overwrites itself: 250 characters for each line that stays.
    const outputs = Array.from({ length: 5000 }, (_, line) => `${`${line}%\r`.repeat(50).slice(0, 249)}\n`);
    const cast = castOf(outputs);
    const written = writtenBefore(cast);
    const snapshots = [1000, 2000, 3000, 4000].map((events) => ({ events, text: 'x'.repeat(events * 10) }));
    for (const [shown, target] of [
      [5000, 4999],
      [5000, 4000],
      [0, 4500],
      [4999, 5000],
      [undefined, 2500],
    ] as const) {
      const plan = planSeek(shown, target, written, snapshots);
      const base = typeof plan.base === 'string' ? 0 : plan.base.text.length;
      expect(base + (written[plan.to] ?? 0) - (written[plan.from] ?? 0)).toBeLessThanOrEqual(40_000 + 250_000);
    }
    expect(planSeek(4000, 4100, written, snapshots).base).toBe('here');
    expect(planSeek(4100, 0, written, snapshots)).toEqual({ base: 'start', from: 0, to: 0 });
  });
});
