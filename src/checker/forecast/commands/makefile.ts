import { resolvePath } from '../../model/paths.ts';
import { errnoOf } from '../files/disk.ts';
import type { Call } from '../shell/call.ts';
import { ShellState } from '../shell/state.ts';
import { fails, OK, type Status } from '../status.ts';
import { diskOf } from './outcome.ts';

/** A rule of a Makefile: what it makes, of what, and how. */
interface Rule {
  readonly needs: readonly string[];
  readonly recipe: { readonly line: number; readonly text: string }[];
}

interface Makefile {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly phony: ReadonlySet<string>;
}

/** Rules between words, and commands without a variable; undefined for a Makefile with anything else in it. */
function readMakefile(text: string): Makefile | undefined {
  const rules = new Map<string, Rule>();
  const phony = new Set<string>();
  let rule: Rule | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    if (/[$\\]/.test(line)) return undefined;
    if (line.startsWith('\t')) {
      const command = line.slice(1).replace(/^@/, '');
      if (rule === undefined || /^[-+@]/.test(command)) return undefined;
      rule.recipe.push({ line: index + 1, text: command });
      continue;
    }
    const match = /^([\w./-]+):((?: [\w./-]+)*) *$/.exec(line);
    const [, target = '', words = ''] = match ?? [];
    if (match === null || rules.has(target)) return undefined;
    const needs = words.split(' ').filter((word) => word !== '');
    rule = undefined;
    if (target === '.PHONY') for (const each of needs) phony.add(each);
    else if (target.startsWith('.')) return undefined;
    else rules.set(target, (rule = { needs, recipe: [] }));
  }
  return { rules, phony };
}

/**
 * What make does with a plain Makefile: its goals are made one behind the other, each behind what it needs. Undefined where
 * times of files decide or a rule of make's own may. Seen with GNU make 4.3.
 */
export function followMakefile(
  call: Call,
  folder: string,
  file: { readonly name: string; readonly text: string },
  goals: readonly string[],
): Status | undefined {
  const makefile = readMakefile(file.text);
  if (makefile === undefined) return undefined;
  const [first] = makefile.rules.keys();
  if (first === undefined && goals.length === 0) return fails(2, 'make: *** No targets.  Stop.');
  const shell = new ShellState(call.environment ?? call.shell.exported(), folder);
  shell.umask = call.shell.umask;
  const done = new Set<string>();
  const steps = planOf(call, folder, makefile, goals.length > 0 ? goals : [first ?? ''], done);
  if (steps === undefined) return undefined;
  for (const { target, line, text } of steps) {
    const status = call.services.runText({ ...call, shell, environment: undefined }, text, {
      zero: '/bin/sh',
      positional: [],
      isText: true,
    });
    if (status.kind === 'fails') {
      const ends = `make: *** [${file.name}:${line}: ${target}] Error ${status.exit}`;
      const reason = status.reason && { ...status.reason, prints: inWordsOfMake(text, status.reason.prints) };
      return { ...status, exit: 2, reason: reason ?? { prints: ends } };
    }
    if (status.kind !== 'ok') return status;
  }
  return OK;
}

/** Make starts a plain command itself, without a shell (seen with 4.4.1 of Alpine 3.19). */
function inWordsOfMake(text: string, prints: string): string {
  const [program = ''] = text.split(' ');
  return /^[\w ./=:,-]+$/.test(text) && prints === `/bin/sh: ${program}: not found`
    ? `make: ${program}: No such file or directory`
    : prints;
}

interface Step {
  readonly target: string;
  readonly line: number;
  readonly text: string;
}

/** The commands that run, in their order; undefined where that is not sure. */
function planOf(
  call: Call,
  folder: string,
  { rules, phony }: Makefile,
  targets: readonly string[],
  done: Set<string>,
): readonly Step[] | undefined {
  const steps: Step[] = [];
  for (const target of targets) {
    if (done.has(target)) continue;
    done.add(target);
    const rule = rules.get(target);
    const isThere = standsAlone(call, folder, target);
    if (isThere === undefined) return undefined;
    // Without a rule it has to be there; with one, make compares times.
    if (rule === undefined ? !isThere : isThere && !phony.has(target)) return undefined;
    if (rule === undefined) continue;
    const before = planOf(call, folder, { rules, phony }, rule.needs, done);
    if (before === undefined) return undefined;
    steps.push(...before, ...rule.recipe.map((each) => ({ target, ...each })));
  }
  return steps;
}

/** Whether a file is there; undefined where that is open, or where make may know how to make it of a file beside it. */
function standsAlone(call: Call, folder: string, target: string): boolean | undefined {
  const path = resolvePath(target, folder) ?? '';
  const disk = diskOf(call);
  const found = disk.find(path);
  const place = disk.find(path.slice(0, path.lastIndexOf('/')) || '/');
  if (place.at !== 'there' || place.node.kind !== 'dir') return undefined;
  const { names, complete } = disk.list(place.node, place.path);
  // A Makefile of thousands of targets beside thousands of files would take the square of their time.
  names.forEach(() => {
    call.session.budget.visit();
  });
  const own = path.slice(path.lastIndexOf('/') + 1);
  const stem = own.replace(/\.\w+$/, '');
  const isBeside = names.some((name) => name !== own && name.startsWith(`${stem}.`));
  if (found.at === 'there') return own === stem || !isBeside ? true : undefined;
  return errnoOf(found) === undefined || !complete ? undefined : false;
}
