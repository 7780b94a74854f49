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

/**
 * Variables that change over time. A view is a moment, not a copy, so that ten thousand ENV lines stay linear.
 */
export class VariableLog {
  private readonly versions = new Map<string, Version[]>();
  private readonly base: VariableView | undefined;
  private now = 0;

  /** Starts with what another view holds. */
  constructor(base?: VariableView) {
    this.base = base;
  }

  set(name: string, value: string | undefined): void {
    const list = this.versions.get(name);
    const version = { at: ++this.now, value };
    if (list === undefined) this.versions.set(name, [version]);
    else list.push(version);
  }

  /** The variables as they are now; later changes do not show in it. */
  view(): VariableView {
    const moment = this.now;
    const { base } = this;
    const find = (name: string): Version | undefined => this.at(name, moment);
    return {
      get: (name) => {
        const own = find(name);
        return own === undefined ? base?.get(name) : own.value;
      },
      has: (name) => find(name) !== undefined || (base?.has(name) ?? false),
      entries: () => {
        const all = new Map(base?.entries() ?? []);
        for (const name of this.versions.keys()) {
          const version = find(name);
          if (version !== undefined) all.set(name, version.value);
        }
        return [...all];
      },
    };
  }

  private at(name: string, moment: number): Version | undefined {
    const list = this.versions.get(name);
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
}

/** One view over another: names of `front` hide those of `back`. */
export function layered(front: VariableView, back: VariableView): VariableView {
  return {
    get: (name) => (front.has(name) ? front.get(name) : back.get(name)),
    has: (name) => front.has(name) || back.has(name),
    entries: () => [...new Map([...back.entries(), ...front.entries()])],
  };
}
