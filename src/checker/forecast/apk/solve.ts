import {
  type ApkRequest,
  type ApkState,
  type IndexPackage,
  type PackageIndex,
  type VirtualGroup,
} from '../../apk/resolver/index.ts';
import { compareVersions } from '../../apk/resolver/version.ts';
import { parsePackageSpec } from '../../apk/package-spec.ts';
import type { Installed, Packages } from '../machine.ts';
import type { Session } from '../session.ts';
import { fails, OK, type Status, unknown } from '../status.ts';
import { askApk } from './answers.ts';
import { changePackages } from './install.ts';

/** The name in a constraint: `jq` of `jq~1.7`. */
export function nameOf(constraint: string): string {
  // As nearly all are.
  if (!/[=<>~@!]/.test(constraint)) return constraint;
  return parsePackageSpec({ value: constraint, raw: constraint, range: { start: 0, end: 0 } }).name ?? constraint;
}

/** What a change of packages costs, in commands: it looks at everything that is installed. */
const costOfChange = 40;

/** A command that changes packages, as far as its words are known. */
interface Change {
  /** What apk is asked; undefined where a word or the repository is not known. */
  readonly request: ApkRequest | undefined;
  /** What apk's database says afterwards when the resolver cannot tell what comes along. */
  readonly next: Packages;
  /** Names that the command adds or takes away. */
  readonly names: readonly string[];
}

/**
 * Makes the packages those that a command leaves. Without an index of the branch, or where it cannot tell, names are
 * taken for packages that exist, and what they bring along is open.
 */
export function solve(session: Session, change: Change, isAsked: boolean): Status {
  const { facts, machine } = session;
  session.budget.left -= costOfChange;
  if (session.budget.left < 0) return unknown('this file changes packages more often than is followed');
  const { index } = facts;
  const { request } = change;
  const isKnown = index !== undefined && request !== undefined && change.next.open === undefined;
  const before = isKnown ? stateOf(machine.packages) : undefined;
  if (isKnown && before !== undefined) {
    const { resolution, after } = askApk(index, before, request);
    if (resolution.ok === false && !(facts.isDated && request.packages.some((each) => mayHaveCome(index, each))))
      return fails(resolution.exit, resolution.errors.join('\n'));
    if (resolution.ok === true) {
      for (const each of resolution.given) session.given.add(each);
      take(session, resolution.packages, after, request);
      return OK;
    }
  }
  return guess(session, change, isAsked);
}

/** Whether a later version than that of the index, as a branch gets them, may satisfy a constraint. */
function mayHaveCome(index: PackageIndex, constraint: string): boolean {
  const { name = '', constraint: wanted = '' } = parsePackageSpec({
    value: constraint,
    raw: constraint,
    range: { start: 0, end: 0 },
  });
  const operator = /^[<>=~]+/.exec(wanted)?.[0] ?? '';
  const current = index.get(name)[0]?.version;
  if (operator === '' || current === undefined) return false;
  if (operator.includes('>')) return true;
  return !operator.includes('<') && compareVersions(wanted.slice(operator.length), current) > 0;
}

/** apk's database as the resolver takes it; undefined when it is not all known. */
function stateOf({ world, groups, installed, open }: Packages): ApkState | undefined {
  if (open !== undefined) return undefined;
  const known = new Map<string, VirtualGroup>();
  for (const [name, members] of groups) {
    const depends = members.filter((member) => member !== undefined);
    if (depends.length < members.length) return undefined;
    known.set(name, { depends });
  }
  const versions = new Map<string, string>();
  for (const [name, { version, maybe }] of installed) {
    if (maybe === true) return undefined;
    // Of a base without a table only the names are known: it has what the index has.
    if (version !== undefined) versions.set(name, version);
  }
  return { world, groups: known, installed: versions };
}

function take(
  session: Session,
  packages: ReadonlyMap<string, IndexPackage>,
  after: ApkState,
  { packages: asked }: ApkRequest,
): void {
  const { machine, facts } = session;
  const before = machine.packages;
  const names = new Set(asked.map(nameOf));
  const installed = new Map<string, Installed>();
  for (const [name, record] of packages) {
    const old = before.installed.get(name);
    if (old?.version === record.version) installed.set(name, old);
    else {
      const askedBy = names.has(name) || after.groups.has(name) ? facts.line : old?.askedBy;
      const version = old !== undefined && old.version === undefined ? undefined : record.version;
      installed.set(name, { version, askedBy, record });
    }
  }
  const groups = new Map([...after.groups].map(([name, { depends }]) => [name, depends]));
  // apk writes a group with the time as its version, which nobody can know.
  const world = after.world.map((line) => (groups.has(nameOf(line)) ? nameOf(line) : line)).sort();
  machine.packages = { ...before, world, groups };
  changePackages(session, installed);
}

function guess(session: Session, { request, next, names: asked }: Change, isAsked: boolean): Status {
  const { machine, facts } = session;
  const installed = new Map(machine.packages.installed);
  machine.packages = { ...next, installed: machine.packages.installed };
  if (request?.verb === 'del') {
    for (const name of asked) installed.delete(name);
    // What came along with them may go or stay.
    for (const [name, one] of installed) {
      if (one.askedBy === undefined && !isBase(name) && !next.world.includes(name))
        installed.set(name, { ...one, maybe: true });
    }
    changePackages(session, installed);
    return OK;
  }
  for (const name of asked) {
    const record = facts.index?.get(name)[0];
    if (!installed.has(name) && !/^(?:so|cmd|pc):/.test(name))
      installed.set(name, { version: record?.version, askedBy: facts.line, record });
  }
  changePackages(session, installed);
  const why = 'which packages come along is not known';
  machine.packages = { ...machine.packages, open: machine.packages.open ?? why };
  const at = machine.tree.clock.tick();
  machine.tree.programFog = { at, why };
  machine.tree.packageFog = { at, why };
  const names = asked.length === 0 ? 'the packages that a variable names' : asked.join(', ');
  return session.assume(`apk finds and installs ${names}`, isAsked);
}

function isBase(name: string): boolean {
  return /^(?:alpine-|apk-tools|busybox|ca-certificates-bundle|libc-utils|libcrypto|libssl|musl|scanelf|ssl_client|zlib|libapk)/.test(
    name,
  );
}
