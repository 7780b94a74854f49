/**
 * Patterns of names and paths as a machine that reads the text once and follows all its ways side by side: the time is
 * at most the length of the pattern times that of the text, where a regular expression that goes back may take for ever.
 * Only `not` costs the length of the text once more.
 */

/** Whether the character at a place may stand there. */
export type CharTest = (text: string, at: number) => boolean;

/** A part of a pattern. */
export type GlobNode =
  | { readonly kind: 'one'; readonly fits: CharTest }
  /** Nothing, at a place where such a character stands, or at the end. */
  | { readonly kind: 'before'; readonly fits: CharTest }
  /** Any number of them. */
  | { readonly kind: 'many'; readonly fits: CharTest }
  /** One of these; with `repeat`, several behind each other; with `optional`, perhaps nothing. */
  | {
      readonly kind: 'choice';
      readonly options: readonly (readonly GlobNode[])[];
      readonly repeat: boolean;
      readonly optional: boolean;
    }
  /** Characters that fit, which together are none of these. */
  | { readonly kind: 'not'; readonly options: readonly (readonly GlobNode[])[]; readonly fits: CharTest };

type State =
  | { readonly kind: 'read'; readonly fits: CharTest; readonly next: number }
  | { readonly kind: 'before'; readonly fits: CharTest; readonly next: number }
  | { readonly kind: 'fork'; readonly next: number[] }
  | { readonly kind: 'not'; readonly machine: Machine; readonly fits: CharTest; readonly next: number };

interface Machine {
  readonly states: State[];
  readonly start: number;
}

/** A text, and what was found out about the `not` of the pattern in it: where a piece that begins at a place can end. */
interface Reading {
  readonly text: string;
  readonly known: Map<State, Map<number, readonly number[]>>;
}

/** The place behind the last state: here the pattern is at its end. */
const END = -1;

/** Whether a text as a whole is what the pattern says. */
export function globTest(pattern: readonly GlobNode[]): (text: string) => boolean {
  const machine = machineOf([pattern]);
  return (text) => {
    let whole = false;
    run(machine, { text, known: new Map() }, 0, (end) => {
      whole = end === text.length;
    });
    return whole;
  };
}

/** From behind, so that each state knows the one that follows it. */
function machineOf(options: readonly (readonly GlobNode[])[]): Machine {
  const states: State[] = [];
  const add = (state: State): number => states.push(state) - 1;
  const choice = (all: readonly (readonly GlobNode[])[], next: number): number[] =>
    all.map((each) => each.reduceRight((behind, node) => build(node, behind), next));
  const build = (node: GlobNode, next: number): number => {
    switch (node.kind) {
      case 'one':
        return add({ kind: 'read', fits: node.fits, next });
      case 'before':
        return add({ kind: 'before', fits: node.fits, next });
      case 'many': {
        const targets = [next];
        const fork = add({ kind: 'fork', next: targets });
        targets.push(add({ kind: 'read', fits: node.fits, next: fork }));
        return fork;
      }
      case 'choice': {
        const targets: number[] = [];
        const again = add({ kind: 'fork', next: targets });
        const entries = choice(node.options, node.repeat ? again : next);
        targets.push(...entries, next);
        return node.optional ? again : add({ kind: 'fork', next: entries });
      }
      case 'not':
        return add({ kind: 'not', machine: machineOf(node.options), fits: node.fits, next });
    }
  };
  const start = add({ kind: 'fork', next: choice(options, END) });
  return { states, start };
}

/** Reports, in order, every place at which a match that begins at `from` can end. */
function run({ states, start }: Machine, reading: Reading, from: number, report: (end: number) => void): void {
  const { text } = reading;
  const seenAt = new Int32Array(states.length).fill(-1);
  const waiting = new Map<number, Set<number>>();
  let now: number[] = [start];
  for (let at = from; at <= text.length; at++) {
    const open = [...now, ...(waiting.get(at) ?? [])];
    if (open.length === 0 && waiting.size === 0) return;
    waiting.delete(at);
    now = [];
    let ended = false;
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (id === END) ended = true;
      const state = states[id];
      if (state === undefined || seenAt[id] === at) continue;
      seenAt[id] = at;
      if (state.kind === 'fork') open.push(...state.next);
      else if (state.kind === 'read') {
        if (at < text.length && state.fits(text, at)) now.push(state.next);
      } else if (state.kind === 'before') {
        if (at === text.length || state.fits(text, at)) open.push(state.next);
      } else {
        for (const end of endsOfOthers(state, reading, at)) {
          if (end === at) open.push(state.next);
          else waiting.set(end, (waiting.get(end) ?? new Set()).add(state.next));
        }
      }
    }
    if (ended) report(at);
  }
}

/** Where a piece that begins here and is none of the options can end. */
function endsOfOthers(state: Extract<State, { kind: 'not' }>, reading: Reading, from: number): readonly number[] {
  const { text, known } = reading;
  const ofState = known.get(state) ?? new Map<number, readonly number[]>();
  const before = ofState.get(from);
  if (before !== undefined) return before;
  const { machine, fits } = state;
  const taken = new Set<number>();
  run(machine, reading, from, (end) => taken.add(end));
  const ends: number[] = [];
  for (let at = from; at <= text.length; at++) {
    if (!taken.has(at)) ends.push(at);
    if (at < text.length && !fits(text, at)) break;
  }
  known.set(state, ofState.set(from, ends));
  return ends;
}
