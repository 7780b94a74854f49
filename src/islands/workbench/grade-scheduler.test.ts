import { describe, expect, it } from 'vitest';
import { GradeScheduler, type Clock } from './grade-scheduler.ts';

/** A clock that is moved by hand. */
class HandClock implements Clock {
  time = 0;
  waits: number[] = [];
  #pending: (() => void) | undefined;

  now(): number {
    return this.time;
  }

  soon(callback: () => void): () => void {
    this.waits.push(0);
    return this.#keep(callback);
  }

  wait(callback: () => void, ms: number): () => void {
    this.waits.push(ms);
    return this.#keep(callback);
  }

  fire(): void {
    const callback = this.#pending;
    this.#pending = undefined;
    callback?.();
  }

  #keep(callback: () => void): () => void {
    this.#pending = callback;
    return () => (this.#pending = undefined);
  }
}

describe('GradeScheduler', () => {
  it('runs once however often it is asked', () => {
    const clock = new HandClock();
    let runs = 0;
    const scheduler = new GradeScheduler(() => runs++, clock);
    scheduler.request();
    scheduler.request();
    clock.fire();
    expect(runs).toBe(1);
    scheduler.request();
    clock.fire();
    expect(runs).toBe(2);
    expect(clock.waits).toEqual([0, 0]);
  });

  it('leaves room after a slow run, and returns to no wait after a quick one', () => {
    const clock = new HandClock();
    let cost = 120;
    const scheduler = new GradeScheduler(() => (clock.time += cost), clock);
    scheduler.request();
    clock.fire();
    cost = 3;
    scheduler.request();
    clock.fire();
    scheduler.request();
    expect(clock.waits).toEqual([0, 240, 0]);
  });

  it('does not run again for what was done at once, nor after it was cancelled', () => {
    const clock = new HandClock();
    let runs = 0;
    const scheduler = new GradeScheduler(() => runs++, clock);
    scheduler.request();
    scheduler.runNow();
    clock.fire();
    scheduler.request();
    scheduler.cancel();
    clock.fire();
    expect(runs).toBe(1);
  });
});
