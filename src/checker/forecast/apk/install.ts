import { baseTable, NEWEST_TABLE } from '../base-table.ts';
import { timeZones } from '../../data/time-zones.ts';
import type { DirNode, Node } from '../files/node.ts';
import { contentOf } from '../files/node.ts';
import { dir, partsOf } from '../files/tree.ts';
import type { Installed } from '../machine.ts';
import type { Session } from '../session.ts';
import { filesOf } from './package-table.ts';

/** Makes the packages on the machine those that are given: files of new ones come, files of old ones go. */
export function changePackages(session: Session, next: ReadonlyMap<string, Installed>): void {
  const { machine } = session;
  const before = machine.packages.installed;
  for (const name of before.keys()) if (!next.has(name)) takeAway(session, name);
  for (const [name, { maybe }] of next) {
    const old = before.get(name);
    if (old !== undefined && (old.maybe ?? false) === (maybe ?? false)) continue;
    bring(session, name, maybe === true);
  }
  machine.packages = { ...machine.packages, installed: next };
}

function bring(session: Session, name: string, maybe: boolean): void {
  const { tree } = session.machine;
  // A group has no files.
  if (session.machine.packages.groups.has(name)) return;
  const why = `the package ${name} may have brought it`;
  const at = tree.clock.tick();
  // tzdata has nothing beside its zones, which are all listed.
  if (name !== 'tzdata') tree.packageFog = { at, why };
  const table = filesOf(name);
  if (table === undefined) {
    tree.programFog = { at, why };
    return;
  }
  const disk = session.disk();
  for (const [folder, files] of table.folders) {
    const nodes = maybe ? files.map(([file, node]) => [file, { kind: 'maybe', node, why }] as const) : files;
    // A folder may be a link (/bin in later branches) or hidden by a mount: the kernel's rules say where it goes.
    const place = disk.find(folder);
    if (place.at === 'there' && place.node.kind === 'dir') tree.setIn(place.path, nodes);
    else {
      const there = place.at === 'absent' || place.at === 'unknown' ? place.path : folder;
      for (const [file, node] of nodes) disk.place(`${there}/${file}`, node);
    }
  }
  // It is exempt from abuild's rule that no package has files below /usr/local (`!fhs`), and its trigger watches this folder.
  if (name === 'ca-certificates' && disk.find(OWN_CERTIFICATES).at === 'absent')
    disk.place(OWN_CERTIFICATES, { kind: 'maybe', node: undefined, why });
  if (name === 'tzdata') {
    const place = disk.find('/usr/share/zoneinfo', false);
    const zones = zoneTree();
    disk.place(place.path, maybe ? { kind: 'maybe', node: zones, why } : zones);
  }
}

const OWN_CERTIFICATES = '/usr/local/share/ca-certificates';

function takeAway(session: Session, name: string): void {
  const { tree } = session.machine;
  const disk = session.disk();
  const base = baseTable(NEWEST_TABLE)?.root;
  for (const { path } of filesOf(name)?.files ?? []) {
    const found = disk.find(path, false);
    const origin = found.at === 'there' ? found.node.origin : undefined;
    if (origin?.kind !== 'base' && (origin?.kind !== 'package' || origin.name !== name)) continue;
    const applet = base === undefined ? undefined : nodeIn(base, path);
    // BusyBox's trigger makes its links again.
    if (applet?.kind === 'link' && applet.target.endsWith('busybox')) tree.set(found.path, applet);
    else tree.remove(found.path);
  }
  if (name === 'tzdata') {
    const found = disk.find('/usr/share/zoneinfo', false);
    if (found.at === 'there' && found.node.kind === 'dir') {
      const left = withoutPackage(found.node, name);
      if (left === undefined) tree.remove(found.path);
      else tree.set(found.path, left);
    }
  }
}

/** A folder without what a package brought; undefined when nothing is left. */
function withoutPackage(folder: DirNode, name: string): DirNode | undefined {
  const entries = new Map<string, Node>();
  for (const [key, node] of folder.entries) {
    if (node.kind === 'gone') continue;
    if (node.kind === 'dir') {
      const left = withoutPackage(node, name);
      if (left !== undefined) entries.set(key, left);
    } else if (node.kind === 'maybe' || node.origin.kind !== 'package' || node.origin.name !== name)
      entries.set(key, node);
  }
  return entries.size === 0 ? undefined : { ...folder, entries, owner: undefined };
}

function nodeIn(root: DirNode, path: string): Node | undefined {
  return partsOf(path).reduce<Node | undefined>(
    (node, part) => (node?.kind === 'dir' ? node.entries.get(part) : undefined),
    root,
  );
}

/** What tzdata has beside the zones, each of which stands below `right` once more (tzdata 2023d-r0 of Alpine 3.19). */
const BESIDE_ZONES = ['Factory', 'iso3166.tab', 'leap-seconds.list', 'posixrules', 'zone.tab', 'zone1970.tab'];

function zoneFiles(): readonly string[] {
  const names = [...timeZones()];
  return [...names, ...names.map((name) => `right/${name}`), 'right/Factory', ...BESIDE_ZONES];
}

let zones: DirNode | undefined;

/** /usr/share/zoneinfo as tzdata brings it. Built once; nobody changes it in place. */
function zoneTree(): DirNode {
  if (zones !== undefined) return zones;
  const meta = { mode: 0o755, uid: 0, gid: 0, origin: { kind: 'package', name: 'tzdata' } } as const;
  const root = dir(meta, Number.MAX_SAFE_INTEGER);
  for (const zone of zoneFiles()) {
    const parts = zone.split('/');
    const name = parts.pop() ?? '';
    let folder = root;
    for (const part of parts) {
      let next = folder.entries.get(part);
      if (next?.kind !== 'dir') folder.entries.set(part, (next = dir(meta, Number.MAX_SAFE_INTEGER)));
      folder = next;
    }
    const content = { ...contentOf(undefined), source: `/usr/share/zoneinfo/${zone}` };
    folder.entries.set(name, { kind: 'file', ...meta, mode: 0o644, content });
  }
  zones = root;
  return root;
}
