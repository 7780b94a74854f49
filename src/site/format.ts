/**
 * Bytes as people compare them: decimal units like Docker's own listing, three significant digits.
 * `812 kB`, `1.21 MB`, `30.7 MB`, `0 B`. The space does not break.
 */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let value = Math.abs(bytes);
  let unit = 0;
  // 999.5 would round up to 1000, which belongs to the next unit.
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${bytes < 0 ? '−' : ''}${value.toFixed(digits)}\u00a0${units[unit] ?? 'GB'}`;
}

/** `1 lesson`, `6 lessons`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count}\u00a0${count === 1 ? one : many}`;
}

/** A folder's name as a title: `removed-later` becomes `Removed later`. */
export function titleFromName(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A date as `21 November 2025`, in UTC so that every machine builds the same page. */
export function formatDate(iso: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso));
}
