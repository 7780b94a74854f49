import { type Step, planChanges } from './changes.ts';
import { type Dependency, isByHash, parseDependency } from './dependency.ts';
import { explainFailure } from './explain.ts';
import { compareNames } from './name-order.ts';
import { Problem } from './problem.ts';
import { Settlement } from './settle.ts';
import { AVAILABLE, LATEST, UPGRADE } from './state.ts';
import type { IndexPackage, PackageIndex, Resolution, ResolveOptions, VirtualGroup } from './types.ts';

/** Exit code of apk-tools 2.14 for a command that it refuses before it chooses packages. */
export const REFUSED = 99;

/** Version of a group whose time is not known; apk takes the time when it makes one. */
export const NO_TIME = '20000101.000000';

/**
 * What apk-tools 2.14 makes of a world: which packages are installed afterwards, or its own lines and exit code where
 * it gives up. In come the index of the branch, the lines of `/etc/apk/world` as they would be after the command
 * (`alpine-baselayout`, `jq~=1.7`, `!pipewire`, `.build-deps`) and the versions that are installed now.
 */
export function resolve(
  index: PackageIndex,
  world: readonly string[],
  installed: ReadonlyMap<string, string>,
  options: ResolveOptions = {},
): Resolution {
  const read = readWorld(world, installed, options);
  if ('refusal' in read) return read.refusal;
  const { wanted, groups } = read;
  const problem = new Problem(index, wanted, installed, groups);
  markAsked(problem, wanted, installed, options);
  const worldFlags = options.upgrade === 'world' ? flagsOf(true, options) : 0;
  const settlement = new Settlement(problem, worldFlags);
  const [unlisted] = settlement.uncovered;
  if (unlisted !== undefined) {
    return unknown(`the package data that is loaded does not list everything named "${unlisted}"`);
  }
  const steps = planChanges(problem, settlement);
  return settlement.faults > 0 ? failure(problem, steps, settlement.faults) : success(problem, steps);
}

/** What the command names is settled first, and takes its flags. */
function markAsked(
  problem: Problem,
  wanted: readonly Dependency[],
  installed: ReadonlyMap<string, string>,
  options: ResolveOptions,
): void {
  const asked = options.asked?.map((text) => parseDependency(text)?.name ?? text);
  const flags = options.upgrade === 'world' ? 0 : flagsOf(options.upgrade === 'asked', options);
  for (const { name } of wanted) {
    if (asked === undefined ? installed.has(name) : !asked.includes(name)) continue;
    const state = problem.name(name);
    state.asked = true;
    for (const { candidate } of state.offers) {
      candidate.flags |= flags;
      candidate.passesOn |= flags;
    }
  }
}

function flagsOf(upgrade: boolean, { latest, available }: ResolveOptions): number {
  return (upgrade ? UPGRADE : 0) | (latest === true ? LATEST : 0) | (available === true ? AVAILABLE : 0);
}

/** The world as dependencies, sorted as apk sorts it, or why apk does not even begin. */
function readWorld(
  world: readonly string[],
  installed: ReadonlyMap<string, string>,
  options: ResolveOptions,
):
  | { readonly wanted: readonly Dependency[]; readonly groups: ReadonlyMap<string, VirtualGroup> }
  | { readonly refusal: Resolution } {
  const groups = new Map(
    [...(options.groups ?? [])].map(([name, { depends, version = installed.get(name) ?? NO_TIME }]) => [
      name,
      { depends, version },
    ]),
  );
  const byName = new Map<string, Dependency>();
  const missingTags: string[] = [];
  for (const text of world) {
    const dependency = parseDependency(text);
    if (dependency === undefined) {
      const line = `ERROR: '${text}' is not a valid world dependency, format is name(@tag)([<>~=]version)`;
      return { refusal: { ok: false, errors: [line], exit: REFUSED } };
    }
    if (isByHash(dependency)) return { refusal: unknown(`"${text}" names a package by its hash`) };
    if (dependency.tag !== undefined) {
      if (options.repositoryTags?.includes(dependency.tag) !== false) {
        return { refusal: unknown(`what the repository tagged @${dependency.tag} offers is not known`) };
      }
      missingTags.push(`${dependency.name}@${dependency.tag}`);
    }
    byName.set(dependency.name, withVersion(dependency, groups));
  }
  if (missingTags.length > 0) {
    const warnings = missingTags.map(
      (text) => `WARNING: The repository tag for world dependency '${text}' does not exist`,
    );
    const last = 'ERROR: Not committing changes due to missing repository tags. Use --force-broken-world to override.';
    return { refusal: { ok: false, errors: [...warnings, last], exit: REFUSED } };
  }
  return { wanted: [...byName.values()].sort((a, b) => compareNames(a.name, b.name)), groups };
}

function unknown(because: string): Resolution {
  return { ok: 'unknown', because };
}

/** The world holds a group with its version. */
function withVersion(dependency: Dependency, groups: ReadonlyMap<string, VirtualGroup>): Dependency {
  const version = groups.get(dependency.name)?.version;
  if (version === undefined || dependency.version !== undefined) return dependency;
  return parseDependency(`${dependency.name}=${version}`) ?? dependency;
}

function failure(problem: Problem, steps: readonly Step[], faults: number): Resolution {
  const errors = explainFailure(problem, steps);
  const assumed = problem.assumed.find(({ name, version }) =>
    errors.some((line) => line.includes(`${name}-${version}`)),
  );
  if (assumed === undefined) return { ok: false, errors, exit: faults & 0xff };
  return unknown(`the index does not know the installed ${assumed.name} ${assumed.version}`);
}

function success(problem: Problem, steps: readonly Step[]): Resolution {
  const packages = new Map<string, IndexPackage>();
  const changes = steps.flatMap(({ from, to }) => {
    if (to !== undefined) packages.set(to.entry.name, to.entry);
    if (from === to) return [];
    const name = (to ?? from)?.entry.name ?? '';
    return [{ name, from: from?.entry.version, to: to?.entry.version }];
  });
  const given = problem.assumed
    .filter(({ name }) => packages.has(name))
    .map(
      ({ name, version }) =>
        `installed ${name} ${version}, which the index does not list, needs and provides what the listed one does`,
    );
  return { ok: true, packages, changes, given };
}
