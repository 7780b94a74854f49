import { REFUSED_FIND } from '../../data/busybox-options.ts';
import { ERROR_TEXT, errnoOf } from '../files/disk.ts';
import type { Node } from '../files/node.ts';
import { matches } from '../shell/glob.ts';
import type { Call, Command } from '../shell/call.ts';
import { launch } from '../shell/launch.ts';
import { fails, OK, type Status } from '../status.ts';
import { diskOf, known, Outcome, takenToWork } from './outcome.ts';

interface Action {
  readonly kind: 'print' | 'printf' | 'delete' | 'exec';
  readonly words: readonly string[];
}

interface Expression {
  readonly tests: readonly ((path: string, node: Node) => boolean | undefined)[];
  readonly action: Action;
  readonly depthFirst: boolean;
  readonly minDepth: number;
  readonly maxDepth: number;
}

/** `find`: tests on name, path, type and depth; `-delete`, `-exec` and printing. Messages seen with BusyBox 1.36.1. */
export const find: Command = (call) => {
  const split = call.words.findIndex(
    (word) => word !== undefined && /^(?:-[a-z]|[!()])/.test(word) && !/^-[HLP]$/.test(word),
  );
  const starts = (split < 0 ? call.args : call.args.slice(0, split)).filter(
    ({ value }) => !/^-[HLP]$/.test(value ?? ''),
  );
  const rest = split < 0 ? [] : call.words.slice(split);
  const bad = !call.isBusyBox
    ? undefined
    : rest.find((word) => word !== undefined && word.startsWith('-') && REFUSED_FIND.has(word.slice(1)));
  if (bad !== undefined) return fails(1, `find: unrecognized: ${bad}`);
  const read = parse(rest);
  const expression = typeof read === 'string' ? undefined : read;
  if (typeof read === 'string' && call.isBusyBox) return fails(1, `find: unrecognized: ${read}`);
  const outcome = new Outcome(call);
  const places = starts.length > 0 ? starts : [{ value: '.', range: call.range }];
  const hits: string[] = [];
  let complete = true;
  for (const field of places) {
    const path = known(call, field, outcome);
    if (path === undefined) continue;
    const disk = diskOf(call);
    const found = disk.find(path, false);
    if (found.at === 'unknown') {
      complete = false;
      outcome.assume(`${field.value ?? ''} is there: ${found.because}`);
      continue;
    }
    if (found.at !== 'there') {
      outcome.problem(`find: ${field.value ?? ''}: ${ERROR_TEXT[errnoOf(found) ?? 'ENOENT']}`);
      continue;
    }
    if (expression === undefined) {
      complete = false;
      continue;
    }
    const base = found.path;
    const written = field.value ?? '';
    const shown = (at: string): string =>
      at === base ? written : `${written.replace(/\/$/, '')}/${at.slice(base === '/' ? 1 : base.length + 1)}`;
    const consider = (at: string, node: Node, depth: number): void => {
      call.session.budget.visit();
      if (node.kind === 'gone' || depth < expression.minDepth) return;
      if (node.kind === 'dir' && complete && !disk.isListed(node, at)) complete = false;
      if (node.kind === 'maybe') {
        complete = false;
        return;
      }
      let hit = true;
      for (const test of expression.tests) {
        const result = test(shown(at), node);
        if (result === undefined) complete = false;
        if (result !== true) hit = false;
      }
      if (hit) hits.push(shown(at));
    };
    walk(found.node, base, expression.maxDepth, consider);
  }
  if (expression === undefined) {
    call.session.machine.cloud('which files `find` picks is not known');
    call.out?.write(undefined);
    outcome.assume('`find` works');
    return outcome.status;
  }
  if (expression.depthFirst) hits.reverse();
  return act(call, expression.action, hits, complete, outcome);
};

function act(call: Call, action: Action, hits: readonly string[], complete: boolean, outcome: Outcome): Status {
  if (action.kind === 'print' || action.kind === 'printf') {
    call.out?.write(complete && action.kind === 'print' ? hits.map((path) => `${path}\n`).join('') : undefined);
    return outcome.status;
  }
  if (action.kind === 'delete') {
    const disk = diskOf(call);
    for (const hit of hits) {
      const path = call.path(hit);
      // `find . -delete` leaves the folder itself.
      if (path === undefined || path === call.shell.cwd) continue;
      const node = disk.find(path, false);
      if (node.at === 'there' && node.node.kind === 'dir' && disk.list(node.node, path).names.length > 0) continue;
      const done = disk.remove(path, true);
      if (done.kind === 'error') outcome.problem(`find: ${path}: ${ERROR_TEXT[done.errno]}`);
    }
    return outcome.status;
  }
  if (hits.length === 0) {
    if (!complete) outcome.assume('`find` runs its command on nothing that matters');
    return outcome.status;
  }
  const [name, ...words] = action.words.slice(0, -1);
  if (name === undefined) return outcome.status;
  const together = action.words.at(-1) === '+';
  const field = (value: string): { value: string; range: Call['range'] } => ({ value, range: call.range });
  const groups = together ? [hits] : hits.map((hit) => [hit]);
  let status = outcome.status;
  for (const group of groups.slice(0, 200)) {
    const args = words.flatMap((word) =>
      word === '{}' ? group : [group.length === 1 ? word.replaceAll('{}', group[0] ?? '') : word],
    );
    const one = launch(call.session, [field(name), ...args.map(field)], { ...call, by: 'env' });
    // Only `+` makes find end with what the command ends with.
    if (together && status.kind === 'ok') status = one;
  }
  if (!complete && status.kind === 'ok') return status;
  return status;
}

