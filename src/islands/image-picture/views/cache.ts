import * as texts from '../../../i18n/en/picture.ts';
import { formatList } from '../../../i18n/format.ts';
import type { CacheGroup, Picture, PictureStep } from '../../../lessons/picture/picture.ts';
import { h, type Shape } from '../shape.ts';
import { instruction, isLayer, lineNumber, linesAttribute } from './parts.ts';

/** So many names stand in the head of a column. */
const mostNames = 3;

/** Which steps a change of a file runs again: a table with a column for the files that the same steps depend on. */
export function cacheView({ cache, stages }: Picture): Shape[] {
  const groups = cache.files.filter(({ again, perhaps }) => again.length + perhaps.length > 0);
  const unread = cache.files.filter((group) => !groups.includes(group)).flatMap(({ paths }) => paths);
  const steps = stages.flatMap((stage) => stage.steps).filter((step) => isLayer(step) && step.holds !== 'base');
  const notes = [
    ...(groups.length === 0 ? [texts.noFiles] : []),
    ...(unread.length > 0 && groups.length > 0 ? [texts.unread(formatList(unread.slice(0, 12)))] : []),
    texts.cacheLine,
  ];
  const head = h(
    'tr',
    {},
    h('th', { scope: 'col' }, texts.step),
    groups.map(({ paths }) => h('th', { scope: 'col' }, h('code', {}, namesOf(paths)))),
  );
  return [
    h(
      'table',
      { class: 'ip-cache' },
      h('caption', {}, texts.cacheHead),
      h('thead', {}, head),
      h(
        'tbody',
        {},
        steps.map((step) => line(step, groups)),
      ),
    ),
    h('p', { class: 'ip-kinds' }, notes.join(' ')),
  ];
}

function line(step: PictureStep, groups: readonly CacheGroup[]): Shape {
  return h(
    'tr',
    { class: 'ip-step', 'data-lines': linesAttribute(step.lines) },
    h('th', { scope: 'row' }, lineNumber(step.lines), instruction(step)),
    groups.map((group) => cell(step.lines[0], group)),
  );
}

function cell(number: number, { again, perhaps }: CacheGroup): Shape {
  const kind = again.includes(number) ? 'again' : perhaps.includes(number) ? 'perhaps' : 'kept';
  return h('td', { 'data-cache': kind, title: texts.cacheNotes[kind] }, texts.cacheMarks[kind]);
}

function namesOf(paths: readonly string[]): string {
  const shown = paths.slice(0, mostNames).join(', ');
  return paths.length > mostNames ? `${shown} +${paths.length - mostNames}` : shown;
}
