import * as replay from '../../i18n/en/replay.ts';
import { formatBytes } from '../../i18n/format.ts';
import type { LessonData, LessonState } from '../content/lesson-data.ts';
import type { RecordedLayer } from './recording.ts';

/** The layers of a lesson's images on one scale, from its recordings. Nothing here is estimated. */
interface LayerChart {
  readonly rows: readonly ChartRow[];
}

/** One image. */
interface ChartRow {
  readonly state: string;
  readonly title: string;
  readonly bytes: number;
  /** In words, against the starter: `2.2 MB less than the starter`. Undefined for the starter itself. */
  readonly difference: string | undefined;
  /** From the bottom of the image up; the base's layers are one. Layers that add nothing are left out. */
  readonly layers: readonly ChartLayer[];
}

export interface ChartLayer {
  readonly kind: 'base' | 'own';
  /** The instruction in one line, or the name of the base. */
  readonly label: string;
  readonly bytes: number;
  /** Where its part of the bar begins and how long it is; 100 is the longest bar. */
  readonly from: number;
  readonly percent: number;
}

/** The chart of all recorded states that have an image, in the lesson's order. Undefined when there is none. */
export function layerChart(lesson: LessonData): LayerChart | undefined {
  const states = lesson.states.filter((state) => imageOf(state) !== undefined);
  if (states.length === 0) return undefined;
  const sizes = new Map(states.map((state) => [state, sum(imageOf(state)?.layers ?? [])]));
  const most = Math.max(1, ...sizes.values());
  const starter = states.find((state) => state.name === 'starter');
  const rows = states.map((state): ChartRow => {
    const bytes = sizes.get(state) ?? 0;
    const before = starter && sizes.get(starter);
    return {
      state: state.name,
      title: state.title,
      bytes,
      difference: before === undefined || state === starter ? undefined : differenceWords(bytes, before),
      layers: layersOf(state, most),
    };
  });
  return { rows };
}

/** `2.2 MB less than the starter` */
export function differenceWords(bytes: number, starter: number): string {
  if (bytes === starter) return replay.layers.same;
  const size = formatBytes(Math.abs(bytes - starter));
  return bytes < starter ? replay.layers.less(size) : replay.layers.more(size);
}

function layersOf(state: LessonState, most: number): ChartLayer[] {
  const layers = imageOf(state)?.layers ?? [];
  const base = layers.filter((layer) => layer.fromBase);
  // Only the last stage's base is in the image; a lesson with several stages has several bases.
  const names = state.recording?.meta.bases ?? [];
  const label = names.length === 1 ? replay.layers.baseNamed(names[0]?.used ?? '') : replay.layers.base;
  const all = [
    { kind: 'base' as const, label, bytes: sum(base) },
    ...layers
      .filter((layer) => !layer.fromBase)
      .map(({ instruction, createdBy, bytes }) => ({
        kind: 'own' as const,
        label: oneLine(instruction ?? createdBy),
        bytes,
      })),
  ];
  let from = 0;
  return all
    .filter(({ bytes }) => bytes > 0)
    .map((layer) => {
      const percent = (layer.bytes / most) * 100;
      from += percent;
      return { ...layer, from: from - percent, percent };
    });
}

function imageOf(state: LessonState): { readonly layers: readonly RecordedLayer[] } | undefined {
  return state.recording?.meta.image;
}

function sum(layers: readonly RecordedLayer[]): number {
  return layers.reduce((total, layer) => total + layer.bytes, 0);
}

/** An instruction over several lines as one: continuations and indentation become a space. */
function oneLine(instruction: string): string {
  return instruction
    .replace(/[\\`]\r?\n/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
