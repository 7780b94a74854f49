import type { CheckOptions } from '../../../src/checker/index.ts';
import { type CleanFile, cleanFiles } from './clean-files.ts';

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

/**
 * The broken file.
 * @throws Error when the text to replace does not stand exactly once in the clean file.
 */
export function mutate({ name, base, replace, with: instead }: Operator): string {
  const [before, after, ...more] = cleanFiles[base].split(replace);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`"${name}": \`${replace}\` must stand exactly once in the clean file ${base}.`);
  }
  return before + instead + after;
}
