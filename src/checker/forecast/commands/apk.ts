import type { ApkRequest } from '../../apk/resolver/index.ts';
import { readApk, type ApkWords } from '../apk/options.ts';
import { nameOf, solve } from '../apk/solve.ts';
import { compareBranches } from '../../data/alpine-releases.ts';
import { contentOf, type DirNode } from '../files/node.ts';
import type { Packages } from '../machine.ts';
import type { Call, Command } from '../shell/call.ts';
import { fails, OK, type Status, unknown } from '../status.ts';
import { asRoot, textAt } from './outcome.ts';

/** `apk`. Messages and exit codes seen with apk-tools 2.14.4 (Alpine 3.19). */
export const apk: Command = (call) => {
  const words = readApk(call.words);
  const { session } = call;
  if (words.refused !== undefined) {
    // apk-tools 3, which came with Alpine 3.23, has other options.
    const { branch } = session.facts;
    const isOld = branch !== undefined && branch !== 'edge' && compareBranches(branch, '3.23') < 0;
    if (isOld) return fails(1, words.refused);
    session.machine.cloud('what `apk` does with an option of another release is not known');
    return session.assume('`apk` knows its options', call.asked);
  }
  if (words.options.has('version') || words.options.has('help') || words.options.has('print-arch')) {
    call.out?.write(undefined);
    return OK;
  }
  if (words.command === undefined) {
    // getopt puts the options in front (seen: `apk install --no-cache jq` complains of the option).
    const [first] = call.words.includes('--') ? call.words : call.words.toSorted(byOption);
    if (call.words.includes(undefined)) return session.assume('`apk` works', call.asked);
    return fails(
      1,
      first === undefined
        ? 'apk-tools 2.14.4, compiled for x86_64.'
        : `ERROR: '${first}' is not an apk command. See 'apk --help'.`,
    );
  }
  const changes = /^(?:add|del|fix|upgrade|update|cache)$/.test(words.command);
  return changes ? asRoot(() => follow(call, words, true))(call) : follow(call, words, false);
};

function follow(call: Call, words: ApkWords, changes: boolean): Status {
  const { session } = call;
  if (changes && session.user.uid !== 0) {
    if (words.command === 'update') return fails(99, 'ERROR: Unable to lock database: Permission denied');
    return fails(
      99,
      'ERROR: Unable to lock database: Permission denied\nERROR: Failed to open apk database: Permission denied',
    );
  }
  // Of another root the database is another one, and --initdb makes it.
  const isElsewhere = words.options.has('root') || words.options.has('initdb');
  const hidden = changes && !isElsewhere ? hiddenDatabase(call) : undefined;
  if (hidden !== undefined) return hidden;
  if (changes && !isElsewhere) readWorld(call);
  switch (words.command) {
    case 'add':
      return add(call, words);
    case 'del':
      return remove(call, words);
    case 'update':
      storeIndex(call, words);
      return online(call);
    case 'upgrade':
      return upgrade(call, words);
    case 'fix':
      return words.operands.length === 0 ? upgrade(call, words, 'add') : online(call);
    case 'cache':
      if (words.operands[0] === 'purge') purgeCache(call);
      return OK;
    case 'info':
      return info(call, words);
    default:
      call.out?.write(undefined);
      return online(call);
  }
}

function byOption(a: string | undefined, b: string | undefined): number {
  return Number(b?.startsWith('-') ?? false) - Number(a?.startsWith('-') ?? false);
}

/** Deleted or below a mount: apk's database is not where it looks for it. */
function hiddenDatabase({ session }: Call): Status | undefined {
  const disk = session.disk();
  const failed = 'ERROR: Failed to open apk database: No such file or directory';
  if (disk.find('/lib/apk/db').at === 'absent')
    return fails(99, `ERROR: Unable to lock database: No such file or directory\n${failed}`);
  if (disk.find('/etc/apk/world').at === 'absent')
    return fails(99, `ERROR: Unable to read database state: No such file or directory\n${failed}`);
  return undefined;
}

function online({ session }: Call): Status {
  return session.facts.offline ? unknown('apk has no network here') : OK;
}

