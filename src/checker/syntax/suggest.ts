/**
 * The candidate that is nearest to `word` by edit distance, case ignored; undefined when none is nearer than three
 * edits (the limit that BuildKit uses for its own "did you mean").
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > 24) return undefined;
  const wanted = word.toLowerCase();
  let best: string | undefined;
  // A word of three letters shares one letter with half the list: ask for more likeness there.
  let limit = Math.min(3, Math.max(2, wanted.length - 1));
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= limit) continue;
    const distance = editDistance(wanted, candidate.toLowerCase(), limit);
    if (distance < limit) {
      best = candidate;
      limit = distance;
    }
  }
  return best;
}

/**
 * Insertions, deletions, replacements and swaps of neighbours between two short words.
 * @param limit what is not below it need not be exact
 */
function editDistance(a: string, b: string, limit = Infinity): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      current.push(cost);
    }
    // Costs never fall from two rows to the next.
    if (Math.min(...current, ...previous) >= limit) return limit;
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}
