import type { CheckOptions } from '../../../src/checker/index.ts';
import type { CleanFile } from './clean-files.ts';

/** One way to break a clean file, which exactly one rule must find. */
export interface Operator {
  /** What the author did, in a few words. */
  readonly name: string;
  readonly base: CleanFile;
  /** Stands exactly once in the clean file. */
  readonly replace: string;
  readonly with: string;
  readonly rule: string;
  /** Of the broken file, on which the finding begins; from 1. */
  readonly line: number;
  /** What the rule needs besides, given to the clean file too. */
  readonly options?: CheckOptions;
}
