import * as texts from '../../i18n/en/picture.ts';
import type { Picture, PicturePart } from '../../lessons/picture/picture.ts';
import { h, SAID, type Shape, words } from './shape.ts';
import { cacheView } from './views/cache.ts';
import { layersView } from './views/layers.ts';
import { loaderView } from './views/loader.ts';
import { processesView } from './views/processes.ts';
import { stagesView } from './views/stages.ts';
import { timeView } from './views/time.ts';

const views: Readonly<Record<PicturePart, (picture: Picture) => readonly Shape[]>> = {
  layers: layersView,
  stages: stagesView,
  loader: loaderView,
  processes: processesView,
  time: timeView,
  cache: cacheView,
};

/** One part of the picture. The same picture gives the same shapes, at build time and in the browser. */
export function draw(picture: Picture, view: PicturePart): Shape[] {
  const { stages, stops } = picture;
  if (stages.length === 0) return [h('p', { class: 'ip-note' }, texts.noStage)];
  const isAboutStart = view === 'loader' || view === 'processes' || view === 'time';
  const stop =
    stops &&
    h(
      'p',
      { class: 'ip-stop' },
      ...(isAboutStart ? words(texts.fails(SAID, stops.exit), stops.prints) : [texts.stops(stops.line)]),
    );
  // What would start is no part of a build that stops.
  if (stop !== undefined && isAboutStart) return [stop];
  return [...views[view](picture), ...(stop === undefined ? [] : [stop])];
}
