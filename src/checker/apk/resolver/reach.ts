import type { Catalog } from './catalog.ts';
import type { Candidate, NameState } from './state.ts';

/** How far the walk through a name has come. */
interface Visit {
  name: NameState;
  /** First what its packages need, then what they may trigger. */
  triggers: boolean;
  offer: number;
  /** Package whose needs are being walked through. */
  open: Candidate | undefined;
  need: number;
  /** Names of the package at `offer` that others wait for, and who waits for the one before `watchedAt`. */
  watched: readonly NameState[];
  watchedAt: number;
  waiting: readonly NameState[];
  watcher: number;
}

const NONE: readonly NameState[] = [];

const stack: Visit[] = [];

/**
 * Marks everything that a name leads to: what its packages need, deep first, then what they may trigger. On the way it
 * measures how deep the needs below each name go, as far as they are known when the walk comes by: apk settles deep
 * names first. The walk has a stack of its own, because a branch has rows of needs longer than a call stack; its places
 * are used again by every walk, because each comes through hundreds of names.
 */
export function reach(catalog: Catalog, start: NameState): void {
  if (start.reached) return;
  let height = 0;
  let next: NameState | undefined = start;
  for (;;) {
    if (next !== undefined) {
      enter(catalog, next);
      begin((stack[height] ??= newVisit(next)), next);
      height++;
    }
    const visit = stack[height - 1];
    if (visit === undefined || height === 0) return;
    next = visit.triggers ? nextWatcher(catalog, visit) : nextNeed(catalog, visit);
    if (next !== undefined) continue;
    if (visit.triggers) height--;
    else {
      visit.triggers = true;
      visit.offer = -1;
    }
  }
}

function newVisit(name: NameState): Visit {
  return {
    name,
    triggers: false,
    offer: 0,
    open: undefined,
    need: 0,
    watched: NONE,
    watchedAt: 0,
    waiting: NONE,
    watcher: 0,
  };
}

function begin(visit: Visit, name: NameState): void {
  visit.name = name;
  visit.triggers = false;
  visit.offer = 0;
  visit.open = undefined;
  visit.need = 0;
  visit.watched = visit.waiting = NONE;
  visit.watchedAt = visit.watcher = 0;
}

function enter(catalog: Catalog, name: NameState): void {
  catalog.link(name);
  catalog.uses(name);
  name.reached = true;
  name.dud = true;
  if (name.offers !== name.indexOffers) name.rank = rankOf(name);
  else name.rank = name.indexRank ??= rankOf(name);
}

function rankOf(name: NameState): number {
  let others = 0;
  for (const { candidate } of name.offers) if (candidate.name !== name) others++;
  return others === 0 ? 0 : others === name.offers.length ? 2 : 1;
}

/** The next name to visit among those that the packages of a name need. */
function nextNeed(catalog: Catalog, visit: Visit): NameState | undefined {
  const { name } = visit;
  for (; visit.offer < name.offers.length; visit.offer++) {
    const candidate = name.offers[visit.offer]?.candidate;
    if (candidate === undefined) continue;
    if (!candidate.reached) {
      candidate.reached = true;
      catalog.usesPackage(candidate);
      candidate.open = true;
      candidate.dud = candidate.triggers.length === 0;
      visit.open = candidate;
      visit.need = 0;
    }
    if (visit.open === candidate) {
      for (; visit.need < candidate.needs.length; visit.need++) {
        const target = candidate.needs[visit.need]?.target;
        if (target === undefined) continue;
        if (!target.reached) return target;
        candidate.depth = Math.max(candidate.depth, target.depth + 1);
      }
      visit.open = undefined;
    }
    if (!candidate.dud) name.dud = false;
    name.depth = Math.max(name.depth, candidate.depth);
  }
  return undefined;
}

/** The next name to visit among those that the packages of a name may trigger, under any of their names. */
function nextWatcher(catalog: Catalog, visit: Visit): NameState | undefined {
  const { offers } = visit.name;
  for (;;) {
    while (visit.watcher < visit.waiting.length) {
      const watcher = visit.waiting[visit.watcher++];
      if (watcher !== undefined && !watcher.reached) return watcher;
    }
    const watched = visit.watched[visit.watchedAt++];
    if (watched !== undefined) {
      // Names that were reached have been, or will be, gone through by themselves.
      if (watched.reached && watched !== offers[visit.offer]?.candidate.name) continue;
      visit.waiting = catalog.watchers(watched);
      visit.watcher = 0;
      continue;
    }
    const next = offers[++visit.offer];
    if (next === undefined) return undefined;
    visit.watched = catalog.watchedNames(next.candidate);
    visit.watchedAt = 0;
  }
}