/** Undefined for an expression that is not followed; a string names a word that find does not know. */
function parse(words: readonly (string | undefined)[]): Expression | undefined | string {
  const tests: ((path: string, node: Node) => boolean | undefined)[] = [];
  let action: Action = { kind: 'print', words: [] };
  let depthFirst = false;
  let minDepth = 0;
  let maxDepth = Infinity;
  let negated = false;
  const add = (test: (path: string, node: Node) => boolean | undefined): void => {
    const not = negated;
    negated = false;
    tests.push((path, node) => {
      const result = test(path, node);
      return result === undefined || !not ? result : !result;
    });
  };
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    const operand = words[i + 1];
    switch (word) {
      case undefined:
        return undefined;
      case '!':
      case '-not':
        negated = !negated;
        break;
      case '-a':
      case '-and':
        break;
      case '-name':
      case '-iname':
      case '-path':
      case '-wholename': {
        if (operand === undefined) return undefined;
        i++;
        const fold = (text: string): string => (word === '-iname' ? text.toLowerCase() : text);
        add((path) =>
          matches(
            fold(operand),
            fold(word.includes('name') && word !== '-wholename' ? path.slice(path.lastIndexOf('/') + 1) : path),
          ),
        );
        break;
      }
      case '-type': {
        i++;
        const kind = { f: 'file', d: 'dir', l: 'link' }[operand ?? ''];
        add((_, node) => node.kind === kind);
        break;
      }
      case '-maxdepth':
        i++;
        maxDepth = Number(operand);
        break;
      case '-mindepth':
        i++;
        minDepth = Number(operand);
        break;
      case '-depth':
        depthFirst = true;
        break;
      case '-xdev':
      case '-mount':
      case '-print':
      case '-print0':
        break;
      case '-printf':
        // Of GNU's alone; what it prints is not followed.
        i++;
        action = { kind: 'printf', words: [] };
        break;
      case '-empty':
        add((_, node) =>
          node.kind === 'dir'
            ? node.entries.size === 0
            : node.kind === 'file'
              ? node.content.size === undefined
                ? undefined
                : node.content.size === 0
              : false,
        );
        break;
      case '-delete':
        action = { kind: 'delete', words: [] };
        depthFirst = true;
        break;
      case '-exec':
      case '-ok': {
        const end = words.findIndex(
          (each, index) => index > i && (each === ';' || (each === '+' && words[index - 1] === '{}')),
        );
        if (end < 0) return undefined;
        const list = words.slice(i + 1, end + 1);
        if (list.includes(undefined)) return undefined;
        action = { kind: 'exec', words: list.filter((each) => each !== undefined) };
        i = end;
        break;
      }
      default:
        if (
          /^-(?:perm|user|group|size|mtime|mmin|atime|ctime|newer|links|inum|prune|o|or|regex|quit|executable|nogroup|nouser|samefile)$/.test(
            word,
          ) ||
          /^[()]$/.test(word)
        )
          return undefined;
        return word;
    }
  }
  return { tests, action, depthFirst, minDepth, maxDepth };
}

/** `xargs`: gives the words of its input to a command. Ends with 123 when that fails, 127 when it is not there. */
export const xargs: Command = (call) => {
  const words = [...call.args];
  let whole = false;
  let isIdle = false;
  let separator: RegExp | string | undefined = /\s+/;
  while (words[0]?.value?.startsWith('-')) {
    const option = words.shift()?.value ?? '';
    if (/^-[nPsILd]$/.test(option)) {
      const value = words.shift()?.value;
      if (option === '-I') whole = true;
      if (option === '-d') separator = value === '\\n' ? '\n' : undefined;
    }
    if (option.includes('0')) whole = true;
    isIdle ||= /^-\w*r/.test(option);
  }
  const [first, ...rest] = words;
  const command = first ?? { value: 'echo', range: call.range };
  if (
    call.stdin === undefined ||
    call.stdin === null ||
    whole ||
    separator === undefined ||
    call.stdin.length > 20_000
  ) {
    return takenToWork(call);
  }
  const more = call.stdin
    .split(separator)
    .filter((each) => each !== '')
    .map((value) => ({ value, range: call.range }));
  // Without words it runs the command all the same, but for -r.
  if (more.length === 0 && isIdle) return OK;
  const status = launch(call.session, [command, ...rest, ...more], { ...call, stdin: null, by: 'xargs' });
  return status.kind === 'fails' && status.exit !== 126 && status.exit !== 127 ? { ...status, exit: 123 } : status;
};

/** A node and everything below it, links not followed. Without recursion: folders may be nested deep. */
function walk(
  start: Node,
  path: string,
  deepest: number,
  visit: (path: string, node: Node, depth: number) => void,
): void {
  if (deepest < 0) return;
  visit(path, start, 0);
  const open: { prefix: string; entries: Iterator<[string, Node]> }[] = [];
  const enter = (node: Node, at: string): void => {
    if (node.kind === 'dir' && open.length < deepest)
      open.push({ prefix: at === '/' ? '/' : `${at}/`, entries: node.entries[Symbol.iterator]() });
  };
  enter(start, path);
  for (let folder = open.at(-1); folder !== undefined; folder = open.at(-1)) {
    const next = folder.entries.next();
    if (next.done) {
      open.pop();
      continue;
    }
    const [name, node] = next.value;
    const at = folder.prefix + name;
    visit(at, node, open.length);
    enter(node, at);
  }
}
