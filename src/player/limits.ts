/**
 * What a recording may ask of the page that replays it. A real one stays far below: a long build prints some 10,000
 * lines. One that is beyond is a damaged file, or was made to do harm.
 */
export const limits = {
  /** Characters of the file. */
  text: 5_000_000,
  /** Seconds: a week. */
  duration: 604_800,
  /** Commands and build steps, for each of which the page has a button. */
  steps: 2_000,
  /** Lines that stay after they have scrolled away. */
  rows: 100_000,
  /** Cells that are written, erased or moved; a full screen is some 3,000. */
  work: 20_000_000,
} as const;

/** `5,000,000` */
export function inWords(limit: number): string {
  return limit.toLocaleString('en');
}
