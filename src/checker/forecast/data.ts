import type { PackageIndex } from '../apk/resolver/index.ts';

/** What the forecast knows besides the text and the context. */
export interface ForecastData {
  /** The packages of one branch; a part of them as a rule. */
  readonly index?: PackageIndex | undefined;
  /**
   * The branch on which every Alpine base is judged, whatever the file says: lessons are judged on the branch that they
   * were proved on, and say so.
   */
  readonly judgedOn?: string | undefined;
}
