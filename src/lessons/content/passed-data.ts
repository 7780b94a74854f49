import { capitalized, formatBytes, formatNumber, formatSeconds } from '../../i18n/format.ts';
import * as words from '../../i18n/en/passed.ts';
import { transcriptsUrl } from '../../site/urls.ts';
import { type BeforeAndAfter, beforeAndAfter, type FigureSide } from '../recordings/before-and-after.ts';
import { type AcceptedAnswer, acceptedAnswers } from './accepted.ts';
import { dockerfilePath, stateOf } from './exercise-files.ts';
import type { Lesson } from './load.ts';
import { readCast } from './load.ts';

/**
 * What the page of a lesson shows once its exercise is done: one static file, `/lessons/<slug>/passed.json`, which is loaded
 * when it is first looked at. All numbers are words already.
 */
export interface PassedData {
  readonly version: 1;
  readonly well: string;
  readonly figures: readonly ShownFigure[];
  readonly others: readonly OtherWay[];
  readonly ask: string;
  readonly answer: string;
  /** The next lesson, or the end of the track, in each track that has the lesson. */
  readonly next: readonly { readonly track: string; readonly text: string; readonly url: string }[];
  /** Where its question comes back; undefined for a lesson that has none. */
  readonly review: string | undefined;
}

export interface ShownFigure {
  readonly says: string;
  /** How the values are shown: as numbers with bars to scale, as numbers, or as lines of a terminal. */
  readonly kind: 'scale' | 'number' | 'line';
  readonly sides: readonly [ShownSide, ShownSide];
  /** How much less or more it is now. */
  readonly change: string | undefined;
  readonly source: { readonly title: string; readonly url: string } | undefined;
}

export interface ShownSide {
  readonly text: string;
  /** The share of the larger one, from 0 to 1, where it is drawn to scale. */
  readonly share: number;
  /** Whose it is, and where that is recorded. */
  readonly state: { readonly title: string; readonly url: string } | undefined;
}

export interface OtherWay {
  /** In a few words. */
  readonly title: string;
  /** When one would rather take it. */
  readonly says: string;
  /** The size of its image, where that is recorded. */
  readonly size: string | undefined;
  /** The Dockerfile, then other files that are not as the lesson starts. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/**
 * What a lesson shows after the exercise; undefined for a draft that does not say it yet.
 * @param next see {@link PassedData.next}. @param review the address of `/review/`.
 * @throws AuthorError as the loader does.
 */
export function passedData(
  { slug, folder, data, frontMatter }: Lesson,
  { next, review, root = process.cwd() }: { next: PassedData['next']; review: string; root?: string },
): PassedData | undefined {
  const { passed, sources, recall } = frontMatter;
  if (passed === undefined) return undefined;
  const lookup = { data, sources, cast: (state: string) => readCast(slug, state, root) };
  const accepted = acceptedAnswers(root, folder);
  return {
    version: 1,
    well: passed.well,
    figures: passed.figures.map((figure) => shown(beforeAndAfter(figure, lookup), data)),
    others: passed.others.map(({ answer, title, says }) => {
      const way = wayOf(answer, accepted, data);
      return { ...way, title: title ?? way.title, says };
    }),
    ask: passed.ask,
    answer: passed.answer,
    next,
    review: recall === undefined ? undefined : review,
  };
}

function shown(figure: BeforeAndAfter, data: Lesson['data']): ShownFigure {
  const { says } = figure;
  if ('source' in figure) {
    const { before, after, unit, source } = figure;
    const text = (value: number): string => words.cited(formatNumber(value), unit);
    return { says, kind: 'scale', sides: sidesOf([before, after], text, []), change: changeOf(before, after, text), source };
  }
  const { from, to } = figure;
  const states = [from, to].map((side) => side && stateLink(side, data));
  const [before, after] = [from?.value, to?.value];
  if (typeof before !== 'number' || typeof after !== 'number') {
    const texts = [before, after].map((value) => ({ text: String(value ?? '?'), share: 0 }));
    const sides = texts.map((side, index) => ({ ...side, state: states[index] }));
    return { says, kind: 'line', sides: sides as unknown as ShownFigure['sides'], change: undefined, source: undefined };
  }
  const text = textOf(from?.kind);
  const sides = sidesOf([before, after], text, states);
  if (from?.kind === 'exit') return { says, kind: 'number', sides, change: undefined, source: undefined };
  return { says, kind: 'scale', sides, change: changeOf(before, after, text), source: undefined };
}

/** How a number of a recording is written. */
function textOf(kind: FigureSide['kind'] | undefined): (value: number) => string {
  if (kind === 'size' || kind === 'layer') return formatBytes;
  return kind === 'seconds' ? (value) => words.seconds(formatSeconds(value)) : String;
}

function sidesOf(
  [before, after]: readonly [number, number],
  text: (value: number) => string,
  states: readonly ShownSide['state'][],
): ShownFigure['sides'] {
  const most = Math.max(Math.abs(before), Math.abs(after), Number.MIN_VALUE);
  const side = (value: number, index: number): ShownSide => ({
    text: text(value),
    share: Math.abs(value) / most,
    state: states[index],
  });
  return [side(before, 0), side(after, 1)];
}

function changeOf(before: number, after: number, text: (value: number) => string): string {
  return after < before ? words.less(text(before - after)) : words.more(text(after - before));
}

function stateLink({ state }: FigureSide, data: Lesson['data']): ShownSide['state'] {
  return { title: stateOf(data, state).title, url: transcriptsUrl(data.slug, state) };
}

function wayOf(
  answer: string,
  accepted: ReadonlyMap<string, AcceptedAnswer>,
  data: Lesson['data'],
): Omit<OtherWay, 'says'> {
  const title = capitalized(answer.replaceAll('-', ' '));
  const found = accepted.get(answer);
  if (found !== undefined) {
    const texts = new Map([[dockerfilePath, stateOf(data, found.over).dockerfile], ...found.files]);
    return { title, size: undefined, files: [...texts].map(([path, text]) => ({ path, text })) };
  }
  const variant = stateOf(data, answer);
  const starter = stateOf(data, 'starter').files;
  const others = Object.entries(variant.files).filter(([path, text]) => starter[path] !== text);
  const bytes = variant.recording?.meta.image?.bytes;
  return {
    title: variant.title,
    size: bytes === undefined ? undefined : words.size(formatBytes(bytes)),
    files: [{ path: 'Dockerfile', text: variant.dockerfile }, ...others.map(([path, text]) => ({ path, text }))],
  };
}
