import type { ForecastLayer } from '../forecast/types.ts';
import { type Found, type Judged, MET, notYet, unknown, unmet } from './finding.ts';

/** Whether the image has a file as the base brought it; one that the base does not have has to be absent. */
export function untouchedFound(path: string, { forecast, stage: { layers = [] } }: Judged): Found {
  const [base, last] = [layers[0], layers.at(-1)];
  if (forecast.outcome === 'fails' || base === undefined || last === undefined)
    return notYet('The build stops before this can be judged.');
  const begins = contentAt(path, base);
  if (contentAt(path, last) === begins) return MET;
  const { line, range } = layers.find((layer) => contentAt(path, layer) !== begins) ?? last;
  if (last.files({ glob: path }).open !== undefined)
    return unknown(`Whether \`${path}\` is still the one of the base is not known.`, range);
  return unmet(`From line ${line} on, \`${path}\` is no longer as the base has it.`, range);
}

/** What is the same as long as nobody changes the file. */
function contentAt(path: string, layer: ForecastLayer): unknown {
  const { node, open } = layer.files({ glob: path });
  if (node?.kind !== 'file') return node ?? open;
  return node.content.text ?? node.content;
}
