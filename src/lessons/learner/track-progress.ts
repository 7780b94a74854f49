import { browserStore, type LocalStore } from './local-store.ts';
import { lessonProgress } from './progress.ts';

/** As much of a lesson as counts for the way through a track. */
interface TrackStep {
  readonly slug: string;
  readonly minutes: number;
}

/** How far the learner is in a track. */
interface TrackProgress {
  readonly passed: number;
  readonly count: number;
  /** Minutes of the lessons that are not passed. */
  readonly minutesLeft: number;
  /** Something was begun. */
  readonly isBegun: boolean;
  /** The lesson to go on with: the one begun last, else the first that is not passed. Undefined at the end. */
  readonly next: string | undefined;
}

/** @param steps the lessons of the track, in order. */
export function trackProgress(steps: readonly TrackStep[], store: LocalStore = browserStore): TrackProgress {
  const all = steps.map((step) => ({ ...step, ...lessonProgress(step.slug, store) }));
  const open = all.filter(({ status }) => status !== 'passed');
  const begun = open.filter(({ status }) => status === 'started').sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
  return {
    passed: all.length - open.length,
    count: all.length,
    minutesLeft: open.reduce((sum, { minutes }) => sum + minutes, 0),
    isBegun: all.some(({ status }) => status !== 'new'),
    next: (begun[0] ?? open[0])?.slug,
  };
}
