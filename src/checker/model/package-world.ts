import { NamePatterns } from '../glob/name-pattern.ts';
import { NONE } from '../lists.ts';
import { SharedMap } from './shared-map.ts';

/** What one name in world stands for: the packages of a group (`--virtual`), else the package itself. */
interface Entry<Member> {
  readonly members: readonly Member[];
}

/** A package in a group, and in those that it was in before. */
interface Holder<Member> {
  readonly owner: string;
  readonly entry: Entry<Member>;
  readonly member: Member;
  readonly before: Holder<Member> | undefined;
}

/**
 * What apk calls world: the names that were asked for. A package stays as long as one of them wants it. To copy it costs
 * nothing, and to delete a group no more than to delete a package, however many it has: who asks for a package looks
 * whether the groups that it came with are still there.
 */
export class PackageWorld<Member extends { readonly name: string }> {
  #entries = new SharedMap<Entry<Member>>();
  #holders = new SharedMap<Holder<Member>>();
  /** One for all copies: what a file may ask for does not grow with its stages. */
  #patterns = new NamePatterns();

  copy(): PackageWorld<Member> {
    const copy = new PackageWorld<Member>();
    copy.#entries = this.#entries.copy();
    copy.#holders = this.#holders.copy();
    copy.#patterns = this.#patterns;
    return copy;
  }

  /** What stands for a name in world from now on. */
  put(owner: string, members: readonly Member[]): void {
    const entry = { members };
    this.#entries.set(owner, entry);
    if (isItself(owner, entry)) return;
    for (const member of members) {
      const before = this.#holder(member.name);
      this.#holders.set(member.name, { owner, entry, member, before });
    }
  }

  delete(owner: string): void {
    this.#entries.delete(owner);
  }

  /** The names in world that a pattern matches; none for what is no pattern. */
  matching(pattern: string): readonly string[] {
    return this.#patterns.matching(pattern, this.#entries) ?? NONE;
  }

  /** A package that is there: as it was asked for by its own name, else in the last group. */
  get(name: string): Member | undefined {
    const entry = this.#entries.get(name);
    return entry !== undefined && isItself(name, entry) ? entry.members[0] : this.#holder(name)?.member;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  /** All that are there, in the order of their names in world; one may come twice. */
  *members(): Iterable<Member> {
    for (const { members } of this.#entries.values()) yield* members;
  }

  #holder(name: string): Holder<Member> | undefined {
    let holder = this.#holders.get(name);
    while (holder !== undefined && this.#entries.get(holder.owner) !== holder.entry) holder = holder.before;
    return holder;
  }
}

function isItself(owner: string, { members }: Entry<{ readonly name: string }>): boolean {
  return members.length === 1 && members[0]?.name === owner;
}
