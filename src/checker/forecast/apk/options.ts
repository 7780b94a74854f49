/**
 * Options of apk-tools 2.14.4 (Alpine 3.19), from its `--help`; `=` takes a value. getopt takes a beginning of a long
 * option that fits only one: `--no-cach` works, `--no` is "option is ambiguous".
 */
const GLOBAL =
  'force,f interactive,i root=,p quiet,q update-cache,U verbose,v version,V repository=,X allow-untrusted arch= cache-dir= ' +
  'cache-max-age= force-binary-stdout force-broken-world force-missing-repositories force-non-repository force-old-apk ' +
  'force-overwrite force-refresh keys-dir= no-cache no-check-certificate no-interactive no-network no-progress print-arch ' +
  'progress progress-fd= purge repositories-file= timeout= wait= help,h';
const COMMIT = 'simulate,s clean-protected overlay-from-stdin no-scripts no-commit-hooks initramfs-diskless-boot';

const OF_COMMAND: Readonly<Record<string, string>> = {
  add: `${COMMIT} initdb latest,l upgrade,u virtual=,t no-chown`,
  del: `${COMMIT} rdepends,r`,
  fix: `${COMMIT} depends,d reinstall,r upgrade,u xattr,x directory-permissions`,
  upgrade: `${COMMIT} available,a ignore latest,l no-self-upgrade prune self-upgrade-only`,
  update: '',
  cache: 'add-dependencies available,a ignore-conflict latest,l upgrade,u simulate,s',
  info:
    'from= all,a description,d installed,e contents,L provides,P rdepends,r depends,R size,s webpage,w who-owns,W ' +
    'install-if license replaces rinstall-if triggers,t',
};

export interface ApkWords {
  readonly command: string | undefined;
  readonly options: ReadonlyMap<string, string | undefined>;
  /** Arguments; undefined: not known. */
  readonly operands: readonly (string | undefined)[];
  /** apk's words for an option that it refuses; it ends with 1. */
  readonly refused: string | undefined;
}

/** Commands of 2.14. */
const COMMANDS =
  /^(?:add|del|fix|update|upgrade|cache|info|list|dot|policy|search|fetch|verify|manifest|index|stats|audit|version)$/;

/** Reads the words behind `apk`. */
export function readApk(words: readonly (string | undefined)[]): ApkWords {
  const command = commandOf(words);
  const known = optionsOf(command);
  const judged = command !== undefined && Object.hasOwn(OF_COMMAND, command);
  const options = new Map<string, string | undefined>();
  const operands: (string | undefined)[] = [];
  // The last option decides: a known one behind it lets apk go on (seen with apk-tools 2.14.4).
  let refused: string | undefined;
  let said: string | undefined;
  const refuse = (what: string): void => {
    refused = `apk: ${what}`;
    said ??= refused;
  };
  const accept = (name: string, value?: string): void => {
    options.set(name, value);
    refused = undefined;
  };
  let plain = false;
  let seen = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === undefined || plain || !/^-./.test(word)) {
      if (!seen && word === command) seen = true;
      else operands.push(word);
      continue;
    }
    if (word === '--') {
      plain = true;
      continue;
    }
    if (word.startsWith('--')) {
      const equals = word.indexOf('=');
      const written = equals < 0 ? word : word.slice(0, equals);
      const option = known.get(written) ?? byBeginning(known, written);
      if (option === undefined || option === 'ambiguous') {
        const problem = option === undefined ? 'unrecognized option' : 'option is ambiguous';
        if (judged) refuse(`${problem}: ${written.slice(2)}`);
      } else if (option.takesValue) {
        const value = equals < 0 ? words[++i] : word.slice(equals + 1);
        if (equals < 0 && i >= words.length) refuse(`option requires an argument: ${option.name}`);
        else accept(option.name, value);
      } else if (equals >= 0) refuse(`option does not take an argument: ${option.name}`);
      else accept(option.name);
      continue;
    }
    for (let at = 1; at < word.length; at++) {
      const letter = word[at] ?? '';
      const option = known.get(`-${letter}`);
      if (option === undefined) {
        if (judged) refuse(`unrecognized option: ${letter}`);
        continue;
      }
      if (option.takesValue) {
        const attached = word.slice(at + 1);
        const value = attached === '' ? words[++i] : attached;
        if (attached === '' && i >= words.length) refuse(`option requires an argument: ${letter}`);
        else accept(option.name, value);
        break;
      }
      accept(option.name);
    }
  }
  // The help is an end by itself, and no good one (seen with apk-tools 2.14.4): `apk add -no-cache` asks for it by its `h`.
  if (judged && options.has('help')) refused = said ?? 'apk-tools 2.14.4, compiled for x86_64.';
  return { command, options, operands, refused };
}

const spellings = new Map<string | undefined, ReadonlyMap<string, { name: string; takesValue: boolean }>>();

/** All spellings that a command knows. */
function optionsOf(command: string | undefined): ReadonlyMap<string, { name: string; takesValue: boolean }> {
  const before = spellings.get(command);
  if (before !== undefined) return before;
  const known = new Map<string, { name: string; takesValue: boolean }>();
  for (const entry of `${GLOBAL} ${OF_COMMAND[command ?? ''] ?? ''}`.split(' ')) {
    const [written = '', letter] = entry.split(',');
    if (written === '') continue;
    const name = written.replace('=', '');
    const option = { name, takesValue: written.endsWith('=') };
    known.set(`--${name}`, option);
    if (letter !== undefined) known.set(`-${letter}`, option);
  }
  spellings.set(command, known);
  return known;
}

/** The first word that names a command; options with values may stand before it. */
function commandOf(words: readonly (string | undefined)[]): string | undefined {
  for (const word of words) if (word !== undefined && COMMANDS.test(word)) return word;
  return undefined;
}

function byBeginning(
  known: ReadonlyMap<string, { name: string; takesValue: boolean }>,
  written: string,
): { name: string; takesValue: boolean } | 'ambiguous' | undefined {
  let found: { name: string; takesValue: boolean } | undefined;
  for (const [spelling, option] of known) {
    if (!spelling.startsWith(written)) continue;
    if (found !== undefined && found.name !== option.name) return 'ambiguous';
    found = option;
  }
  return found;
}
