import { formatDate } from '../../i18n/format.ts';
import * as words from '../../i18n/en/track.ts';
import { siteName } from '../../site/site.ts';

/** What a record of completion says. It is made of what this browser has kept, and goes nowhere. */
export interface CompletionRecord {
  /** As the learner typed it. */
  readonly name: string;
  /** Title of the track. */
  readonly track: string;
  /** In the order of the track, each with when it was passed in milliseconds; undefined when that is not known. */
  readonly lessons: readonly { readonly title: string; readonly at: number | undefined }[];
}

/** The date of a lesson in words. */
export function passedDate(at: number | undefined): string {
  return at === undefined ? words.record.noDate : formatDate(new Date(at).toISOString());
}

/** When the last lesson was passed, in words; undefined when no date is known. */
export function completedDate({ lessons }: CompletionRecord): string | undefined {
  const times = lessons.flatMap(({ at }) => (at === undefined ? [] : [at]));
  return times.length === 0 ? undefined : words.record.on(passedDate(Math.max(...times)));
}

/** The name on one line, without signs that no file should hold; a dash when nothing is left. */
export function nameOnRecord(name: string): string {
  return (
    name
      .replace(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufffe\uffff]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim() || words.record.nobody
  );
}

/** The record as plain text. */
export function recordText(record: CompletionRecord): string {
  const dates = record.lessons.map(({ at }) => passedDate(at));
  const width = Math.max(0, ...dates.map(({ length }) => length));
  const { title, of, by, honest } = words.record;
  const lines = [
    `${siteName}: ${title}`,
    '',
    of(record.track),
    `${by}: ${nameOnRecord(record.name)}`,
    completedDate(record),
    '',
    ...record.lessons.map((lesson, i) => `  ${(dates[i] ?? '').padEnd(width)}  ${lesson.title}`),
    '',
    honest,
    '',
  ];
  return lines.filter((line) => line !== undefined).join('\n');
}

/** The record as a picture of its own: an SVG document that needs nothing else. */
export function recordSvg(record: CompletionRecord): string {
  const { title, of, by, honest } = words.record;
  const name = nameOnRecord(record.name);
  const top = 300;
  const row = 34;
  const end = top + record.lessons.length * row;
  const rows = record.lessons.flatMap((lesson, i) => {
    const y = top + i * row;
    return [
      svgText(lesson.title, { x: 70, y, size: 17 }),
      svgText(passedDate(lesson.at), { x: 930, y, size: 15, fill: grey, anchor: 'end' }),
      `<path d="M70 ${y + 12}H930" stroke="${hairline}"/>`,
    ];
  });
  const height = end + 90;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 ${height}" width="1000" height="${height}" font-family="system-ui, sans-serif">`,
    `<title>${xml(`${siteName}: ${title}`)}</title>`,
    `<rect width="1000" height="${height}" fill="${paper}"/>`,
    `<rect x="24" y="24" width="952" height="${height - 48}" rx="8" fill="none" stroke="${accent}" stroke-width="2"/>`,
    svgText(siteName, { x: 70, y: 88, size: 20, fill: accent, weight: 600 }),
    svgText(title, { x: 70, y: 138, size: 34, weight: 600 }),
    svgText(of(record.track), { x: 70, y: 172, size: 18, fill: grey }),
    svgText(by, { x: 70, y: 216, size: 15, fill: grey }),
    // A long name becomes smaller, and stays inside of the frame.
    svgText(name, { x: 70, y: 246, size: Math.min(26, 1500 / name.length), weight: 600 }),
    svgText(completedDate(record) ?? '', { x: 930, y: 216, size: 15, fill: grey, anchor: 'end' }),
    ...rows,
    svgText(honest, { x: 70, y: end + 26, size: 13, fill: grey }),
    '</svg>',
    '',
  ].join('\n');
}

/** A picture has the colours of paper, whatever the page is. */
const [ink, grey, accent, hairline, paper] = ['#1d2024', '#595f66', '#0d597f', '#deded8', '#ffffff'];

interface SvgText {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly fill?: string | undefined;
  readonly weight?: number;
  readonly anchor?: 'start' | 'end';
}

function svgText(text: string, { x, y, size, fill = ink, weight = 400, anchor = 'start' }: SvgText): string {
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${xml(text)}</text>`;
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
