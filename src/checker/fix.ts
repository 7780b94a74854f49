import { check, type CheckOptions } from './check.ts';
import type { Diagnostic, FixKind } from './rule.ts';
import { applyEdits, type TextEdit } from './text.ts';

/** What {@link fixAll} did. */
export interface FixResult {
  readonly text: string;
  /** The findings whose fix was applied, in the order in which that happened. */
  readonly applied: readonly Diagnostic[];
}

/** More rounds than any file needs: a rule whose fix brings its own finding back stops here. */
const MAX_ROUNDS = 20;

/**
 * Applies the fixes of the given kinds until none is left. Each round takes the fixes that do not touch one another,
 * in the order of the text, and checks again, since one fix can make another unnecessary.
 */
export function fixAll(text: string, kinds: readonly FixKind[], options: CheckOptions = {}): FixResult {
  const applied: Diagnostic[] = [];
  let current = text;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const chosen = compatible(
      check(current, options).diagnostics.filter(({ fix }) => fix !== undefined && kinds.includes(fix.kind)),
    );
    const next = applyEdits(
      current,
      chosen.flatMap(({ fix }) => fix?.edits ?? []),
    );
    if (next === current) break;
    applied.push(...chosen);
    current = next;
  }
  return { text: current, applied };
}

/** The first of every two findings whose edits overlap or meet. */
function compatible(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const taken: TextEdit[] = [];
  return diagnostics.filter(({ fix }) => {
    const edits = fix?.edits ?? [];
    if (edits.some((edit) => taken.some((other) => touches(edit, other)))) return false;
    taken.push(...edits);
    return true;
  });
}

function touches(a: TextEdit, b: TextEdit): boolean {
  return a.range.start <= b.range.end && b.range.start <= a.range.end;
}
