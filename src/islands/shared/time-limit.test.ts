import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadLimit, TooSlow, withinLimit } from './time-limit.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('withinLimit', () => {
  it('gives what comes in time, and leaves no timer behind', async () => {
    await expect(withinLimit(Promise.resolve(7))).resolves.toBe(7);
    await expect(withinLimit(Promise.reject(new Error('offline')))).rejects.toThrow('offline');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('waits no longer than the limit', async () => {
    const waiting = expect(withinLimit(new Promise(() => undefined))).rejects.toBeInstanceOf(TooSlow);
    await vi.advanceTimersByTimeAsync(loadLimit);
    await waiting;
  });
});