/** Without a network and without a stored index apk knows only what is installed (seen with apk-tools 2.14.4). */
function withoutNetwork(call: Call, { operands, options }: ApkWords): Status {
  const { installed, open } = call.session.machine.packages;
  const group = options.has('virtual') ? 1 : 0;
  const names = operands.filter((each) => each !== undefined).map(nameOf);
  const isPlain = names.length === operands.length && names.every((name) => /^[a-z][\w+-]*$/.test(name));
  const isBare = options.has('no-cache') || hasIndex(call) === false;
  if (!isPlain || !isBare || open !== undefined) {
    call.session.machine.cloud('which packages apk finds without a network is not known');
    return unknown('whether apk finds the packages without a network');
  }
  const missing = names.filter((name) => !installed.has(name));
  const lines = missing.map((name) => `  ${name} (no such package):\n    required by: world[${name}]`);
  // A group that cannot be had is one more.
  return fails((missing.length + group) & 0xff, ['ERROR: unable to select packages:', ...lines].join('\n'));
}

/** Whether a package is installed, or one that provides the library `so:…`. */
function isThere({ installed }: Packages, name: string): boolean {
  if (installed.has(name)) return true;
  if (!name.startsWith('so:')) return false;
  return [...installed.values()].some(
    ({ record, maybe }) =>
      maybe !== true && record?.provides.some((each) => each === name || each.startsWith(`${name}=`)) === true,
  );
}

