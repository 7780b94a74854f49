import type { PackageIndex, Resolve } from './apk/package-index.ts';

/** What the forecast knows besides the text and the context. */
export interface ForecastData {
  /** The packages of one branch. */
  readonly index?: PackageIndex | undefined;
  /** Which packages a world needs. */
  readonly resolve?: Resolve | undefined;
  /**
   * The branch on which every Alpine base is judged, whatever the file says: lessons are judged on the branch that they
   * were proved on, and say so.
   */
  readonly judgedOn?: string | undefined;
}
