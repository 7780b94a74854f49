import * as texts from '../../../i18n/en/picture.ts';
import { formatBytes, formatList } from '../../../i18n/format.ts';
import type { Picture, PictureBytes, PictureStep } from '../../../lessons/picture/picture.ts';
import { h, SAID, type Shape, words } from '../shape.ts';

/** Pieces that several views are made of. */

/** So many names of packages that came along are listed. */
const mostNames = 8;

/** The lines of a step, as an attribute that ties it to the editor. */
export function linesAttribute(lines: readonly [number, number] | undefined): string | undefined {
  return lines && (lines[0] === lines[1] ? String(lines[0]) : lines.join('-'));
}

function bytesText({ value, atLeast }: PictureBytes): string {
  if (value === undefined) return texts.unknownBytes;
  return atLeast ? texts.atLeast(formatBytes(value)) : formatBytes(value);
}

/** The number of the line; who hears it hears that it is one. */
export function lineNumber([from]: readonly [number, number]): Shape {
  return h('span', { class: 'ip-line' }, h('span', { class: 'visually-hidden' }, `${texts.line} `), String(from));
}

export function instruction({ keyword, text }: PictureStep): Shape {
  return h('code', { class: 'ip-code', title: `${keyword} ${text}` }, h('b', {}, keyword), ` ${text}`);
}

/** A number of bytes with its kind. */
export function bytesOf({ bytes, holds, outcome }: PictureStep): Shape {
  if (outcome === 'fails' || outcome === 'not-run') return h('span', { class: 'ip-bytes' });
  if (holds === 'settings') return h('span', { class: 'ip-bytes' }, h('small', {}, texts.settings));
  return h('span', { class: 'ip-bytes' }, bytesText(bytes), h('small', {}, texts.kinds[bytes.kind]));
}

/** Whether a step makes a layer of the image. */
export function isLayer({ holds, outcome }: PictureStep): boolean {
  return holds !== 'settings' && outcome !== 'fails' && outcome !== 'not-run';
}

/** What there is to say of a step, as small sentences. */
export function notesOf(step: PictureStep, { stages }: Picture, isLong = false): Shape[] {
  const { copies, hidden, hides, keyword, outcome, packages, stop, user } = step;
  if (stop !== undefined) return [note(words(texts.fails(SAID, stop.exit), stop.prints), 'bad')];
  const found: Shape[] = [];
  const say = (text: string, kind?: string): void => void found.push(note(words(text), kind));
  const size = ({ value }: PictureBytes): string | undefined => (value === undefined ? undefined : formatBytes(value));
  if (keyword === 'USER' && user !== undefined) say(texts.userFromHere(user));
  if (keyword === 'FROM' && user !== undefined) say(texts.user(user));
  if (copies?.from !== undefined) say(texts.copied(stages[copies.stage ?? -1]?.name ?? copies.from));
  if (packages !== undefined) {
    const { asked, brought, passing, removed } = packages;
    const names = formatList(asked);
    if (asked.length > 0 || brought.length > 0) {
      if (brought.length === 0) say(names);
      else if (isLong) say(texts.broughtAll(names, shortList(brought)));
      else say(texts.brought(names, brought.length));
    }
    if (removed.length > 0) say(texts.removed(formatList(removed)));
    if (passing.length > 0) say(texts.passing(formatList(passing)));
  }
  for (const { line, bytes } of hides) say(texts.hides(line, size(bytes)), 'warn');
  if (hidden !== undefined)
    say(hidden.all ? texts.hiddenAll(hidden.by) : texts.hiddenPart(hidden.by, size(hidden.bytes)), 'warn');
  if (outcome === 'not-run') say(texts.notRun);
  return found;
}

/** The first names of a long list, and how many more there are. */
function shortList(names: readonly string[]): string {
  const left = names.length - mostNames;
  return formatList(left > 1 ? [...names.slice(0, mostNames), texts.moreNames(left)] : names);
}

function note(children: readonly Shape[], kind?: string): Shape {
  return h('span', { class: 'ip-note', 'data-kind': kind }, children);
}

