import { linkIdleCap, playbackClock, type PlaybackClock, type Timeline } from '../../player/index.ts';

/** The clock that links to a moment count in, whatever the viewer has set for pauses. */
export function linkClock({ cast, duration }: Timeline): PlaybackClock {
  const times = cast.events.map((event) => event.time);
  return playbackClock(times, duration, linkIdleCap);
}
