import { parseDependency } from './dependency.ts';
import { NO_TIME, REFUSED, resolve } from './resolve.ts';
import type { PackageIndex, Resolution, VirtualGroup } from './types.ts';

/** What apk keeps between two commands. */
export interface ApkState {
  /** Lines of `/etc/apk/world`. */
  readonly world: readonly string[];
  /** Groups that `apk add -t` made. */
  readonly groups: ReadonlyMap<string, VirtualGroup>;
  /** Name → version of what is installed. */
  readonly installed: ReadonlyMap<string, string>;
}

/** A command that changes what is installed. */
export interface ApkRequest {
  readonly verb: 'add' | 'del' | 'upgrade';
  /** Arguments that are no options. */
  readonly packages: readonly string[];
  /** `add -t NAME`, with `=version` or without. */
  readonly virtual?: string;
  /** `add -u`. */
  readonly upgrade?: boolean;
  /** `upgrade -a`. */
  readonly available?: boolean;
  /** `-l`. */
  readonly latest?: boolean;
  /** Tags of `/etc/apk/repositories`; left out when they are not known. */
  readonly repositoryTags?: readonly string[];
}

/** What a command does, and what apk keeps afterwards: as before, unless the command is known to succeed. */
export function runApk(
  index: PackageIndex,
  before: ApkState,
  command: ApkRequest,
): { readonly resolution: Resolution; readonly after: ApkState } {
  const wanted = worldAfter(index, before, command);
  if ('errors' in wanted) return { resolution: wanted, after: before };
  const { world, groups, asked } = wanted;
  const { latest, available, repositoryTags } = command;
  const upgrade = command.verb === 'upgrade' ? 'world' : command.upgrade === true ? 'asked' : undefined;
  const resolution = resolve(index, world, before.installed, {
    asked,
    groups,
    ...(upgrade && { upgrade }),
    ...(latest !== undefined && { latest }),
    ...(available !== undefined && { available }),
    ...(repositoryTags && { repositoryTags }),
  });
  if (resolution.ok !== true) return { resolution, after: before };
  const installed = new Map<string, string>();
  for (const [name, { version }] of resolution.packages) installed.set(name, version);
  const kept = [...groups].flatMap(([name, { depends }]): [string, VirtualGroup][] => {
    const version = installed.get(name);
    return version === undefined ? [] : [[name, { depends, version }]];
  });
  return { resolution, after: { world, groups: new Map(kept), installed } };
}

type Refusal = Extract<Resolution, { ok: false }>;

interface Wanted {
  readonly world: readonly string[];
  readonly groups: ReadonlyMap<string, VirtualGroup>;
  readonly asked: readonly string[];
}

function worldAfter(index: PackageIndex, before: ApkState, command: ApkRequest): Wanted | Refusal {
  if (command.verb === 'add') return worldAfterAdd(before, command);
  if (command.verb === 'upgrade') return { world: before.world, groups: before.groups, asked: command.packages };
  // Unknown to an incomplete index is not unknown to apk; it changes nothing either way.
  const unknown = command.packages.filter((name) => index.complete && !isKnown(index, before, name));
  if (unknown.length > 0) {
    return { ok: false, errors: unknown.map((name) => `ERROR: No such package: ${name}`), exit: unknown.length };
  }
  const names = new Set(command.packages);
  return { world: before.world.filter((line) => !names.has(nameOf(line))), groups: before.groups, asked: [] };
}

function worldAfterAdd(before: ApkState, { packages, virtual }: ApkRequest): Wanted | Refusal {
  const group = virtual === undefined ? undefined : parseDependency(virtual);
  if (virtual !== undefined && (group === undefined || group.conflict || !/^[^<>~]*$/.test(virtual))) {
    return { ok: false, errors: [`ERROR: ${virtual}: bad package specifier`], exit: REFUSED };
  }
  for (const text of packages) {
    const dependency = parseDependency(text);
    if (dependency !== undefined && (group === undefined || dependency.tag === undefined)) continue;
    const form = group === undefined ? 'world dependency, format is name(@tag)' : 'child dependency, format is name(';
    const line = `ERROR: '${text}' is not a valid ${form}${group === undefined ? '(' : ''}[<>~=]version)`;
    return { ok: false, errors: [line], exit: REFUSED };
  }
  if (group === undefined) return { world: merge(before.world, packages), groups: before.groups, asked: packages };
  // apk takes the time as the version, so a group that is made again is another package.
  const version = group.version ?? (before.installed.has(group.name) ? LATER : NO_TIME);
  const groups = new Map(before.groups).set(group.name, { depends: merge([], packages), version });
  return { world: merge(before.world, [`${group.name}=${version}`]), groups, asked: [group.name] };
}

/** Version of a group that is made again. */
const LATER = '20000101.000001';

/** A line with a name that is there already takes its place. */
function merge(lines: readonly string[], added: readonly string[]): readonly string[] {
  const byName = new Map(lines.map((line) => [nameOf(line), line]));
  for (const line of added) byName.set(nameOf(line), line);
  return [...byName.values()];
}

function nameOf(text: string): string {
  // As nearly all are.
  if (!/[<>=~@!\s]/.test(text)) return text;
  return parseDependency(text)?.name ?? text;
}

function isKnown(index: PackageIndex, { groups, installed }: ApkState, name: string): boolean {
  return installed.has(name) || groups.has(name) || index.providers(name).length > 0;
}
