/**
 * Options of apk. Seen in `apk <command> --help` of apk-tools 2.14.4 (Alpine 3.19.4) and in the option tables of the
 * sources of 3.0.6 (alpinelinux/apk-tools, src/apk.c and src/app_*.c, commit 90b974f of 2026-06-30): what either
 * version knows is in here. Compared with both programs on 2026-11-21, 1,790 pairs of command and option.
 */
interface OptionDefinition {
  readonly name: string;
  readonly short: readonly string[];
  readonly takesValue: boolean;
  /** apk 3 takes `--name`, `--no-name` and `--name=no`. */
  readonly isSwitch: boolean;
  /** Commands that know it; all when absent. */
  readonly commands: readonly string[] | undefined;
}

/** Reads `virtual=,t`: name, `=` where a value follows, `?` for a switch, then the short forms. */
function options(names: string, commands?: readonly string[]): OptionDefinition[] {
  return names.split(' ').map((word) => {
    const [written = '', ...short] = word.split(',');
    return {
      name: written.replace(/[=?]$/, ''),
      short,
      takesValue: written.endsWith('='),
      isSwitch: written.endsWith('?'),
      commands,
    };
  });
}

const COMMIT = ['add', 'del', 'fix', 'upgrade'];
const QUERY = ['dot', 'fetch', 'info', 'list', 'query', 'search'];

const OPTIONS: readonly OptionDefinition[] = [
  ...options(
    'allow-untrusted arch= cache? cache-dir= cache-max-age= cache-packages? cache-predownload? check-certificate? ' +
      'force,f force-binary-stdout force-broken-world force-missing-repositories force-no-chroot force-non-repository ' +
      'force-old-apk force-overwrite force-refresh help,h interactive?,i keys-dir= legacy-info? logfile? network? ' +
      'preserve-env? pretty-print? preupgrade-depends= print-arch progress? progress-fd= purge?',
  ),
  ...options(
    'quiet,q repositories-file= repository=,X repository-config= root=,p root-tmpfs? sync? timeout= update-cache,U ' +
      'uvol-manager= verbose,v version,V wait=',
  ),
  ...options('clean-protected? commit-hooks? initramfs-diskless-boot overlay-from-stdin scripts?', COMMIT),
  ...options('simulate?,s', [...COMMIT, 'cache']),
  ...options('initdb latest,l no-chown upgrade,u usermode virtual=,t', ['add']),
  ...options('rdepends,r', ['del']),
  ...options('depends,d directory-permissions reinstall,r upgrade,u xattr,x', ['fix']),
  ...options('available,a ignore latest,l preupgrade? preupgrade-only prune self-upgrade? self-upgrade-only', [
    'upgrade',
  ]),
  ...options('add-dependencies available,a ignore-conflict latest,l upgrade,u', ['cache']),
  ...options('built-after= link,l output=,o pkgname-spec= recursive,R simulate? stdout,s url world,w', ['fetch']),
  ...options(
    'all,a contents,L depends,R description,d exists installed,e install-if license provides,P rdepends,r replaces ' +
      'rinstall-if size,s triggers,t webpage,w who-owns,W',
    ['info'],
  ),
  ...options('available,a depends,d installed,I manifest origin,o orphaned,O providers,P upgradable,u upgradeable', [
    'list',
  ]),
  ...options('all,a description,d exact,e,x has-origin origin,o rdepends,r', ['search']),
  ...options(
    'all-matches available fields=,F format= from= installed match= orphaned recursive,R search summarize= upgradable world',
    QUERY,
  ),
];

/** Commands whose options are all in the table, so that one that is missing is one that apk refuses. */
export const JUDGED_COMMANDS: ReadonlySet<string> = new Set([
  'add',
  'del',
  'fix',
  'upgrade',
  'update',
  'cache',
  'fetch',
  'info',
  'list',
  'search',
]);

export const APK_COMMANDS: ReadonlySet<string> = new Set(
  (
    'add del fix update upgrade cache info list dot policy search fetch verify manifest index stats audit version query ' +
    'adbdump adbgen adbsign adbverify convertdb convdb convndx extract mkndx mkpkg'
  ).split(' '),
);

interface KnownOption {
  /** The whole name; for a switch that is turned off with `no-` in front. */
  readonly name: string;
  readonly takesValue: boolean;
  readonly isSwitch: boolean;
}

/**
 * Looks up a long (`--virtual`) or short (`t`) option for a command; undefined when apk would refuse it. Both versions
 * take a beginning of a long name for the whole: `--update` is `--update-cache`.
 */
export function apkOption(written: string, command: string | undefined): KnownOption | undefined {
  const spellings = spellingsOf(command);
  const exact = spellings.get(written);
  if (exact !== undefined || written.length < 3 || !written.startsWith('--')) return exact;
  for (const [spelling, option] of spellings) if (spelling.startsWith(written)) return option;
  return undefined;
}

const bySpelling = new Map<string | undefined, ReadonlyMap<string, KnownOption>>();

/** All spellings (`--virtual`, `t`) of what a command knows; of every option for a command that is not known. */
function spellingsOf(command: string | undefined): ReadonlyMap<string, KnownOption> {
  const key = command !== undefined && APK_COMMANDS.has(command) ? command : undefined;
  let all = bySpelling.get(key);
  if (all === undefined) bySpelling.set(key, (all = readSpellings(key)));
  return all;
}

function readSpellings(command: string | undefined): ReadonlyMap<string, KnownOption> {
  const all = new Map<string, KnownOption>();
  for (const { name, short, takesValue, isSwitch, commands } of OPTIONS) {
    if (commands !== undefined && command !== undefined && !commands.includes(command)) continue;
    for (const spelling of [`--${name}`, ...short]) add(all, spelling, { name, takesValue, isSwitch });
    if (isSwitch) add(all, `--no-${name}`, { name: `no-${name}`, takesValue, isSwitch });
  }
  return all;
}

/** The first one of a spelling stays. */
function add(all: Map<string, KnownOption>, spelling: string, option: KnownOption): void {
  if (!all.has(spelling)) all.set(spelling, option);
}

/**
 * Where apk keeps the index and, when `/etc/apk/cache` exists, packages (apk-cache.5; `database.c`, setup_cache).
 * `/etc/apk/cache` is commonly a link to the first.
 */
export const APK_CACHE_FOLDERS: readonly string[] = ['/var/cache/apk', '/etc/apk/cache', '/lib/apk/cache'];
