import { parsePackageSpec } from '../../apk/package-spec.ts';
import type { Installed, Packages } from '../machine.ts';
import type { Session } from '../session.ts';
import { fails, OK, type Status } from '../status.ts';
import { changePackages } from './install.ts';

/** The name in a constraint: `jq` of `jq~1.7`. */
export function nameOf(constraint: string): string {
  return parsePackageSpec({ value: constraint, raw: constraint, range: { start: 0, end: 0 } }).name ?? constraint;
}

/**
 * Makes the packages those that a new world needs. Without an index or where it cannot tell, names are taken for
 * packages that exist, and what they bring along is open.
 *
 * @param asked names that the command adds or takes away
 */
export function solve(
  session: Session,
  next: Packages,
  asked: readonly string[],
  removing: boolean,
  isAsked: boolean,
): Status {
  const { facts, machine } = session;
  const before = machine.packages;
  const groups = groupsOf(next);
  if (facts.index !== undefined && facts.resolve !== undefined && groups !== undefined && next.open === undefined) {
    const versions = new Map<string, string>();
    for (const [name, { version }] of before.installed) if (version !== undefined) versions.set(name, version);
    const solution = facts.resolve(facts.index, next.world, versions, { asked, groups });
    if (solution.ok === true) {
      for (const each of solution.given ?? []) session.given.add(each);
      const installed = new Map<string, Installed>();
      for (const [name, record] of solution.packages) {
        const old = before.installed.get(name);
        const askedBy = old?.askedBy ?? (asked.includes(name) ? facts.line : undefined);
        installed.set(name, { version: record.version, askedBy, record });
      }
      for (const name of next.groups.keys()) {
        if (next.world.includes(name))
          installed.set(
            name,
            before.installed.get(name) ?? { version: undefined, askedBy: facts.line, record: GROUP(name) },
          );
      }
      machine.packages = { ...next, installed: before.installed };
      changePackages(session, installed);
      return OK;
    }
    if (solution.ok === false) {
      const prints = solution.errors.join('\n');
      return facts.index.complete || !prints.includes('no such package')
        ? fails(solution.exit, prints)
        : session.assume(`apk finds all packages (${asked.join(', ')})`, isAsked);
    }
  }
  return guess(session, next, asked, removing, isAsked);
}

/** A group has no files. */
const GROUP = (name: string): Installed['record'] => ({
  name,
  version: '0',
  size: 0,
  installedSize: 0,
  depends: [],
  provides: [],
  installIf: [],
  providerPriority: undefined,
  repository: '',
});

/** The groups that the world holds; undefined when a member is not known. */
function groupsOf({ world, groups }: Packages): Map<string, { depends: string[] }> | undefined {
  const all = new Map<string, { depends: string[] }>();
  for (const [name, members] of groups) {
    if (!world.includes(name)) continue;
    const depends = members.filter((member) => member !== undefined);
    if (depends.length < members.length) return undefined;
    all.set(name, { depends });
  }
  return all;
}

function guess(
  session: Session,
  next: Packages,
  asked: readonly string[],
  removing: boolean,
  isAsked: boolean,
): Status {
  const { machine, facts } = session;
  const installed = new Map(machine.packages.installed);
  machine.packages = { ...next, installed: machine.packages.installed };
  if (removing) {
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
