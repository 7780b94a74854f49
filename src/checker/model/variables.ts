import { addTo } from '../lists.ts';
/** Read access to variables as they were at one moment. A missing name and an undefined value both mean "not known". */
export interface VariableView {
  get(name: string): string | undefined;
  has(name: string): boolean;
  /** Name and value, in the order of first definition. */
  entries(): [string, string | undefined][];
}

interface Version {
  readonly at: number;
  readonly value: string | undefined;
}

/** A longer value is not followed: twenty lines of `ARG B=$A$A` would fill the memory. */
const MAX_VALUE_LENGTH = 65_536;

/**
 * Variables that change over time. A view is a moment, not a copy, so that ten thousand ENV lines stay linear.
 */
export class VariableLog {
  readonly base: MomentView | undefined;
  readonly #versions = new Map<string, Version[]>();
  #now = 0;
  /** Of now; made when asked for, and the same for all who ask until the next change. */
  #view: MomentView | undefined;

  /** Starts with what another view holds. */
  constructor(base?: VariableView) {
    // A view of a log without entries of its own is the view behind it: long chains of stages stay short.
    this.base = base instanceof MomentView ? base.simplest() : undefined;
  }

  set(name: string, value: string | undefined): void {
    this.#view = undefined;
    addTo(this.#versions, name, {
      at: ++this.#now,
      value: value !== undefined && value.length > MAX_VALUE_LENGTH ? undefined : value,
    });
  }

  /** The variables as they are now; later changes do not show in it. */
  view(): VariableView {
    return (this.#view ??= new MomentView(this, this.#now));
  }

  /** The value of a name at a moment, without what the base holds. */
  at(name: string, moment: number): Version | undefined {
    const list = this.#versions.get(name);
    if (list === undefined) return undefined;
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((list[middle]?.at ?? 0) <= moment) low = middle + 1;
      else high = middle;
    }
    return list[low - 1];
  }

  names(): Iterable<string> {
    return this.#versions.keys();
  }
}

class MomentView implements VariableView {
  readonly log: VariableLog;
  readonly moment: number;

  constructor(log: VariableLog, moment: number) {
    this.log = log;
    this.moment = moment;
  }

  get(name: string): string | undefined {
    return versionOf(this, name)?.value;
  }

  has(name: string): boolean {
    return versionOf(this, name) !== undefined;
  }

  entries(): [string, string | undefined][] {
    const all = new Map<string, string | undefined>();
    for (const view of chainOf(this).reverse()) {
      for (const name of view.log.names()) {
        const version = view.log.at(name, view.moment);
        if (version !== undefined) all.set(name, version.value);
      }
    }
    return [...all];
  }

  simplest(): MomentView | undefined {
    return this.moment === 0 ? this.log.base : this;
  }
}

function versionOf(first: MomentView, name: string): Version | undefined {
  let version = first.log.at(name, first.moment);
  for (let view = first.log.base; version === undefined && view !== undefined; view = view.log.base) {
    version = view.log.at(name, view.moment);
  }
  return version;
}

/** A view and those behind it, the nearest first. */
function chainOf(first: MomentView): MomentView[] {
  const chain = [first];
  for (let view = first.log.base; view !== undefined; view = view.log.base) chain.push(view);
  return chain;
}
