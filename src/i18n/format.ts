import { locale } from './en/language.ts';

/** Numbers, dates and lists as the site's language writes them. */

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
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false };
  return `${bytes < 0 ? '−' : ''}${value.toLocaleString(locale, options)}\u00a0${units[unit] ?? 'GB'}`;
}

/** A whole number: `1,234,567`. */
export function formatNumber(value: number): string {
  return value.toLocaleString(locale);
}

/** Seconds to a tenth: `11.2`. */
export function formatSeconds(seconds: number): string {
  return seconds.toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** A date as `21 November 2025`, in UTC so that every machine builds the same page. */
export function formatDate(iso: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso));
}

/** The same where there is little room: `21 Nov 2025`. */
export function formatShortDate(iso: string): string {
  const options = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale, options).format(new Date(iso));
}

/** `a`, `a and b`, `a, b and c`. */
export function formatList(words: readonly string[]): string {
  return new Intl.ListFormat(locale).format(words);
}

/** `the rule` becomes `The rule`. */
export function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
