/** Compares versions of numbers and dots: negative when `a` is older. `3` is older than `3.0`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.'), b.split('.')];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = Number(left[i]) - Number(right[i]);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** `3.12` is within `3` and within itself, not within `3.1`. */
export function isWithin(version: string, line: string): boolean {
  return version === line || version.startsWith(`${line}.`);
}
