import * as texts from '../../../i18n/en/picture.ts';
import { formatBytes } from '../../../i18n/format.ts';
import type { Picture, PictureStage, PictureStep } from '../../../lessons/picture/picture.ts';
import { h, type Shape, words } from '../shape.ts';
import { bar, bytesOf, instruction, isLayer, legend, lineNumber, notesOf, row } from './parts.ts';

/** Stages side by side, on one scale; what a copy carries over is an arrow. */
export function stagesView(picture: Picture): Shape[] {
  const { stages } = picture;
  const all = stages.flatMap(({ steps }) => steps);
  const longest = Math.max(...all.map((step) => (isLayer(step) ? (step.bytes.value ?? 0) : 0)));
  return [
    h(
      'div',
      { class: 'ip-stages' },
      stages.map((stage, index) => column(picture, stage, index, longest)),
    ),
    ...legend(picture, all),
  ];
}

function column(picture: Picture, stage: PictureStage, index: number, longest: number): Shape {
  const { base, name, role, steps } = stage;
  const title = name ?? (role === 'target' ? texts.theImage : texts.stageNumber(index));
  const rows = steps.map((step) => {
    const isCarried = step.copies?.from !== undefined && step.outcome !== 'not-run';
    const what = h('span', { class: 'ip-what' }, instruction(step), notesOf(step, picture, true));
    return row(step, [lineNumber(step.lines), what, isLayer(step) ? bar(step, 0, longest) : h('span'), bytesOf(step)], {
      'data-carried': isCarried ? '' : undefined,
    });
  });
  return h(
    'div',
    { class: 'ip-stage', role: 'group', 'data-role': role, 'aria-label': title },
    h(
      'p',
      { class: 'ip-stage-name' },
      h('b', {}, title),
      h('span', {}, [base, texts.roles[role]].filter(Boolean).join(', ')),
    ),
    h('ol', { class: 'ip-layers', role: 'list' }, rows),
    carried(picture, index),
    picture.stops === undefined && total(stage),
  );
}

/** What other stages take from a stage. */
function carried({ stages }: Picture, index: number): Shape[] {
  const taking = stages.flatMap(({ steps }) => steps).filter((step) => step.copies?.stage === index);
  return taking.map(({ copies, lines }) =>
    h('p', { class: 'ip-carried' }, words(texts.carries(copies?.sources.join(' ') ?? '', lines[0]))),
  );
}

function total({ role, steps }: PictureStage): Shape | undefined {
  const layers = steps.filter(isLayer);
  if (layers.length === 0) return undefined;
  const bytes = formatBytes(sumOf(layers));
  const open = layers.filter((step) => step.bytes.value === undefined || step.bytes.atLeast === true).length;
  const text = role === 'target' ? texts.total(bytes) : texts.stays(bytes);
  return h('p', { class: 'ip-sum' }, h('b', {}, text), open > 0 && `, ${texts.totalOpen(open)}`);
}

function sumOf(steps: readonly PictureStep[]): number {
  return steps.reduce((sum, { bytes }) => sum + (bytes.value ?? 0), 0);
}
