import type { Range } from '../text.ts';
import type { IndexPackage } from '../apk/resolver/index.ts';
import type { Fog } from './files/tree.ts';
import type { Tree } from './files/tree.ts';

export interface Installed {
  readonly version: string | undefined;
  /** Line whose command asked for it. */
  readonly askedBy: number | undefined;
  /** What the index says of it. */
  readonly record: IndexPackage | undefined;
  /** It may not be there. */
  readonly maybe?: true;
}

/** apk's database. Never changed in place. */
export interface Packages {
  readonly installed: ReadonlyMap<string, Installed>;
  /** Constraints as /etc/apk/world has them. */
  readonly world: readonly string[];
  /** Groups of `--virtual`: what they ask for; undefined members are not known. */
  readonly groups: ReadonlyMap<string, readonly (string | undefined)[]>;
  /** Why there may be more packages than are listed. */
  readonly open: string | undefined;
  /** Words that asked for one build of a package, `git=2.43.4-r0`, whether it is still there or not. */
  readonly pinned?: readonly Pin[] | undefined;
}

export interface Pin {
  readonly word: string;
  readonly range: Range;
}

export const NO_PACKAGES: Packages = { installed: new Map(), world: [], groups: new Map(), open: undefined };

/** What commands change: files and packages. Forked where it is not known which way a script goes, and joined behind. */
export class Machine {
  readonly tree: Tree;
  packages: Packages;

  constructor(tree: Tree, packages: Packages) {
    this.tree = tree;
    this.packages = packages;
  }

  fork(): Machine {
    return new Machine(this.tree.fork(), this.packages);
  }

  join(other: Machine): void {
    this.tree.join(other.tree);
    if (this.packages !== other.packages) this.packages = joinPackages(this.packages, other.packages);
  }

  /** Takes over another's state as its own. */
  become(other: Machine): void {
    this.tree.root = other.tree.fork().root;
    this.tree.fog = other.tree.fog;
    this.tree.packageFog = other.tree.packageFog;
    this.tree.programFog = other.tree.programFog;
    this.packages = other.packages;
  }

  /** From now on anything that is not known to be there may be there. */
  cloud(why: string): void {
    const fog: Fog = { at: this.tree.clock.tick(), why };
    this.tree.fog = fog;
    this.packages = { ...this.packages, open: why };
  }
}

function joinPackages(a: Packages, b: Packages): Packages {
  const installed = new Map<string, Installed>();
  for (const [name, one] of a.installed) {
    const other = b.installed.get(name);
    installed.set(name, other === undefined || other.maybe ? { ...one, maybe: true } : one);
  }
  for (const [name, one] of b.installed) if (!a.installed.has(name)) installed.set(name, { ...one, maybe: true });
  const world = [...new Set([...a.world, ...b.world])];
  const same = world.length === a.world.length && world.length === b.world.length;
  const why = 'it depends on a condition that is not known which packages are there';
  return {
    installed,
    world,
    groups: new Map([...a.groups, ...b.groups]),
    open: a.open ?? b.open ?? (same ? undefined : why),
    pinned: [...new Set([...(a.pinned ?? []), ...(b.pinned ?? [])])],
  };
}
