import type { Forecast, ForecastStage } from '../forecast/types.ts';
import type { Range } from '../text.ts';
import type { CriterionState } from './types.ts';

/** What a goal is judged by. */
export interface Judged {
  readonly forecast: Forecast;
  /** The stage that is built. */
  readonly stage: ForecastStage;
}

/** What one condition of a goal comes to. */
export interface Found {
  readonly state: CriterionState;
  /** The cause, as sentences: why it is not met, not judged yet, or not known. */
  readonly cause: string;
  readonly range?: Range | undefined;
}

export const MET: Found = { state: 'met', cause: '' };

export function unmet(cause: string, range?: Range): Found {
  return { state: 'unmet', cause, range };
}

export function unknown(cause: string, range?: Range): Found {
  return { state: 'unknown', cause, range };
}

export function notYet(cause: string): Found {
  return { state: 'not-yet', cause };
}

/** What is wrong for certain comes first, then what has to wait, then what nobody knows. */
const order: readonly CriterionState[] = ['unmet', 'not-yet', 'unknown', 'met'];

/** The one that counts where all must hold. */
export function first(found: readonly Found[]): Found {
  return order.map((state) => found.find((each) => each.state === state)).find((each) => each !== undefined) ?? MET;
}

/** What a goal is judged by. */
export interface Judged {
  readonly forecast: Forecast;
  /** The stage that is built. */
  readonly stage: ForecastStage;
}
