import type { PackageWorld } from './package-world.ts';

/**
 * The packages that are there at one moment, by name. To ask for one costs little; all of them are put together when
 * somebody wants to see them all, which no rule does for each stage (`facts/package-names.ts` says how else).
 */
export class Installed<Package extends { readonly name: string }> implements ReadonlyMap<string, Package> {
  readonly #world: PackageWorld<Package>;
  #all: ReadonlyMap<string, Package> | undefined;

  /** @param world which nobody changes any more */
  constructor(world: PackageWorld<Package>) {
    this.#world = world;
  }

  /** To go on from here. */
  toWorld(): PackageWorld<Package> {
    return this.#world.copy();
  }

  get(name: string): Package | undefined {
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

  values(): MapIterator<Package> {
    return this.#whole().values();
  }

  entries(): MapIterator<[string, Package]> {
    return this.#whole().entries();
  }

  [Symbol.iterator](): MapIterator<[string, Package]> {
    return this.entries();
  }

  forEach(action: (each: Package, name: string, all: ReadonlyMap<string, Package>) => void): void {
    for (const [name, each] of this) action(each, name, this);
  }

  #whole(): ReadonlyMap<string, Package> {
    if (this.#all !== undefined) return this.#all;
    const all = new Map<string, Package>();
    for (const each of this.#world.members()) if (!all.has(each.name)) all.set(each.name, this.get(each.name) ?? each);
    this.#all = all;
    return all;
  }
}
