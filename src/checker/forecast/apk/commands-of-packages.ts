import { isListed } from './package-table.ts';
import { type IndexPackage, providedName } from '../../apk/resolver/index.ts';
import type { Machine } from '../machine.ts';
import type { Session } from '../session.ts';

/**
 * Packages whose programs an index does not list as `cmd:` (links that a trigger or script makes, programs outside
 * /bin, /sbin and their like under /usr). Seen in the 3.19 index.
 */
const UNLISTED = /^(?:(?:busybox-extras|busybox-static|npm)$|py3-|java-|openjdk\d)/;

/** Programs that one of them does bring, by package. */
const BROUGHT: ReadonlyMap<string, readonly string[]> = new Map([['busybox-extras', ['httpd']]]);

/** What packages bring whose files are not listed. */
interface Brought {
  /** Of a name whether its package is there for certain. */
  readonly commands: ReadonlyMap<string, boolean>;
  /** There may be commands of which nobody tells. */
  readonly open: boolean;
}

/** A list of packages is never changed in place. */
const kept = new WeakMap<Machine['packages']['installed'], Brought>();

/** Whether a package that is there brings a command: undefined when that cannot be told. */
export function packageCommand({ packages }: Machine, name: string): boolean | undefined {
  const { installed, open } = packages;
  let brought = kept.get(installed);
  if (brought === undefined) kept.set(installed, (brought = commandsOf(installed)));
  const isCertain = brought.commands.get(name);
  if (isCertain !== undefined) return isCertain || undefined;
  return open === undefined && !brought.open ? false : undefined;
}

function commandsOf(installed: Machine['packages']['installed']): Brought {
  const commands = new Map<string, boolean>();
  let open = false;
  for (const [key, { record, maybe }] of installed) {
    // What is in the table stands in the tree.
    if (isListed(key)) continue;
    if (record === undefined || UNLISTED.test(key)) open = true;
    for (const name of [...(record === undefined ? [] : listedCommands(record)), ...(BROUGHT.get(key) ?? [])])
      commands.set(name, commands.get(name) === true || maybe !== true);
  }
  return { commands, open };
}

/** Of each entry of an index, as long as that is there. */
const listed = new WeakMap<IndexPackage, readonly string[]>();

/** Programs that an index lists for a package (`cmd:git=2.43.4-r0`). */
function listedCommands(record: IndexPackage): readonly string[] {
  let names = listed.get(record);
  if (names === undefined) {
    names = record.provides.filter((each) => each.startsWith('cmd:')).map((each) => providedName(each.slice(4)));
    listed.set(record, names);
  }
  return names;
}

/**
 * Whether the loader finds a library: where it stands in its folders, or true where a package whose files are not
 * listed brings it.
 */
export function providesLibrary(
  session: Session,
  name: string,
  folders: readonly string[],
): { readonly path: string; readonly source: string | undefined } | boolean | undefined {
  const disk = session.disk();
  let open = false;
  for (const folder of folders) {
    const path = `${folder.replace(/\/$/, '')}/${name}`;
    const found = disk.find(path);
    if (found.at === 'there')
      return { path, source: found.node.kind === 'file' ? found.node.content.source : undefined };
    if (found.at === 'unknown') open = true;
  }
  if (session.facts.distro !== 'alpine') return open ? undefined : false;
  const { installed, open: more } = session.machine.packages;
  let unknown = more !== undefined || session.machine.tree.fog !== undefined;
  for (const [key, { record, maybe }] of installed) {
    if (isListed(key)) continue;
    if (record === undefined) unknown = true;
    else if (record.provides.some((each) => each === `so:${name}` || each.startsWith(`so:${name}=`))) {
      if (!maybe) return true;
      unknown = true;
    }
  }
  if (!open) return false;
  return unknown ? undefined : false;
}
