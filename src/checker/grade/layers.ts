import { codeList } from '../lists.ts';
import type { FileQuery } from '../forecast/files/search.ts';
import type { ForecastLayer } from '../forecast/types.ts';
import { type Found, type Judged, MET, notYet, unknown, unmet } from './finding.ts';

type Wanted = 'absent' | 'present';
type Where = 'image' | 'layers';
type Presence = 'there' | 'absent' | 'unknown';

/** A file by a pattern of its path or of its name, or a file of the build context by its name there. */
function queryOf(file: string): FileQuery {
  return file.startsWith('/') ? { glob: file } : file.includes('*') ? { named: file } : { context: file };
}

/** Whether a file, or whatever a pattern matches, is where it should be. */
export function filesFound(file: string, wanted: Wanted, where: Where, judged: Judged): Found {
  const query = queryOf(file);
  const seen = new Set<object>();
  return judge(`\`${file}\``, { wanted, where, isOfContext: 'context' in query }, judged, (layer) => {
    const { path, open } = layer.files(query, seen);
    return path !== undefined ? 'there' : open === undefined ? 'absent' : 'unknown';
  });
}

/** Whether a package of Node.js is in some `node_modules`, or in none. */
export function moduleFound(name: string, wanted: Wanted, where: Where, judged: Judged): Found {
  const seen = new Set<object>();
  return judge(`\`node_modules/${name}\``, { wanted, where, isOfContext: true }, judged, (layer) => {
    const { path, open } = layer.files({ module: name }, seen);
    if (path !== undefined) return { state: 'there', named: `\`${path}\`` };
    return open === undefined ? 'absent' : 'unknown';
  });
}

/** Whether no archive is there. */
export function archivesFound(where: Where, judged: Judged): Found {
  const seen = new Set<object>();
  return judge('an archive', { wanted: 'absent', where, isOfContext: true }, judged, (layer) => {
    const { path, open } = layer.files({ archive: true }, seen);
    if (path !== undefined) return { state: 'there', named: `the archive \`${path}\`` };
    return open === undefined ? 'absent' : 'unknown';
  });
}

/** Whether packages are where they should be: the first that is not counts, and its layer's others are named with it. */
export function packagesFound(names: readonly string[], wanted: Wanted, where: Where, judged: Judged): Found {
  const seen = new Map(names.map((name) => [name, new Set<object>()]));
  const has = (layer: ForecastLayer, name: string): Presence => layer.hasPackage(name, seen.get(name));
  return judge(codeList(names), { wanted, where, isOfContext: false }, judged, (layer) => {
    const states = names.map((name) => [name, has(layer, name)] as const);
    const wrong = wanted === 'absent' ? 'there' : 'absent';
    const those = states.filter(([, state]) => state === wrong).map(([name]) => name);
    if (those.length > 0) return { state: wrong, named: codeList(those) };
    if (states.some(([, state]) => state === 'unknown')) return 'unknown';
    return wanted === 'absent' ? 'absent' : 'there';
  });
}

type Answer = Presence | { readonly state: Presence; readonly named: string };

interface Asked {
  readonly wanted: Wanted;
  readonly where: Where;
  /** It is about a file of the context: then copying alone may bring it. */
  readonly isOfContext: boolean;
}

function judge(
  what: string,
  { wanted, where, isOfContext }: Asked,
  { forecast, stage }: Judged,
  ask: (layer: ForecastLayer) => Answer,
): Found {
  const layers = stage.layers ?? [];
  const last = layers.at(-1);
  const isStopped = forecast.outcome === 'fails';
  const stopped = notYet('The build stops before this can be judged.');
  if (last === undefined) return stopped;
  if (wanted === 'present') {
    if (isStopped) return stopped;
    const { state, named } = whole(ask(last), what);
    if (state === 'there') return MET;
    return state === 'unknown'
      ? unknown(`Whether ${named} is in the image is not known.`)
      : unmet(`${named} is not in the image.`);
  }
  if (isStopped && where === 'image') return stopped;
  // The base comes first, so that what it brings is not blamed on a line behind it.
  let open: ForecastLayer | undefined;
  for (const layer of where === 'layers' ? layers : [last]) {
    const { state, named } = whole(ask(layer), what);
    if (state === 'there')
      return unmet(held(named, layer, where, whole(ask(last), what).state !== 'there'), layer.range);
    if (state === 'unknown') open ??= layer;
  }
  if (isStopped) return stopped;
  if (open !== undefined) return unknown(`Whether line ${open.line} brings ${what} is not known.`, open.range);
  const brings = ({ keyword, isContext }: ForecastLayer): boolean =>
    isContext ? isOfContext && (keyword === 'COPY' || keyword === 'ADD') : keyword !== 'FROM' && keyword !== 'WORKDIR';
  if (!layers.some(brings)) {
    return notYet('Nothing has been installed or built for the image yet.');
  }
  return MET;
}

function whole(answer: Answer, what: string): { readonly state: Presence; readonly named: string } {
  return typeof answer === 'string' ? { state: answer, named: what } : answer;
}

function held(what: string, { line, keyword }: ForecastLayer, where: Where, isGone: boolean): string {
  if (where === 'image') return `The finished image holds ${what}.`;
  const brings = keyword === 'FROM' ? 'The base in' : 'The layer of';
  return isGone
    ? `${brings} line ${line} holds ${what}, and what a later line deletes stays in it.`
    : `${brings} line ${line} holds ${what}.`;
}
