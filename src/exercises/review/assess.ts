/** Where a finding may be marked, as rows of the diff from 0. */
export interface Markable {
  /** Rows that it is about. */
  readonly on: readonly number[];
  /** Rows that are taken for it too, as long as they are about no other: the rest of its instruction, a line that was deleted. */
  readonly near: readonly number[];
}

/** How marks compare with what there is to find. */
interface Marked {
  /** Findings by index. */
  readonly hit: readonly number[];
  readonly missed: readonly number[];
  /** Rows that were marked and that nothing was found about. */
  readonly invented: readonly number[];
}

/**
 * Compares marked rows with findings. A mark counts for every finding on its row; where there is none, for the nearest of
 * those that the row is near to; and where there is none either, it was invented.
 */
export function assessMarks(marks: readonly number[], findings: readonly Markable[]): Marked {
  const hit = new Set<number>();
  const invented: number[] = [];
  for (const row of new Set(marks)) {
    const on = findings.flatMap((finding, index) => (finding.on.includes(row) ? [index] : []));
    const meant = on.length > 0 ? on : nearest(row, findings);
    for (const index of meant) hit.add(index);
    if (meant.length === 0) invented.push(row);
  }
  const all = findings.map((_, index) => index);
  return {
    hit: all.filter((index) => hit.has(index)),
    missed: all.filter((index) => !hit.has(index)),
    invented: invented.sort((a, b) => a - b),
  };
}

/** The findings that the row is near to, the nearest of them; more than one when they are equally near. */
function nearest(row: number, findings: readonly Markable[]): number[] {
  const distances = findings.map(({ on, near }) =>
    near.includes(row) ? Math.min(...on.map((each) => Math.abs(each - row)), near.length) : Infinity,
  );
  const least = Math.min(Infinity, ...distances);
  return least === Infinity ? [] : distances.flatMap((distance, index) => (distance === least ? [index] : []));
}
