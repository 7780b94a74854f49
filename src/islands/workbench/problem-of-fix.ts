import { type ContextFiles, contextOf } from '../../checker/index.ts';
import type { Engine } from '../checker-service/grade-text.ts';
import type { FindingView } from './view.ts';

/**
 * Why the fix of a finding must not be applied to a text, as words to go on with: "its edits overlap". Undefined when it
 * may be, or when there is none. It is tried first, as on the command line.
 */
export function problemOfFix(
  { rule, fix }: Pick<FindingView, 'rule' | 'fix'>,
  { text, files }: { readonly text: string; readonly files: ContextFiles },
  engine: Pick<Engine, 'tryFix'>,
): string | undefined {
  if (fix === undefined) return undefined;
  const options = { profile: 'lesson', context: contextOf(files) } as const;
  const tried = engine.tryFix(text, { rule, edits: fix.edits }, options);
  return 'reason' in tried ? tried.reason : undefined;
}
