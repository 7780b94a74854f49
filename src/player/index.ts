/** The player: the whole public API. Pure TypeScript, no DOM, no Node. Bad data gives a result, never a throw. */
export type { Cast } from './cast.ts';
export { problemText } from './cast.ts';
export { playbackClock, type PlaybackClock } from './playback-clock.ts';
export { isPlain } from './plain.ts';
export { eventsAt, planSeek, writtenBefore, type Snapshot } from './seek.ts';
export {
  linkClock,
  readTimeline,
  stepAt,
  stepLines,
  timelineClock,
  timelineText,
  type Step,
  type Timeline,
} from './timeline.ts';
export { searchPattern, searchTimeline, type Match } from './search.ts';
export { formatMoment, parseMoment, type Moment } from './deep-link.ts';
export { stepNamed, stepNames } from './step-names.ts';
export { frameAt } from './final-frame.ts';
export { clockText } from './clock-text.ts';
