import { once } from '../model/memo.ts';
import { NONE } from '../lists.ts';
import { chainOf, rootOf } from '../model/stage-chain.ts';
import { NamePatterns } from '../glob/name-pattern.ts';
import type { PackageSpec } from '../apk/types.ts';
import type { PackageEvent, Stage, Step } from '../model/types.ts';

/** A name that `apk add` asked for, and what became of it. */
export interface Wanted {
  /** The name in world: of the group (`--virtual`), else of the package. */
  readonly name: string;
  readonly isGroup: boolean;
  /** The packages of a group; else the one package. */
  readonly packages: readonly PackageSpec[];
  readonly added: PackageEvent;
  /** The command that takes it away for certain. */
  readonly deleted: PackageEvent | undefined;
  /** Some command may take it away: it runs only at times, or what it deletes is not known. */
  readonly perhapsDeleted: boolean;
}

interface Entry extends Wanted {
  deleted: PackageEvent | undefined;
  perhapsDeleted: boolean;
}

/** What `wantedIn` says of a stage and those it is built FROM. */
export function wantedAt(stage: Stage): readonly Wanted[] {
  return once(stage, ofChain);
}

function ofChain(stage: Stage): readonly Wanted[] {
  return wantedIn(eventsOf(chainOf(stage)));
}

function* eventsOf(chain: readonly Stage[]): Iterable<PackageEvent> {
  for (const { packageEvents } of chain) yield* packageEvents;
}

/** The same for the commands of one step alone: what it adds, and whether it takes that away again. */
export function wantedInStep(step: Step): readonly Wanted[] {
  const events = once(step.stage, eventsByStep).get(step) ?? NONE;
  return events.some(({ kind }) => kind === 'del') ? wantedIn(events) : NONE;
}

function eventsByStep({ packageEvents }: Stage): ReadonlyMap<Step, readonly PackageEvent[]> {
  const byStep = new Map<Step, PackageEvent[]>();
  for (const event of packageEvents) {
    const before = byStep.get(event.step);
    if (before === undefined) byStep.set(event.step, [event]);
    else before.push(event);
  }
  return byStep;
}

/**
 * Everything that `apk add` put into world along a chain of stages, in order. A second `apk add` under the name of a
 * group makes the group anew; what only the old one wanted goes (seen in apk-tools 2.14.4).
 */
function wantedIn(events: Iterable<PackageEvent>): readonly Wanted[] {
  const all: Entry[] = [];
  const now = new Map<string, Entry>();
  const patterns = new NamePatterns();
  const atTimes = new Map<string, Set<Step>>();
  let lastUnknown: PackageEvent | undefined;
  for (const event of events) {
    if (event.manager !== 'apk') continue;
    if (event.kind === 'add') add(event, now, all);
    else if (event.kind === 'del' && !remove(event, now, patterns)) lastUnknown = event;
    if (event.kind === 'del' && !event.invocation.certain) note(event, atTimes);
  }
  // The commands of a function stand in front of those that call it.
  for (const entry of all) {
    if (entry.deleted === undefined && atTimes.get(entry.name)?.has(entry.added.step) === true)
      entry.perhapsDeleted = true;
  }
  if (lastUnknown !== undefined) {
    // What was added before a deletion of something unknown may be gone.
    for (const entry of all) {
      if (entry.deleted === undefined && isBefore(entry.added, lastUnknown)) entry.perhapsDeleted = true;
    }
  }
  return all;
}

function add(event: PackageEvent, now: Map<string, Entry>, all: Entry[]): void {
  const virtual = event.apk?.virtual;
  if (virtual !== undefined) {
    if (virtual.name === undefined || virtual.name === '') return;
    const before = now.get(virtual.name);
    if (before?.isGroup === true) before.deleted = event;
    put({ name: virtual.name, isGroup: true, packages: event.packages, added: event }, now, all);
    return;
  }
  for (const spec of event.packages) {
    if (spec.kind === 'conflict') continue;
    for (const name of namesIn(spec, event) ?? NONE)
      if (now.get(name)?.added.invocation.certain !== true)
        put({ name, isGroup: false, packages: [specOf(name, spec)], added: event }, now, all);
  }
}

/** A name of those that a variable stands for. */
function specOf(name: string, spec: PackageSpec): PackageSpec {
  const { raw, range } = spec;
  if (name === spec.name) return spec;
  return { name, raw, range, constraint: undefined, repositoryTag: undefined, kind: 'package' };
}

function put(entry: Omit<Wanted, 'deleted' | 'perhapsDeleted'>, now: Map<string, Entry>, all: Entry[]): void {
  const full = { ...entry, deleted: undefined, perhapsDeleted: false };
  now.set(entry.name, full);
  all.push(full);
}

/** Remembers in which RUN a name is deleted at times. */
function note({ packages, step }: PackageEvent, into: Map<string, Set<Step>>): void {
  for (const { name } of packages) {
    if (name !== undefined) into.set(name, (into.get(name) ?? new Set()).add(step));
  }
}

/** What the php images have in `$PHPIZE_DEPS` on Alpine (docker-library/php, 2026-08). */
const PHPIZE_DEPS = 'autoconf dpkg-dev dpkg file g++ gcc libc-dev make pkgconf re2c'.split(' ');

/** The names that a word of `apk add` or `apk del` stands for; undefined when they are not known. */
function namesIn({ name, raw }: PackageSpec, { invocation, step }: PackageEvent): readonly string[] | undefined {
  if (name !== undefined) return [name];
  const isOfPhp = /^\$(PHPIZE_DEPS|\{PHPIZE_DEPS\})$/.test(raw) && !invocation.variables.has('PHPIZE_DEPS');
  return isOfPhp && rootOf(step.stage).base.name === 'php' ? PHPIZE_DEPS : undefined;
}

/** False when it is not known what is deleted. */
function remove(event: PackageEvent, now: Map<string, Entry>, patterns: NamePatterns): boolean {
  let known = true;
  for (const spec of event.packages) {
    const names = namesIn(spec, event);
    known &&= names !== undefined;
    for (const each of (names ?? NONE).flatMap((name) => patterns.matching(name, now) ?? [name])) {
      const entry = now.get(each);
      if (entry === undefined) continue;
      if (event.invocation.certain) {
        entry.deleted = event;
        now.delete(each);
      } else {
        entry.perhapsDeleted = true;
      }
    }
  }
  return known;
}

/** True when `a` runs before `b`, across stages too. */
function isBefore(a: PackageEvent, b: PackageEvent): boolean {
  const [first, second] = [a.step.stage.index, b.step.stage.index];
  return first === second ? a.order < b.order : first < second;
}
