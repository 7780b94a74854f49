import { packageNode } from '../apk/package-table.ts';
import type { Node } from '../files/node.ts';
import type { Installed } from '../machine.ts';
import type { Command } from '../shell/call.ts';
import { fails, OK, unknown } from '../status.ts';
import { takenToWork } from './outcome.ts';

/**
 * Packages of Debian 13 that lessons name, with the programs that they bring (packages.debian.org/trixie, file lists
 * of gcc, musl-tools, tini, catatonit, build-essential, make, gettext, git, jq; the bundle is what update-ca-certificates(8) makes when
 * ca-certificates is installed). Names that are not here may exist or not.
 */
const PACKAGES: ReadonlyMap<string, readonly string[]> = new Map(
  [
    'gcc gcc cc as ld strip',
    'g++ g++ c++ gcc cc as ld strip',
    'libc6-dev',
    'musl-tools musl-gcc /usr/lib/ld-musl-x86_64.so.1',
    'musl-dev /usr/lib/ld-musl-x86_64.so.1',
    'build-essential gcc cc g++ c++ make as ld strip',
    'clang clang clang++',
    'make make',
    'binutils as ld strip',
    'tini tini tini-static',
    'dumb-init dumb-init',
    'catatonit catatonit',
    'gettext msgfmt msgmerge xgettext',
    'git git',
    'jq jq',
    'ca-certificates /etc/ssl/certs/ca-certificates.crt',
    'curl curl',
    'wget wget',
    'libzstd1',
    'tzdata',
  ].map((line) => {
    const [name = '', ...programs] = line.split(' ');
    return [name, programs] as const;
  }),
);

/** Those that bring nothing along: they depend on the C library alone, or are in every image of Debian 13. */
const ALONE: ReadonlySet<string> = new Set(['make', 'tini', 'dumb-init', 'catatonit', 'libzstd1', 'tzdata']);

/** Programs of Debian are linked against glibc, but for those that say so, and catatonit. */
function made(node: Node, program: string): Node {
  if (node.kind !== 'file') return node;
  const libc = program.endsWith('-static') || program === 'catatonit' ? 'none' : 'glibc';
  return { ...node, content: { ...node.content, made: { name: program, loads: [], libc } } };
}

/** Stands for all that `apt-get update` loads. */
const LISTS = '/var/lib/apt/lists/debian_dists_trixie_InRelease';

const LONG =
  'install-recommends install-suggests download-only fix-broken ignore-missing fix-missing download quiet simulate just-print ' +
  'dry-run recon act yes assume-yes assume-no show-upgraded verbose-versions host-architecture build-profiles compile build ' +
  'ignore-hold with-new-pkgs upgrade only-upgrade allow-downgrades allow-remove-essential allow-change-held-packages force-yes ' +
  'print-uris purge reinstall list-cleanup target-release default-release trivial-only mark-auto remove auto-remove autoremove ' +
  'only-source diff-only dsc-only tar-only arch-only indep-only allow-unauthenticated allow-insecure-repositories ' +
  'allow-releaseinfo-change show-progress with-source error-on help version config-file option planner solver comment snapshot update';
const LONG_NAMES = new Set(LONG.split(' '));

/** An option that apt-get does not know, as it names it (apt-get(8), words seen with apt 3.0). */
function refusedOption(word: string | undefined): string | undefined {
  if (word?.startsWith('--') === true) {
    const name = word.slice(2).split('=', 1)[0] ?? '';
    return name === '' || LONG_NAMES.has(name.replace(/^no-/, '')) ? undefined : word;
  }
  if (word === undefined || !/^-[a-zA-Z]+$/.test(word)) return undefined;
  for (const letter of word.slice(1)) {
    if ('octS'.includes(letter)) return undefined;
    if (!'hvqsyumdfbVaPAU'.includes(letter)) return `'${letter}' [from ${word}]`;
  }
  return undefined;
}

