import { once } from '../model/memo.ts';
import type { Invocation, Step } from '../model/types.ts';
import type { ShellNode } from '../syntax/shell/types.ts';

/** Commands that stand beside each other: a list (`a; b`) or a chain (`a && b || c`). */
export interface Sequence {
  readonly items: readonly ShellNode[];
  /** Between the items of a chain; undefined for a list. */
  readonly operators: readonly ('&&' | '||')[] | undefined;
  /** The list that holds a chain. */
  readonly holder: Place | undefined;
  /** The script itself, which may lose all its commands together with the instruction. */
  readonly isScript: boolean;
}

interface Place {
  readonly sequence: Sequence;
  readonly index: number;
}

/**
 * Where each simple command of a RUN stands, by the offset at which it begins. Commands of pipelines, of scripts in
 * strings and of substitutions are not in it: they cannot be taken out alone.
 */
export function placesOf(step: Step): ReadonlyMap<number, Place> {
  const { commands = [] } = step.script ?? {};
  // Most scripts are one command, and there are many of them: only for the others it pays to keep what was read.
  return commands.length === 1 && commands[0]?.kind === 'command' ? readPlaces(step) : once(step, readPlaces);
}

/** How a new command in front of another is joined to it: as that is to the one before it, or the next to that. */
export function jointBehind(text: string, { step, range }: Invocation): string {
  const { sequence, index } = placesOf(step).get(range.start) ?? {};
  const joints = [(index ?? 0) - 1, index ?? 0].map((at) =>
    sequence?.operators?.[at] === '&&'
      ? text.slice(sequence.items[at]?.range.end, sequence.items[at + 1]?.range.start)
      : '#',
  );
  return joints.find((joint) => !joint.includes('#')) ?? ' && ';
}

function readPlaces({ script }: Step): ReadonlyMap<number, Place> {
  const places = new Map<number, Place>();
  if (script !== undefined) readList(script.commands, true, places);
  return places;
}

function readList(items: readonly ShellNode[], isScript: boolean, into: Map<number, Place>): void {
  const list: Sequence = { items, operators: undefined, holder: undefined, isScript };
  items.forEach((node, index) => {
    if (node.kind !== 'and-or') {
      readNode(node, { sequence: list, index }, into);
      return;
    }
    const holder = { sequence: list, index };
    const chain: Sequence = { items: node.items, operators: node.operators, holder, isScript: false };
    node.items.forEach((item, at) => {
      readNode(item, { sequence: chain, index: at }, into);
    });
  });
}

function readNode(node: ShellNode, place: Place, into: Map<number, Place>): void {
  switch (node.kind) {
    case 'command':
      into.set(node.range.start, place);
      return;
    case 'group':
      readList(node.body, false, into);
      return;
    case 'if':
      for (const { body } of node.branches) readList(body, false, into);
      return;
    case 'loop':
      readList(node.body, false, into);
      return;
    case 'case':
      for (const { body } of node.arms) readList(body, false, into);
      return;
    default:
  }
}
