import { beforeEach, describe, expect, it } from 'vitest';
import { playbackClock } from '../../player/index.ts';
import { Playback } from './playback.ts';

let now = 0;
let waiting: (() => void) | undefined;
let changes = 0;

/** Lets one frame come, so many milliseconds after the last. */
function frame(ms: number): void {
  now += ms;
  const callback = waiting;
  waiting = undefined;
  callback?.();
}

function playback(times: readonly number[] = [1, 11, 12], cap: number | undefined = 2): Playback {
  return new Playback(playbackClock(times, times.at(-1) ?? 0, cap), () => changes++, {
    now: () => now,
    request: (callback) => {
      waiting = callback;
      return 1;
    },
    cancel: () => {
      waiting = undefined;
    },
  });
}

beforeEach(() => {
  now = 0;
  waiting = undefined;
  changes = 0;
});

describe('Playback', () => {
  it('does not start by itself', () => {
    expect(playback()).toMatchObject({ playing: false, position: 0, duration: 4 });
    expect(waiting).toBeUndefined();
  });

  it('plays in time and ends', () => {
    const replay = playback();
    replay.play();
    frame(200);
    expect(replay.position).toBeCloseTo(0.2);
    for (let at = 0; at < 40; at++) frame(100);
    expect(replay).toMatchObject({ playing: false, atEnd: true, position: 4, recorded: 12 });
    expect(waiting).toBeUndefined();
  });

  it('changes speed while it plays', () => {
    const replay = playback();
    replay.play();
    frame(100);
    replay.setSpeed(4);
    frame(100);
    expect(replay.position).toBeCloseTo(0.5);
  });

  it('pauses, goes on and starts over at the end', () => {
    const replay = playback();
    replay.play();
    frame(100);
    replay.pause();
    frame(1000);
    expect(replay.position).toBeCloseTo(0.1);
    replay.seek(99);
    expect(replay).toMatchObject({ position: 4, atEnd: true });
    replay.play();
    expect(replay).toMatchObject({ position: 0, playing: true });
  });

  it('keeps playing over a seek, but not over one to the end', () => {
    const replay = playback();
    replay.play();
    replay.seek(2);
    expect(replay).toMatchObject({ playing: true, position: 2, recorded: 6 });
    replay.seekRecorded(12);
    expect(replay.playing).toBe(false);
  });

  it('goes on where it was when the tab comes back', () => {
    const replay = playback();
    replay.play();
    frame(60_000);
    expect(replay.position).toBe(0.25);
  });

  it('keeps the moment when pauses are shortened otherwise', () => {
    const replay = playback();
    replay.seekRecorded(6);
    replay.setClock(playbackClock([1, 11, 12], 12, undefined));
    expect(replay).toMatchObject({ position: 6, duration: 12 });
  });

  it('does nothing with an empty recording', () => {
    const replay = playback([]);
    replay.play();
    expect(replay).toMatchObject({ playing: false, atEnd: true, duration: 0 });
  });
});