/** `apt-get --update install` and `-U` load the lists first (seen with apt 3.0.4). */
function updatesFirst(word: string | undefined): boolean {
  return word === '--update' || /^-[a-zA-Z]*U/.test(word ?? '');
}

/** `apt-get` and `apt` of Debian. */
export const apt: Command = (call) => {
  const { session, words } = call;
  if (session.facts.distro !== 'debian') {
    return takenToWork(call);
  }
  const refused = words.map(refusedOption).find((each) => each !== undefined);
  if (refused !== undefined) {
    const what = `E: Command line option ${refused} is not understood in combination with the other options.`;
    return fails(100, what);
  }
  const command = words.find((word) => word !== undefined && /^[a-z][a-z-]*$/.test(word));
  if (session.user.uid !== 0 && session.user.uid !== undefined && command !== undefined) {
    const lock = command === 'update' ? '/var/lib/apt/lists/lock' : '/var/lib/dpkg/lock-frontend';
    return fails(100, `E: Could not open lock file ${lock} - open (13: Permission denied)`);
  }
  if (command === 'update' || words.some(updatesFirst))
    session.disk().place(LISTS, { ...packageNode(LISTS, 'apt'), mode: 0o644 });
  if (command !== 'install') return OK;
  const names = words
    .slice(words.indexOf('install') + 1)
    .filter((word) => word !== undefined && !word.startsWith('-')) as string[];
  const agrees = words.some(
    (word) =>
      word !== undefined &&
      (/^(?:--yes|--assume-yes|-qq+|(?:-q|--quiet)=[2-9])$/.test(word) ||
        (/^-[a-zA-Z]+$/.test(word) && word.includes('y'))),
  );
  const lists = session.disk().find(LISTS).at;
  const [wanted] = names;
  // Seen with apt 3.0. Debian's own images come without lists (debuerreotype-tar leaves them out); whether one that stands on them has some is not known.
  const isBare = lists === 'absent' || (session.facts.plain && session.machine.tree.fog === undefined);
  if (lists !== 'there' && isBare && wanted !== undefined) return fails(100, `E: Unable to locate package ${wanted}`);
  if (lists === 'unknown') session.given.add('the base has lists of packages, which `apt-get update` would load');
  const other = names.filter((name) => !PACKAGES.has(name));
  const installed = new Map(session.machine.packages.installed);
  const disk = session.disk();
  for (const name of names) {
    installed.set(name, { version: undefined, askedBy: session.facts.line, record: undefined } satisfies Installed);
    for (const program of PACKAGES.get(name) ?? []) {
      const path = program.startsWith('/') ? program : `/usr/bin/${program}`;
      const node = packageNode(path, name, program.endsWith('.crt') ? 0o644 : undefined);
      disk.place(path, program.endsWith('.crt') ? node : made(node, program));
    }
  }
  const { tree } = session.machine;
  // A package that is not in the table brings programs that are not known.
  if (other.length > 0) {
    const fog = { at: tree.clock.tick(), why: `what ${other.join(', ')} brings is not known` };
    tree.packageFog = fog;
    tree.programFog = fog;
  }
  // gcc recommends libc6-dev (Debian 13), which comes along unless apt is told not to.
  const bare = words.includes('--no-install-recommends');
  const comes = { version: undefined, askedBy: undefined, record: undefined };
  if (!bare && names.some((name) => name === 'gcc' || name === 'g++')) installed.set('libc6-dev', comes);
  session.machine.packages = { ...session.machine.packages, installed };
  // It asks when it would install more than it was told to, and nobody answers (seen with apt 2.6.1).
  const asks = names.some((name) => PACKAGES.has(name) && !ALONE.has(name));
  if (!agrees && asks && call.stdin === null) return fails(1, 'Do you want to continue? [Y/n] Abort.');
  if (!agrees) return unknown('whether `apt-get install` asks before it goes on, which ends it here');
  return other.length === 0 ? OK : session.assume(`apt-get finds and installs ${other.join(', ')}`, call.asked);
};
