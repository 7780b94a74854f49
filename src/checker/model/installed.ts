import type { PackageWorld } from './package-world.ts';
import type { InstalledPackage } from './types.ts';

/**
 * The packages that are there at one moment, by name. To ask for one costs little; all of them are put together when
 * somebody wants to see them all, which no rule does for each stage (`facts/package-names.ts` says how else).
 */
export class Installed implements ReadonlyMap<string, InstalledPackage> {
  readonly #world: PackageWorld<InstalledPackage>;
  #all: ReadonlyMap<string, InstalledPackage> | undefined;

  /** @param world which nobody changes any more */
  constructor(world: PackageWorld<InstalledPackage>) {
    this.#world = world;
  }

  /** To go on from here. */
  toWorld(): PackageWorld<InstalledPackage> {
    return this.#world.copy();
  }

  get(name: string): InstalledPackage | undefined {
    return this.#world.get(name);
  }

  has(name: string): boolean {
    return this.#world.has(name);
  }

  get size(): number {
    return this.#whole().size;
  }

  keys(): MapIterator<string> {
    return this.#whole().keys();
  }

  values(): MapIterator<InstalledPackage> {
    return this.#whole().values();
  }

  entries(): MapIterator<[string, InstalledPackage]> {
    return this.#whole().entries();
  }

  [Symbol.iterator](): MapIterator<[string, InstalledPackage]> {
    return this.entries();
  }

  forEach(action: (each: InstalledPackage, name: string, all: ReadonlyMap<string, InstalledPackage>) => void): void {
    for (const [name, each] of this) action(each, name, this);
  }

  #whole(): ReadonlyMap<string, InstalledPackage> {
    if (this.#all !== undefined) return this.#all;
    const all = new Map<string, InstalledPackage>();
    for (const each of this.#world.members()) if (!all.has(each.name)) all.set(each.name, this.get(each.name) ?? each);
    this.#all = all;
    return all;
  }
}
