import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Announcer } from './announcer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A live region that remembers each change of its text, which is what a screen reader is told. */
function region() {
  const changes: string[] = [];
  let text: string | null = '';
  return {
    changes,
    get textContent() {
      return text;
    },
    set textContent(value: string | null) {
      if (value !== text) changes.push(value ?? '');
      text = value;
    },
  };
}

describe('Announcer', () => {
  it('waits for a pause and says the last thing only', () => {
    const target = region();
    const announcer = new Announcer(target, 600);
    announcer.later('1 of 3 met.');
    vi.advanceTimersByTime(599);
    announcer.later('2 of 3 met.');
    vi.advanceTimersByTime(599);
    expect(target.changes).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(target.changes.map((text) => text.trim())).toEqual(['2 of 3 met.']);
  });

  it('announces the same result twice', () => {
    const target = region();
    const announcer = new Announcer(target, 600);
    for (let i = 0; i < 3; i++) {
      announcer.later('2 of 3 met.');
      vi.advanceTimersByTime(600);
    }
    expect(target.changes.map((text) => text.trim())).toEqual(Array(3).fill('2 of 3 met.'));
  });

  it('says at once what was asked for, in place of what was waiting', () => {
    const target = region();
    const announcer = new Announcer(target, 600);
    announcer.later('2 of 3 met.');
    announcer.now('Copied Dockerfile.');
    vi.advanceTimersByTime(1000);
    expect(target.changes.map((text) => text.trim())).toEqual(['Copied Dockerfile.']);
  });

  it('says nothing after it was cancelled', () => {
    const target = region();
    const announcer = new Announcer(target);
    announcer.later('2 of 3 met.');
    announcer.cancel();
    vi.advanceTimersByTime(1000);
    expect(target.changes).toEqual([]);
  });
});
