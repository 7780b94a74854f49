import { parsePackageSpec } from '../apk/package-spec.ts';
import { APK_CACHE_FOLDERS } from '../apk/options.ts';
import { NamePatterns } from '../glob/name-pattern.ts';
import { isWithin, resolvePath } from './paths.ts';
import type { PackageSpec } from '../apk/types.ts';
import type { InstalledPackage, Invocation, PackageEvent, Stage } from './types.ts';
import { addTo } from '../lists.ts';
import { isOperand } from './fields.ts';
import { withoutEnd } from '../text.ts';

/**
 * Follows `apk` (and `apt-get install`) through a stage. apk keeps "world", the list of names that were asked for;
 * a virtual package is one name in it that stands for several. A package stays as long as something in world wants it.
 */
export class PackageTracker {
  readonly events: PackageEvent[] = [];
  readonly #world: Map<string, InstalledPackage>;
  readonly #groups: Map<string, InstalledPackage[]>;
  readonly #patterns = new NamePatterns();
  #cached: ReadonlyMap<string, InstalledPackage> | undefined;

  constructor(parent: Stage | undefined) {
    this.#world = new Map();
    this.#groups = new Map();
    for (const each of parent?.installed.values() ?? []) this.#remember(each);
  }

  /** Packages there now; made when asked for and kept until the next change. */
  get installed(): ReadonlyMap<string, InstalledPackage> {
    if (this.#cached !== undefined) return this.#cached;
    const all = new Map<string, InstalledPackage>();
    for (const group of this.#groups.values()) for (const each of group) all.set(each.name, each);
    for (const [name, each] of this.#world) all.set(name, each);
    this.#cached = all;
    return all;
  }

  /** Takes note of one invocation, whatever it is. */
  take(invocation: Invocation): void {
    const { apk, name, args, cwd } = invocation;
    if (apk !== undefined) {
      const own = apk.command === 'cache' ? cacheKind(apk.packages) : APK_KINDS.get(apk.command ?? '');
      if (own === undefined || apk.has('simulate')) return;
      // With `--root` another system gets the packages, one that is being put together in a folder.
      const kind = apk.has('root') ? 'other' : own;
      this.#record(kind, 'apk', invocation, kind === 'cache-clean' ? [] : apk.packages);
    } else if (name === 'rm' && args.some(({ value }) => removesIndex(value, cwd))) {
      this.#record('index-removed', 'apk', invocation, []);
    } else if (name === 'apt-get' || name === 'apt' || name === 'aptitude') {
      const [command, ...words] = args.filter(isOperand);
      const kind = APT_KINDS.get(command?.value ?? '');
      if (kind !== undefined) this.#record(kind, 'apt', invocation, words.map(parsePackageSpec));
    }
  }

  #record(
    kind: PackageEvent['kind'],
    manager: PackageEvent['manager'],
    invocation: Invocation,
    packages: readonly PackageSpec[],
  ): void {
    const { apk, step, order } = invocation;
    const event: PackageEvent = { kind, manager, apk, packages, invocation, step, order };
    this.events.push(event);
    this.#cached = undefined;
    if (kind === 'add') this.#added(event);
    else if (kind === 'del') this.#deleted(event);
  }

  #added(event: PackageEvent): void {
    const virtual = event.apk?.virtual;
    if (virtual !== undefined) this.#groups.set(virtual.name ?? '', []);
    for (const spec of event.packages) {
      if (spec.name === undefined || spec.kind === 'conflict') continue;
      const before = this.#world.get(spec.name);
      // What was certainly there stays certain.
      if (virtual === undefined && before?.event.invocation.certain === true) continue;
      this.#remember({
        name: spec.name,
        spec,
        virtual: virtual === undefined ? undefined : (virtual.name ?? ''),
        event,
      });
    }
  }

  #remember(each: InstalledPackage): void {
    if (each.virtual === undefined) this.#world.set(each.name, each);
    else {
      addTo(this.#groups, each.virtual, each);
    }
  }

  #deleted(event: PackageEvent): void {
    if (!event.invocation.certain) return;
    for (const { name } of event.packages) {
      if (name === undefined) continue;
      this.#world.delete(name);
      this.#groups.delete(name);
      // apk reads `*`, `?` and `[…]` in a name as a shell reads them in a file name (seen in 2.14.4).
      for (const each of this.#patterns.matching(name, this.#world) ?? []) this.#world.delete(each);
      for (const each of this.#patterns.matching(name, this.#groups) ?? []) this.#groups.delete(each);
    }
  }
}

type Kinds = ReadonlyMap<string, PackageEvent['kind']>;

const APK_KINDS: Kinds = new Map([
  ['add', 'add'],
  ['del', 'del'],
  ['update', 'update'],
  ['upgrade', 'upgrade'],
  ['fix', 'other'],
]);

const APT_KINDS: Kinds = new Map([
  ['install', 'add'],
  ['remove', 'del'],
  ['purge', 'del'],
  ['update', 'update'],
  ['upgrade', 'upgrade'],
]);

function cacheKind(words: readonly PackageSpec[]): PackageEvent['kind'] | undefined {
  return words.some(({ name }) => name === 'clean' || name === 'purge') ? 'cache-clean' : undefined;
}

/** `rm` of the whole cache folder, of everything in it, or of the index files. */
export function removesIndex(path: string | undefined, cwd: string | undefined): boolean {
  if (path === undefined || path.startsWith('-')) return false;
  const resolved = resolvePath(path, cwd);
  if (resolved === undefined) return false;
  const absolute = withoutStars(resolved);
  return APK_CACHE_FOLDERS.some((folder) => {
    if (isWithin(folder, absolute)) return true;
    const rest = absolute.startsWith(`${folder}/`) ? absolute.slice(folder.length + 1) : '';
    return /^(\.|APKINDEX[^/]*|\*\.tar\.gz)$/.test(rest);
  });
}

/** `/a` for a path that ends with stars as its last parts. */
function withoutStars(path: string): string {
  for (let rest = path; ;) {
    const bare = withoutEnd(rest, '*');
    if (bare === rest || !bare.endsWith('/')) return rest;
    rest = bare.slice(0, -1);
  }
}
