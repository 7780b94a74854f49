import { isListed } from './package-table.ts';
import type { Machine } from '../machine.ts';
import type { Session } from '../session.ts';

/**
 * Packages whose programs an index does not list as `cmd:` (links that a trigger or script makes, programs outside
 * /bin, /sbin and their like under /usr). Seen in the 3.19 index.
 */
const UNLISTED = /^(?:(?:busybox-extras|busybox-static|npm)$|py3-|java-|openjdk\d)/;

/** Programs that some of them do bring. */
const BROUGHT: ReadonlyMap<string, string> = new Map([['httpd', 'busybox-extras']]);

/** Whether a package that is there brings a command: undefined when that cannot be told. */
export function packageCommand(machine: Machine, name: string): boolean | undefined {
  const { installed, open } = machine.packages;
  let answer: boolean | undefined = open === undefined ? false : undefined;
  for (const [key, { record, maybe }] of installed) {
    // What is in the table stands in the tree.
    if (isListed(key)) continue;
    if (record === undefined) {
      answer = undefined;
      continue;
    }
    const isListedByIndex = record.provides.some((each) => each === `cmd:${name}` || each.startsWith(`cmd:${name}=`));
    if (isListedByIndex || BROUGHT.get(name) === key) {
      if (maybe) answer = undefined;
      else return machine.tree.fog === undefined || true;
    } else if (UNLISTED.test(key)) answer = undefined;
  }
  return answer;
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
