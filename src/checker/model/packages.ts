import { parsePackageSpec } from '../apk/package-spec.ts';
import { APK_CACHE_FOLDERS } from '../apk/options.ts';
import { isWithin, resolvePath } from './paths.ts';
import type { PackageSpec } from '../apk/types.ts';
import type { InstalledPackage, Invocation, PackageEvent, Stage, Step } from './types.ts';
import { NONE, settled } from '../lists.ts';
import { isOperand } from './fields.ts';
import { Installed } from './installed.ts';
import { PackageWorld } from './package-world.ts';
import { withoutEnd } from '../text.ts';

/**
 * Follows `apk` (and `apt-get install`) through a stage. apk keeps "world", the list of names that were asked for;
 * a virtual package is one name in it that stands for several. A package stays as long as something in world wants it.
 */
export class PackageTracker {
  readonly events: PackageEvent[] = [];
  #world: PackageWorld<InstalledPackage> | undefined;
  /** What the stage below has until this one changes something, then what there is now; made when asked for. */
  #installed: Installed<InstalledPackage> | undefined;

  constructor(parent: Stage | undefined) {
    this.#installed = parent?.installed;
  }

  /** Packages there now. */
  get installed(): Installed<InstalledPackage> {
    return (this.#installed ??= new Installed(this.#world?.copy() ?? new PackageWorld()));
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
    const event = new RecordedEvent(kind, manager, packages, invocation);
    this.events.push(event);
    if (kind !== 'add' && kind !== 'del') return;
    const world = (this.#world ??= this.installed.toWorld());
    this.#installed = undefined;
    if (kind === 'del' && invocation.certain) {
      // apk reads `*`, `?` and `[…]` in a name as a shell reads them in a file name (seen in 2.14.4).
      event.matched = settled(packages.flatMap(({ name }) => (name === undefined ? [] : world.matching(name))));
    }
    for (const change of changesOf(event)) apply(change, event, world);
  }
}

/** What an event does to one name in world. */
export interface WorldChange {
  /** Of a package, or of a group (`--virtual`). */
  readonly owner: string;
  /** What it stands for from now on; undefined when it is deleted. */
  readonly packages: readonly NamedPackage[] | undefined;
  readonly isGroup: boolean;
}

type NamedPackage = PackageSpec & { readonly name: string };

/** What an event does to world, in order, as far as it is known. */
export function changesOf(event: PackageEvent): readonly WorldChange[] {
  const { kind, packages, apk, invocation, matched } = event;
  if (kind === 'add') {
    const added = packages.filter(isAdded);
    const group = apk?.virtual;
    if (group !== undefined) return [{ owner: group.name ?? '', packages: added, isGroup: true }];
    return added.map((each) => ({ owner: each.name, packages: [each], isGroup: false }));
  }
  if (kind !== 'del' || !invocation.certain) return NONE;
  return [...packages.flatMap(({ name }) => name ?? []), ...matched].map((owner) => ({
    owner,
    packages: undefined,
    isGroup: false,
  }));
}

function isAdded(each: PackageSpec): each is NamedPackage {
  return each.name !== undefined && each.kind !== 'conflict';
}

function apply(change: WorldChange, event: PackageEvent, world: PackageWorld<InstalledPackage>): void {
  const { owner, packages, isGroup } = change;
  if (packages === undefined) {
    world.delete(owner);
    return;
  }
  const virtual = isGroup ? owner : undefined;
  if (!isGroup) {
    const before = world.get(owner);
    // What was certainly there stays certain.
    if (before?.virtual === undefined && before?.event.invocation.certain === true) return;
  }
  world.put(
    owner,
    packages.map((spec) => ({ name: spec.name, spec, virtual, event })),
  );
}

/** What else it says is that of the invocation. */
class RecordedEvent implements PackageEvent {
  readonly kind: PackageEvent['kind'];
  readonly manager: PackageEvent['manager'];
  readonly packages: readonly PackageSpec[];
  readonly invocation: Invocation;
  matched: readonly string[] = NONE;

  constructor(
    kind: PackageEvent['kind'],
    manager: PackageEvent['manager'],
    packages: readonly PackageSpec[],
    invocation: Invocation,
  ) {
    this.kind = kind;
    this.manager = manager;
    this.packages = packages;
    this.invocation = invocation;
  }

  get apk(): PackageEvent['apk'] {
    return this.invocation.apk;
  }

  get step(): Step {
    return this.invocation.step;
  }

  get order(): number {
    return this.invocation.order;
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
function removesIndex(path: string | undefined, cwd: string | undefined): boolean {
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

/** The same, and nothing but a cache goes with it: with `/var` or `/lib/apk` what the system knows of itself does, too. */
export function removesIndexAlone(path: string | undefined, cwd: string | undefined): boolean {
  return removesIndex(path, cwd) && /\/cache(\/|$)/.test(resolvePath(path ?? '', cwd) ?? '');
}

/** `/a` for a path that ends with stars as its last parts. */
function withoutStars(path: string): string {
  for (let rest = path; ;) {
    const bare = withoutEnd(rest, '*');
    if (bare === rest || !bare.endsWith('/')) return rest;
    rest = bare.slice(0, -1);
  }
}
