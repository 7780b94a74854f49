import { search } from './edit-map.ts';
import type { Diagnostic } from '../rule.ts';
import type { TextEdit } from '../text.ts';

/** The first of every two findings whose edits overlap or meet. */
export function compatible(findings: readonly Diagnostic[]): Diagnostic[] {
  // In the order of the text; as none overlaps another, their ends are in order too.
  const taken: TextEdit[] = [];
  return findings.filter(({ fix }) => {
    const edits = fix?.edits ?? [];
    if (edits.some((edit) => touchesOne(taken, edit))) return false;
    for (const edit of edits) {
      const at = search(taken, ({ range }) => range.start <= edit.range.start);
      if (at === taken.length) taken.push(edit);
      else taken.splice(at, 0, edit);
    }
    return true;
  });
}

function touchesOne(taken: readonly TextEdit[], { range }: TextEdit): boolean {
  const next = taken[search(taken, (each) => each.range.end < range.start)];
  return next !== undefined && next.range.start <= range.end;
}
