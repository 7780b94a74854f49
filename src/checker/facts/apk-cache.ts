import { APK_CACHE_FOLDERS } from '../apk/options.ts';
import { removesIndexAlone } from '../model/packages.ts';
import { isWithin } from '../model/paths.ts';
import type { Argument, Invocation, PackageEvent, Stage, Step } from '../model/types.ts';
import type { TextEdit } from '../text.ts';
import { isLiteral, removeCommands } from '../fixes/edits.ts';
import { isOperand } from '../model/fields.ts';

/** A cache or tmpfs mount over apk's cache: what apk writes there never reaches the layer. */
export function hasCacheMount(step: Step): boolean {
  return step.mounts.some(
    ({ type, target }) =>
      (type === 'cache' || type === 'tmpfs') &&
      target !== undefined &&
      APK_CACHE_FOLDERS.some((folder) => isWithin(folder, target)),
  );
}

/** True for a command that writes the index (or packages) to the cache of the layer. */
export function fillsCache(event: PackageEvent): boolean {
  const { apk, kind, manager, packages } = event;
  if (manager !== 'apk' || apk === undefined) return false;
  if (kind !== 'add' && kind !== 'update' && kind !== 'upgrade') return false;
  if (['no-cache', 'no-network', 'cache-dir'].some((option) => apk.has(option))) return false;
  // `apk add ./local.apk` and `apk add` without names ask no repository.
  return kind !== 'add' || packages.some((spec) => spec.kind !== 'file');
}

/** A command that needs the index of the repositories, whether it stores it or not. */
export function asksIndex({ kind }: PackageEvent): boolean {
  return kind === 'add' || kind === 'update' || kind === 'upgrade';
}

/** `rm` of what is in the cache folders, or `apk cache clean`. */
export function empties({ kind }: PackageEvent): boolean {
  return kind === 'index-removed' || kind === 'cache-clean';
}

/** True when a clean-up names nothing but apk's cache: no cache of another tool in the same list of paths. */
export function isOnlyCleanup({ kind, invocation }: PackageEvent): boolean {
  return (
    kind !== 'index-removed' ||
    (paths(invocation).every((path) => removesIndexAlone(path.value, invocation.cwd)) && !isMadeAgain(invocation))
  );
}

/** `rm -rf /var/cache/apk && mkdir /var/cache/apk`: the second needs the first, and together they are what was meant. */
function isMadeAgain({ args, step, order }: Invocation): boolean {
  const folders = args.flatMap(({ value }) => (value === undefined ? [] : value.replace(/\/$/, '')));
  return step.invocations.some(
    (other) =>
      other.order > order &&
      other.name === 'mkdir' &&
      other.args.some(({ value }) => value !== undefined && folders.includes(value.replace(/\/$/, ''))),
  );
}

/** The command removes more than caches, of which apk's is a part: `rm -rf /var`. */
export function removesMore({ kind, invocation }: PackageEvent): boolean {
  return kind === 'index-removed' && !paths(invocation).some((path) => removesIndexAlone(path.value, invocation.cwd));
}

/** Takes a clean-up out of its RUN, or apk's paths out of its list. Undefined where that cannot be done alone. */
export function removeCleanup(text: string, event: PackageEvent): TextEdit[] | undefined {
  const { invocation, step } = event;
  if (event.kind === 'index-removed' && isMadeAgain(invocation)) return undefined;
  if (isOnlyCleanup(event)) return removeCommands(text, step, [invocation], /clean|cache|index|tidy|remov|delet/i);
  const edits: TextEdit[] = [];
  for (const [index, word] of invocation.args.entries()) {
    if (!removesIndexAlone(word.value, invocation.cwd)) continue;
    const start = invocation.args[index - 1]?.range.end ?? invocation.programRange.end;
    if (!isLiteral(text, word) || start > word.range.start) return undefined;
    edits.push({ range: { start, end: word.range.end }, text: '' });
  }
  return edits;
}

function paths({ args }: Invocation): readonly Argument[] {
  return args.filter(isOperand);
}

/** What one RUN does to apk's cache, in order. */
export interface CacheUse {
  readonly step: Step;
  readonly events: readonly PackageEvent[];
  /** Commands that fill the cache and that nothing behind them in this RUN cleans up. */
  readonly left: readonly PackageEvent[];
}

/**
 * The RUNs of a stage that ask apk for packages or touch its cache. One pass over the events for whoever asks: kept, the
 * answers would fill more memory than they save time.
 */
export function* cacheUses({ packageEvents }: Stage): Iterable<CacheUse> {
  let events: PackageEvent[] = [];
  for (const event of packageEvents) {
    if (event.manager !== 'apk') continue;
    const [first] = events;
    if (first !== undefined && first.step !== event.step) {
      yield new RunUse(first.step, events);
      events = [];
    }
    events.push(event);
  }
  const [first] = events;
  if (first !== undefined) yield new RunUse(first.step, events);
}

class RunUse implements CacheUse {
  readonly step: Step;
  readonly events: readonly PackageEvent[];

  constructor(step: Step, events: readonly PackageEvent[]) {
    this.step = step;
    this.events = events;
  }

  get left(): readonly PackageEvent[] {
    const caring = this.step.invocations.findLast(mayCare)?.order ?? -1;
    return leftBy(this.events).filter(({ order }) => order > caring);
  }
}

/** A script of the author's own that cleans up by its name, or Alpine's own that keeps a cache on purpose. */
function mayCare({ name = '', args }: Invocation): boolean {
  return (
    name === 'setup-apkcache' ||
    /(^|[-_.])clean(up)?([-_.]|$)/.test(name) ||
    (name !== 'gem' && args[0]?.value === 'cleanup')
  );
}

/** Reads backwards, so that each command knows what follows it. */
function leftBy(events: readonly PackageEvent[]): PackageEvent[] {
  const left: PackageEvent[] = [];
  let cleaned: 'always' | 'sometimes' | undefined;
  for (let i = events.length - 1; i >= 0; i--) {
    const event = events[i];
    if (event === undefined) continue;
    const { certain } = event.invocation;
    if (empties(event)) cleaned = certain ? 'always' : (cleaned ?? 'sometimes');
    else if (fillsCache(event) && cleaned !== 'always' && !(cleaned === 'sometimes' && !certain)) left.push(event);
  }
  return left.reverse();
}
