import type { ForecastStep } from '../../checker/index.ts';
import type { HiddenBytes, PictureBytes, PictureStep } from './picture.ts';

interface Hiding {
  hidden?: HiddenBytes;
  hides: PictureStep['hides'];
}

const UNKNOWN: PictureBytes = { value: undefined, kind: 'unknown' };

/**
 * What later steps take away of earlier layers, where it stays: packages that `apk del` removes, and files. A layer is
 * hidden as a whole when all that it is known to bring is taken away and nothing is taken for granted of it.
 * @returns by the place of the step.
 */
export function hiddenOf(
  steps: readonly ForecastStep[],
  bytesOf: (step: ForecastStep) => PictureBytes,
): ReadonlyMap<number, Hiding> {
  const found = new Map<number, Hiding>();
  if (!steps.some(takesAway)) return found;
  const hiding = (at: number): Hiding => {
    const known = found.get(at) ?? { hides: [] };
    found.set(at, known);
    return known;
  };
  steps.forEach((step, at) => {
    if (!takesAway(step)) return;
    const packages = new Set(step.packages?.removes.map(({ name }) => name));
    // What it puts in the place of something hides that too.
    const paths = new Set([...step.hides, ...step.adds]);
    for (let below = at - 1; below >= 0; below--) {
      const layer = steps[below];
      if (layer?.stage !== step.stage || found.get(below)?.hidden?.all === true) continue;
      const part = partOf(layer, packages, paths, bytesOf(layer));
      if (part === undefined) continue;
      const { line } = step;
      hiding(below).hidden = { by: line, ...part };
      const one = hiding(at);
      one.hides = [...one.hides, { line: layer.line, bytes: part.bytes }];
    }
  });
  return found;
}

function takesAway({ hides, packages, outcome }: ForecastStep): boolean {
  return outcome !== 'fails' && (hides.length > 0 || (packages?.removes.length ?? 0) > 0);
}

/** How much of a layer is taken away with packages and paths. */
function partOf(
  { adds, given, packages }: ForecastStep,
  gone: ReadonlySet<string>,
  paths: ReadonlySet<string>,
  bytes: PictureBytes,
): Omit<HiddenBytes, 'by'> | undefined {
  const brought = packages?.adds ?? [];
  const lost = brought.filter(({ name }) => gone.has(name));
  // What apk writes down of its packages changes with each of its commands.
  const files = adds.filter((path) => !path.endsWith('/') && !path.startsWith('/etc/apk/'));
  if (brought.length > 0) {
    const left = files.filter((path) => !paths.has(path));
    if (lost.length === brought.length && left.length === 0) return { all: true, bytes };
    if (lost.length === 0) return files.some((path) => paths.has(path)) ? { all: false, bytes: UNKNOWN } : undefined;
    const sizes = lost.map((each) => each.bytes);
    const value = sizes.reduce<number>((sum, size) => sum + (size ?? Infinity), 0);
    // The index counts in another way than Docker does: a part that is more than the whole says nothing.
    const isKnown = value < (bytes.value ?? Infinity);
    return { all: false, bytes: isKnown ? { value, kind: 'index' } : UNKNOWN };
  }
  const hit = files.filter((path) => paths.has(path));
  if (hit.length === 0) return undefined;
  return hit.length === files.length && given.length === 0 ? { all: true, bytes } : { all: false, bytes: UNKNOWN };
}
