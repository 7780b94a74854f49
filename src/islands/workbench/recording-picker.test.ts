import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RecordingPicker } from './recording-picker.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pick = (state: string) => ({ pick: { state, exact: true, fit: 'same' as const, because: '' } });

function open(answers: Promise<ReturnType<typeof pick> | undefined>[]) {
  const told: unknown[] = [];
  const stop = new AbortController();
  const ask = vi.fn(() => answers.shift() ?? Promise.resolve(undefined));
  return { told, stop, ask, picker: new RecordingPicker(ask, (picked) => told.push(picked), stop.signal) };
}

it('asks at once for the first text, then when typing has rested', async () => {
  const { picker, told, ask } = open([Promise.resolve(pick('starter')), Promise.resolve(pick('solution'))]);
  picker.graded();
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual([pick('starter')]);
  picker.graded();
  await vi.advanceTimersByTimeAsync(299);
  picker.graded();
  await vi.advanceTimersByTimeAsync(299);
  expect(ask).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(1);
  expect(told).toEqual([pick('starter'), pick('solution')]);
});

it('tells nothing that is not known, comes late or comes after the page was left', async () => {
  let answer: (value: ReturnType<typeof pick>) => void = () => undefined;
  const late = new Promise<ReturnType<typeof pick>>((resolve) => (answer = resolve));
  const { picker, told, stop } = open([Promise.resolve(undefined), late, Promise.resolve(pick('new'))]);
  picker.graded();
  await vi.advanceTimersByTimeAsync(0);
  picker.graded();
  await vi.advanceTimersByTimeAsync(0);
  picker.graded();
  answer(pick('old'));
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual([pick('new')]);
  picker.graded();
  stop.abort();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told).toEqual([pick('new')]);
});
