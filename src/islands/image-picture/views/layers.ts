import * as texts from '../../../i18n/en/picture.ts';
import { formatBytes } from '../../../i18n/format.ts';
import type { Picture, PictureStep } from '../../../lessons/picture/picture.ts';
import { h, type Shape } from '../shape.ts';
import { bar, bytesOf, instruction, isLayer, legend, lineNumber, notesOf, row } from './parts.ts';

/** The layers of the image, one above the other, each where the one before ends: a layer only adds. */
export function layersView(picture: Picture): Shape[] {
  const steps = picture.layers.flatMap(({ stage, step }) => picture.stages[stage]?.steps[step] ?? []);
  const sizes = steps.map((step) => (isLayer(step) ? (step.bytes.value ?? 0) : 0));
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  let from = 0;
  const rows = steps.map((step, i) => {
    const begins = from;
    from += sizes[i] ?? 0;
    const what = h('span', { class: 'ip-what' }, instruction(step), notesOf(step, picture));
    return row(step, [
      lineNumber(step.lines),
      what,
      isLayer(step) ? bar(step, begins, whole) : h('span'),
      bytesOf(step),
    ]);
  });
  return [
    h('ol', { class: 'ip-layers', role: 'list' }, rows),
    ...(picture.more > 0 ? [h('p', { class: 'ip-sum' }, texts.more(picture.more))] : []),
    ...(picture.stops === undefined ? [sum(steps, whole)] : []),
    ...legend(picture, steps),
  ];
}

function sum(steps: readonly PictureStep[], whole: number): Shape {
  const layers = steps.filter(isLayer);
  const open = layers.filter(({ bytes }) => bytes.value === undefined || bytes.atLeast === true).length;
  const hidden = layers.reduce((all, step) => all + (step.hidden?.bytes.value ?? 0), 0);
  return h(
    'p',
    { class: 'ip-sum' },
    h('b', {}, texts.total(formatBytes(whole))),
    open > 0 && `, ${texts.totalOpen(open)}`,
    '. ',
    hidden > 0 && h('b', { 'data-kind': 'warn' }, `${texts.totalHidden(formatBytes(hidden))}.`),
  );
}