/**
 * The bar of a layer: how long it is, of which kind, what of it is hidden. Says nothing that the text does not.
 * @param from where it begins, and what 100 % is, in bytes.
 */
export function bar({ bytes, hidden, holds }: PictureStep, from: number, whole: number): Shape {
  const percent = (value: number): string => `${((value / Math.max(1, whole)) * 100).toFixed(2)}%`;
  const { value } = bytes;
  const kind = value === undefined ? 'unknown' : value === 0 ? 'empty' : holds;
  const part = hidden?.bytes.value;
  const isPart = hidden !== undefined && !hidden.all;
  return h(
    'span',
    { class: 'ip-bar', 'aria-hidden': 'true' },
    h(
      'i',
      {
        'data-holds': kind,
        'data-hidden': hidden?.all === true && '',
        style: `left:min(${percent(from)}, 100% - ${value === 0 ? 8 : value === undefined ? 32 : 3}px)${value ? `;width:${percent(value)}` : ''}`,
      },
      isPart &&
        h('i', {
          'data-hidden': '',
          style: part === undefined || !value ? undefined : `width:${((part / value) * 100).toFixed(1)}%`,
        }),
    ),
  );
}

/** A row of a list for one step. */
export function row(
  step: PictureStep,
  children: readonly (Shape | undefined)[],
  more: Record<string, string | undefined> = {},
): Shape {
  const attributes = {
    class: 'ip-step',
    'data-lines': linesAttribute(step.lines),
    'data-outcome': step.outcome === 'ok' ? undefined : step.outcome,
    'data-settings': step.holds === 'settings' ? '' : undefined,
    ...more,
  };
  return h(
    'li',
    attributes,
    children.filter((child) => child !== undefined),
  );
}

/** What the colours and the kinds of bytes mean, for those that are there. */
export function legend({ recordedOn }: Picture, steps: readonly PictureStep[]): Shape[] {
  const layers = steps.filter(isLayer);
  const holds = (['base', 'packages', 'files', 'other'] as const).filter((kind) =>
    layers.some((step) => step.holds === kind && step.bytes.value),
  );
  const entries = [
    ...holds,
    ...(layers.some(({ hidden }) => hidden) ? (['hidden'] as const) : []),
    ...(layers.some(({ bytes }) => bytes.value === 0) ? (['empty'] as const) : []),
    ...(layers.some(({ bytes }) => bytes.value === undefined) ? (['unknown'] as const) : []),
  ];
  const kinds = (['recorded', 'index', 'file', 'unknown'] as const).filter((kind) =>
    layers.some(({ bytes }) => bytes.kind === kind),
  );
  const sentences = kinds.map((kind) =>
    kind === 'recorded' ? texts.kindNotes.recorded(formatList(recordedOn)) : texts.kindNotes[kind],
  );
  return [
    h(
      'ul',
      { class: 'ip-legend', role: 'list' },
      entries.map((kind) =>
        h('li', {}, h('i', { 'data-holds': kind, 'data-hidden': kind === 'hidden' && '' }), texts.legend[kind]),
      ),
    ),
    h('p', { class: 'ip-kinds' }, sentences.join(' ')),
  ];
}

/** A box of a chain, with a word for its state. */
export function box(
  title: string,
  {
    state,
    lines,
    name,
  }: {
    readonly state?: string | undefined;
    readonly lines?: readonly [number, number] | undefined;
    readonly name?: string | undefined;
  },
  ...children: readonly (Shape | undefined)[]
): Shape {
  return h(
    'li',
    { class: 'ip-box', 'data-state': state, 'data-lines': linesAttribute(lines) },
    h('small', {}, title),
    name !== undefined && h('code', {}, name),
    children.filter((child) => child !== undefined),
  );
}

/** Whether something was found: a mark and a word. */
export function mark(state: 'there' | 'missing' | 'unknown' | 'denied', name: string): Shape {
  return h('span', { class: 'ip-mark', 'data-state': state }, h('code', {}, name), h('small', {}, texts.states[state]));
}
