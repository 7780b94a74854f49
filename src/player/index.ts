/** The player: the whole public API. Pure TypeScript, no DOM, no Node. Bad data gives a result, never a throw. */
export type { Cast, CastEvent, CastProblem, CastResult } from './cast.ts';
export { problemText } from './cast.ts';
export { parseCast } from './parse.ts';
export { playbackClock, type PlaybackClock } from './playback-clock.ts';
export { eventsAt, planSeek, writtenBefore, type SeekPlan, type Snapshot } from './seek.ts';
export {
  readTimeline,
  stepAt,
  stepLines,
  timelineText,
  type CommandInfo,
  type Step,
  type Timeline,
} from './timeline.ts';
export type { TranscriptLine } from './transcript.ts';
export type { Outcome } from './buildkit.ts';
export { searchPattern, searchTimeline, type Match } from './search.ts';
export { formatMoment, linkIdleCap, parseMoment, type Moment } from './deep-link.ts';
export { finalFrame } from './final-frame.ts';
export { clockText } from './clock-text.ts';