function add(call: Call, words: ApkWords): Status {
  const { session } = call;
  const { packages } = session.machine;
  const { at } = session.disk().find('/etc/apk/repositories');
  const list = textAt(call, '/etc/apk/repositories');
  const isWithout =
    (at === 'absent' || (list !== undefined && !/^[^#\s]/m.test(list))) &&
    !words.options.has('repository') &&
    !words.options.has('repositories-file');
  if (session.facts.offline || words.options.has('no-network') || (isWithout && !words.options.has('root'))) {
    // Groups and what is there already need no network.
    const there = words.operands.every((each) => each !== undefined && isThere(packages, nameOf(each)));
    if (!there) return withoutNetwork(call, words);
  }
  const place = session.disk().find('/usr/bin/.apk');
  if (place.at === 'absent' && place.ro) {
    session.machine.cloud('which packages can be written below a mount that is read-only is not known');
    return unknown('whether all packages can be written: a mount that is read-only covers one of their folders');
  }
  const file = words.operands.find((each) => each !== undefined && (each.endsWith('.apk') || each.includes('/')));
  if (file !== undefined) {
    const path = call.path(file);
    const found = path === undefined ? undefined : session.disk().find(path);
    if (found?.at === 'absent') return fails(99, `ERROR: ${file}: No such file or directory`);
    session.machine.cloud(`what the package ${file} brings is not known`);
    return session.assume(`the package file ${file} can be installed`, call.asked);
  }
  const virtual = words.options.get('virtual');
  if (words.options.has('virtual') && virtual !== undefined) {
    const tagged = words.operands.find((each) => each?.includes('@'));
    if (tagged !== undefined)
      return fails(99, `ERROR: '${tagged}' is not a valid child dependency, format is name([<>~=]version)`);
  }
  const known = words.operands.filter((each) => each !== undefined);
  const hasUnknown = known.length < words.operands.length;
  const next = words.options.has('virtual')
    ? withGroup(packages, virtual, words.operands)
    : {
        ...packages,
        world: merge(packages.world, known),
        open: hasUnknown ? (packages.open ?? 'the names of packages come from a variable') : packages.open,
      };
  const isOther =
    (words.options.has('repository') && !isOwnRepository(call, words.options.get('repository'))) || hasOthers(call);
  if (words.options.has('root') || isOther || words.options.has('repositories-file')) {
    // Another place or another repository: the index says nothing about it.
    if (words.options.has('root')) return elsewhere(call, words.options.get('root'));
    const why = 'packages of another repository are not known';
    const open = { ...next, open: next.open ?? why };
    const status = solve(session, { request: undefined, next: open, names: known.map(nameOf) }, call.asked);
    return foggedByStrangers(call, words, status);
  }
  const request: ApkRequest = {
    verb: 'add',
    packages: known,
    ...(virtual !== undefined && { virtual }),
    ...flags(words),
  };
  // It looks for the packages all the same, and fails without them.
  const before = words.options.has('simulate') ? session.machine.fork() : undefined;
  const status = solve(session, { request, next, names: known.map(nameOf) }, call.asked);
  if (before !== undefined) session.machine.become(before);
  if (status.kind === 'fails' || before !== undefined) return status;
  foggedByStrangers(call, words, status);
  storeIndex(call, words);
  writeWorld(call);
  notePins(call, known);
  return status;
}

/** A branch serves one build of each package, so a later build does not find what names another. */
function notePins({ session, range }: Call, names: readonly string[]): void {
  const words = names.filter((each) => /^[\w.+-]+==?\d/.test(each));
  const { packages } = session.machine;
  if (words.length === 0) return;
  const pinned = [...(packages.pinned ?? []), ...words.map((word) => ({ word, range }))];
  session.machine.packages = { ...packages, pinned };
}

/** Whether a repository is one that the base has anyway: Alpine's own of the branch of its tag. */
function isOwnRepository({ session }: Call, url: string | undefined): boolean {
  const branch = /^https?:\/\/dl-cdn\.alpinelinux\.org\/alpine\/v([\d.]+)\/(?:main|community)\/?$/.exec(url ?? '')?.[1];
  return branch !== undefined && branch === session.facts.written;
}

/** Below another root apk may make anything, and nothing beside it. */
function elsewhere(call: Call, root: string | undefined): Status {
  const { machine } = call.session;
  const path = root === undefined ? undefined : call.path(root);
  const found = path === undefined ? undefined : call.session.disk().find(path);
  const why = 'what `apk --root` makes is not known';
  if (found?.at === 'there' && found.node.kind === 'dir' && found.path !== '/')
    machine.tree.set(found.path, opened(found.node));
  else if (found?.at === 'absent') call.session.disk().place(found.path, { kind: 'maybe', node: undefined, why });
  else machine.cloud(why);
  return call.session.assume('`apk --root` works', call.asked);
}

/** A folder of which no name is known to be missing, and so all below it. */
function opened(folder: DirNode): DirNode {
  const entries = new Map([...folder.entries].map(([name, node]) => [name, node.kind === 'dir' ? opened(node) : node]));
  return { ...folder, entries, owner: undefined, complete: -1 };
}

/** Whether /etc/apk/repositories has been given more than the one branch that it begins with. */
function hasOthers(call: Call): boolean {
  const lines = textAt(call, '/etc/apk/repositories')?.split('\n') ?? [];
  const places = lines
    .filter((line) => /^[^#\s]/.test(line))
    .map((line) => /\/(v[\d.]+|edge)\/(?:main|community)\/?\s*$/.exec(line)?.[1]);
  return places.some((branch) => branch === undefined || branch !== places[0]);
}

/** Packages of somebody else's repository install where they like: to /usr/local and /opt too, which Alpine's leave alone. */
function foggedByStrangers({ session }: Call, { options }: ApkWords, status: Status): Status {
  const found = session.disk().find('/etc/apk/repositories');
  const node = found.at === 'there' && found.node.kind === 'file' ? found.node : undefined;
  const text = node === undefined ? undefined : session.textOf(node.content);
  const isWrittenUnknown = node !== undefined && text === undefined;
  const urls = [options.get('repository') ?? '', ...(text ?? '').split('\n')].map((line) =>
    line.replace(/^@\S+\s+/, ''),
  );
  if (isWrittenUnknown || urls.some((url) => /^https?:/.test(url) && !OF_ALPINE.test(url)))
    session.machine.cloud("a package of somebody else's repository may have brought anything");
  return status;
}

/** Alpine's own servers, and mirrors, which have its branches below `/alpine` or at their root. */
const OF_ALPINE = /^https?:\/\/(?:[^/]*alpinelinux\.org\/|[^/]+\/(?:alpine\/)?(?:v\d|edge|latest-stable))/;

/** `-u`, `-l` and `-a`. */
function flags({ options }: ApkWords): Pick<ApkRequest, 'upgrade' | 'latest' | 'available'> {
  return {
    ...(options.has('upgrade') && { upgrade: true }),
    ...(options.has('latest') && { latest: true }),
    ...(options.has('available') && { available: true }),
  };
}

/** `apk upgrade`, and `apk fix`, which makes what is installed fit the world. Without an index of the branch versions change, and which packages there are stays. */
function upgrade(call: Call, words: ApkWords, verb: 'upgrade' | 'add' = 'upgrade'): Status {
  storeIndex(call, words);
  const { session } = call;
  const network = online(call);
  const { packages } = session.machine;
  const named = words.operands.filter((each) => each !== undefined);
  if (network.kind !== 'ok' || session.facts.index === undefined || packages.open !== undefined) return network;
  if (named.length < words.operands.length || words.options.has('simulate')) return network;
  const request: ApkRequest = { verb, packages: named, ...flags(words) };
  return solve(session, { request, next: packages, names: named.map(nameOf) }, call.asked);
}

function withGroup(packages: Packages, name: string | undefined, members: readonly (string | undefined)[]): Packages {
  if (name === undefined) return { ...packages, open: packages.open ?? 'the name of a group comes from a variable' };
  const groups = new Map(packages.groups).set(name, members);
  const open = members.includes(undefined)
    ? (packages.open ?? 'the names of packages come from a variable')
    : packages.open;
  return { ...packages, groups, world: merge(packages.world, [name]), open };
}

/** A new constraint takes the place of one on the same name. */
function merge(world: readonly string[], more: readonly string[]): string[] {
  const names = new Set(more.map(nameOf));
  return [...world.filter((each) => !names.has(nameOf(each))), ...new Set(more)].sort();
}

function remove(call: Call, words: ApkWords): Status {
  const { session } = call;
  const { packages } = session.machine;
  if (words.operands.includes(undefined)) {
    session.machine.packages = { ...packages, open: packages.open ?? 'the names of packages come from a variable' };
    return session.assume('apk deletes the packages that a variable names', call.asked);
  }
  const names = words.operands.filter((each) => each !== undefined).map(nameOf);
  const asked = new Set(packages.world.map(nameOf));
  const missing = names.filter((name) => !packages.installed.has(name) && !asked.has(name));
  const isListed = missing.length === 0 ? () => true : listing(call, words);
  const strange = missing.map((name) => [name, isListed(name)] as const);
  const open = strange.find(([, listed]) => listed === undefined);
  if (open !== undefined) return session.assume(`apk knows the package ${open[0]}`, call.asked);
  const refused = strange.filter(([, listed]) => listed === false);
  if (refused.length > 0)
    return fails(refused.length & 0xff, refused.map(([name]) => `ERROR: No such package: ${name}`).join('\n'));
  const groups = new Map(packages.groups);
  for (const name of names) groups.delete(name);
  const leaving = new Set(names);
  const world = packages.world.filter((each) => !leaving.has(nameOf(each)));
  const gone = names.flatMap((name) => [
    name,
    ...(packages.groups.get(name) ?? []).filter((each) => each !== undefined),
  ]);
  if (words.options.has('rdepends') || words.options.has('root')) return session.assume('`apk del` works', call.asked);
  if (words.options.has('simulate')) return OK;
  const wanted = new Set(
    world
      .flatMap((each) => packages.groups.get(each) ?? [each])
      .map((each) => (each === undefined ? '' : nameOf(each))),
  );
  const status = solve(
    session,
    {
      request: { verb: 'del', packages: names },
      next: { ...packages, world, groups },
      names: gone.map(nameOf).filter((name) => !wanted.has(name)),
    },
    call.asked,
  );
  if (status.kind !== 'fails') writeWorld(call);
  return status;
}

/**
 * Whether apk, asked to delete what is not installed, knows the name from an index: then nothing happens. It has one
 * that is stored, or fetches one with `--no-cache`. Undefined: not known.
 */
function listing(call: Call, { options }: ApkWords): (name: string) => boolean | undefined {
  const { facts, machine } = call.session;
  if (machine.packages.open !== undefined) return () => undefined;
  const provided = new Set(
    [...machine.packages.installed.values()].flatMap(({ record }) => record?.provides.map(nameOf) ?? []),
  );
  const isFetched = options.has('no-cache') && !options.has('no-network') && !facts.offline;
  const isStored = hasIndex(call);
  const { index } = facts;
  return (name) => {
    if (provided.has(name)) return undefined;
    if (!isFetched && isStored === false) return false;
    if ((!isFetched && isStored === undefined) || index === undefined) return undefined;
    if (index.providers(name).length > 0) return true;
    return index.covers(name) ? false : undefined;
  };
}

function info(call: Call, words: ApkWords): Status {
  const { packages } = call.session.machine;
  if (!words.options.has('installed')) {
    call.out?.write(undefined);
    // Of a name that no index has it ends with 1.
    return words.operands.every((name) => packages.installed.has(name ?? ''))
      ? OK
      : call.session.assume('apk knows the package', call.asked);
  }
  let status: Status = OK;
  for (const name of words.operands) {
    const one = name === undefined ? undefined : packages.installed.get(name);
    if (one !== undefined && !one.maybe) {
      call.out?.write(`${name ?? ''}\n`);
      continue;
    }
    call.out?.write(packages.open === undefined && !one ? '' : undefined);
    status =
      packages.open === undefined && one === undefined && name !== undefined
        ? fails(1)
        : unknown('whether a package is there');
  }
  return status;
}

/**
 * Where apk keeps its index: in the folder that `--cache-dir` names, else in /etc/apk/cache when that is a folder or a
 * link to one, else in /var/cache/apk. The names
 * carry eight digits of a hash of the repository's address, which is not worked out here.
 */
function storeIndex(call: Call, { options }: ApkWords): void {
  const { session } = call;
  if (options.has('no-cache')) return;
  const disk = session.disk();
  const own = disk.find(options.get('cache-dir') ?? '/etc/apk/cache');
  const cached = own.at === 'there' && own.node.kind === 'dir';
  const folder = cached ? own.path : '/var/cache/apk';
  for (const repository of ['ab058563', 'e7492be1']) {
    const found = disk.find(`${folder}/APKINDEX.${repository}.tar.gz`, false);
    if (found.at === 'absent' || found.at === 'unknown')
      disk.place(found.path, {
        kind: 'file',
        mode: 0o644,
        uid: 0,
        gid: 0,
        origin: session.origin,
        content: contentOf(undefined),
      });
  }
  if (!cached) return;
  for (const [name, { version, askedBy }] of session.machine.packages.installed) {
    if (askedBy !== session.facts.line || version === undefined) continue;
    disk.place(`${folder}/${name}-${version}.apk`, {
      kind: 'file',
      mode: 0o644,
      uid: 0,
      gid: 0,
      origin: session.origin,
      content: contentOf(undefined),
    });
  }
}

/** Whether an index is stored where apk looks for it, so that it knows names that are not installed; undefined: perhaps. */
function hasIndex({ session }: Call): boolean | undefined {
  const disk = session.disk();
  let isOpen = false;
  for (const folder of ['/etc/apk/cache', '/var/cache/apk']) {
    const found = disk.find(folder);
    if (found.at === 'unknown') isOpen = true;
    if (found.at !== 'there' || found.node.kind !== 'dir') continue;
    const { names, complete } = disk.list(found.node, found.path);
    if (names.some((name) => name.startsWith('APKINDEX.'))) return true;
    isOpen ||= !complete;
  }
  return isOpen ? undefined : false;
}

/** What is in the cache folder and not in an index; `clean` deletes old versions alone, and neither touches /var/cache/apk. */
function purgeCache({ session }: Call): void {
  const disk = session.disk();
  const found = disk.find('/etc/apk/cache');
  if (found.at !== 'there' || found.node.kind !== 'dir') return;
  for (const name of disk.list(found.node, found.path).names)
    if (name.endsWith('.apk')) disk.remove(`${found.path}/${name}`);
}

/** What a command has written into it, apk takes for what is asked for (seen with apk-tools 2.14.4). */
function readWorld(call: Call): void {
  const { session } = call;
  const { machine } = session;
  const found = session.disk().find('/etc/apk/world');
  const text = found.at === 'there' && found.node.kind === 'file' ? session.textOf(found.node.content) : undefined;
  if (text === undefined) return;
  const world = [...new Set(text.split(/\s+/).filter((word) => word !== ''))].sort();
  const before = new Set(machine.packages.world);
  if (world.length === before.size && world.every((word) => before.has(word))) return;
  machine.packages = { ...machine.packages, world };
  notePins(
    call,
    world.filter((word) => !before.has(word)),
  );
}

function writeWorld({ session }: Call): void {
  const { world, groups, open } = session.machine.packages;
  // The line of a group has the time in it.
  const text = open === undefined && groups.size === 0 ? world.map((each) => `${each}\n`).join('') : undefined;
  session.disk().write('/etc/apk/world', contentOf(text));
}
