import { parsePackageSpec } from '../apk/package-spec.ts';
import { APK_CACHE_FOLDERS } from '../apk/cache.ts';
import { globMatcher, isWithin, resolvePath } from './paths.ts';
import type { InstalledPackage, Invocation, PackageEvent, PackageSpec, Stage, Step } from './types.ts';

/**
 * Follows `apk` (and `apt-get install`) through a stage. apk keeps "world", the list of names that were asked for;
 * a virtual package is one name in it that stands for several. A package stays as long as something in world wants it.
 */
export class PackageTracker {
  readonly events: PackageEvent[] = [];
  private readonly world: Map<string, InstalledPackage>;
  private readonly groups: Map<string, InstalledPackage[]>;
  private cached: ReadonlyMap<string, InstalledPackage> | undefined;

  constructor(parent: Stage | undefined) {
    this.world = new Map();
    this.groups = new Map();
    for (const each of parent?.installed.values() ?? []) this.remember(each);
  }

  /** Packages there now; made when asked for and kept until the next change. */
  get installed(): ReadonlyMap<string, InstalledPackage> {
    if (this.cached !== undefined) return this.cached;
    const all = new Map<string, InstalledPackage>();
    for (const group of this.groups.values()) for (const each of group) all.set(each.name, each);
    for (const [name, each] of this.world) all.set(name, each);
    this.cached = all;
    return all;
  }

  /** Takes note of one invocation, whatever it is. */
  take(invocation: Invocation, step: Step): void {
    const { apk } = invocation;
    if (apk !== undefined) {
      const own = apk.command === 'cache' ? cacheKind(apk.packages) : APK_KINDS[apk.command ?? ''];
      if (own === undefined || apk.has('simulate')) return;
      // With `--root` another system gets the packages, one that is being put together in a folder.
      const kind = apk.has('root') ? 'other' : own;
      this.record({
        kind,
        manager: 'apk',
        apk,
        packages: kind === 'cache-clean' ? [] : apk.packages,
        invocation,
        step,
        order: invocation.order,
      });
    } else if (
      invocation.name === 'rm' &&
      invocation.args.some((argument) => removesIndex(argument.value, invocation.cwd))
    ) {
      this.record({
        kind: 'index-removed',
        manager: 'apk',
        apk: undefined,
        packages: [],
        invocation,
        step,
        order: invocation.order,
      });
    } else if (invocation.name === 'apt-get' || invocation.name === 'apt' || invocation.name === 'aptitude') {
      this.apt(invocation, step);
    }
  }

  private apt(invocation: Invocation, step: Step): void {
    const words = invocation.args.filter((argument) => argument.value?.startsWith('-') !== true);
    const kind = ({ install: 'add', remove: 'del', purge: 'del', update: 'update', upgrade: 'upgrade' } as const)[
      words[0]?.value ?? ''
    ];
    if (kind === undefined) return;
    const packages = words.slice(1).map(parsePackageSpec);
    this.record({ kind, manager: 'apt', apk: undefined, packages, invocation, step, order: invocation.order });
  }

  private record(event: PackageEvent): void {
    this.events.push(event);
    this.cached = undefined;
    if (event.kind === 'add') this.added(event);
    else if (event.kind === 'del') this.deleted(event);
  }

  private added(event: PackageEvent): void {
    const virtual = event.apk?.virtual;
    if (virtual !== undefined) this.groups.set(virtual.name ?? '', []);
    for (const spec of event.packages) {
      if (spec.name === undefined || spec.kind === 'conflict') continue;
      const before = this.world.get(spec.name);
      // What was certainly there stays certain.
      if (virtual === undefined && before?.event.invocation.certain === true) continue;
      this.remember({
        name: spec.name,
        spec,
        virtual: virtual === undefined ? undefined : (virtual.name ?? ''),
        event,
      });
    }
  }

  private remember(each: InstalledPackage): void {
    if (each.virtual === undefined) this.world.set(each.name, each);
    else {
      const group = this.groups.get(each.virtual);
      if (group === undefined) this.groups.set(each.virtual, [each]);
      else group.push(each);
    }
  }

  private deleted(event: PackageEvent): void {
    if (!event.invocation.certain) return;
    for (const { name } of event.packages) {
      if (name === undefined) continue;
      this.world.delete(name);
      this.groups.delete(name);
      // apk reads `*`, `?` and `[…]` in a name as a shell reads them in a file name (seen in 2.14.4).
      const matches = globMatcher(name);
      if (matches === undefined) continue;
      for (const each of [...this.world.keys()]) if (matches(each)) this.world.delete(each);
      for (const each of [...this.groups.keys()]) if (matches(each)) this.groups.delete(each);
    }
  }
}

const APK_KINDS: Readonly<Record<string, PackageEvent['kind'] | undefined>> = {
  add: 'add',
  del: 'del',
  update: 'update',
  upgrade: 'upgrade',
  fix: 'other',
};

function cacheKind(words: readonly PackageSpec[]): PackageEvent['kind'] | undefined {
  return words.some(({ name }) => name === 'clean' || name === 'purge') ? 'cache-clean' : undefined;
}

/** `rm` of the whole cache folder, of everything in it, or of the index files. */
export function removesIndex(path: string | undefined, cwd: string | undefined): boolean {
  if (path === undefined || path.startsWith('-')) return false;
  const absolute = resolvePath(path, cwd)?.replace(/(\/\*+)+$/, '');
  if (absolute === undefined) return false;
  return APK_CACHE_FOLDERS.some((folder) => {
    if (isWithin(folder, absolute)) return true;
    const rest = absolute.startsWith(`${folder}/`) ? absolute.slice(folder.length + 1) : '';
    return /^(\.|APKINDEX[^/]*|\*\.tar\.gz)$/.test(rest);
  });
}
