import type { Invocation } from '../model/types.ts';
import { entryOf } from '../data/table.ts';

/** A command that installs what a project depends on. */
export interface DependencyInstall {
  /**
   * Files of the project that it reads, as patterns for COPY; empty when it reads none (`apk add git`), undefined when
   * they are not known.
   */
  readonly manifests: readonly string[] | undefined;
}

type Reader = (words: readonly string[]) => DependencyInstall | undefined;

const files = (...manifests: string[]): DependencyInstall => ({ manifests });
const UNKNOWN: DependencyInstall = { manifests: undefined };

/** Options of npm, yarn, pnpm, bundle, pipenv and uv whose value is a word of its own. */
const VALUED =
  /^(--(prefix|cache(-folder|-dir|-path)?|cafile|dir|cwd|registry|loglevel|reporter|omit|include|only|(network|fetch)-\w+|child-concurrency|maxsockets|mutex|modules-folder|preferred-cache-folder|(virtual-)?store-dir|node-linker|jobs|retry|path|with|without|group|extra|python|script-shell|(user|global)config|install-strategy|platform|arch|os|cpu|libc|before|tag|index|pypi-mirror|filter|workspace)|-[CFjw])$/;

/** Among the words behind the command: one that names a package, and is not the value of an option. */
export function isNamed(word: string, i: number, words: readonly string[]): boolean {
  return !word.startsWith('-') && !VALUED.test(words[i - 1] ?? '');
}

/** By program. What installs the project itself (`pip install .`, `go build`) needs the source and is not listed. */
const READERS: Readonly<Record<string, Reader | undefined>> = {
  npm: ([command, ...rest]) => {
    if (!/^(ci|clean-install|i|install)$/.test(command ?? '')) return undefined;
    return rest.some((word) => !word.startsWith('-')) && rest.some((word) => word === '-g' || word === '--global')
      ? files()
      : files('package.json', 'package-lock.json');
  },
  yarn: ([command]) =>
    command === undefined || command === 'install' ? files('package.json', 'yarn.lock') : undefined,
  pnpm: ([command]) =>
    command === 'install' || command === 'i' || command === 'fetch'
      ? files('package.json', 'pnpm-lock.yaml')
      : undefined,
  // Its lock file has one of two names.
  bun: ([command, ...rest]) =>
    /^(i|install)$/.test(command ?? '') && rest.every((word) => word.startsWith('-')) ? UNKNOWN : undefined,
  pip: pip,
  pip3: pip,
  python: (words) => (words[0] === '-m' && words[1] === 'pip' ? pip(words.slice(2)) : undefined),
  python3: (words) => (words[0] === '-m' && words[1] === 'pip' ? pip(words.slice(2)) : undefined),
  go: ([command, what]) => (command === 'mod' && what === 'download' ? files('go.mod', 'go.sum') : undefined),
  bundle: ([command]) =>
    command === 'install' || command === undefined ? files('Gemfile', 'Gemfile.lock') : undefined,
  composer: ([command]) => (command === 'install' ? files('composer.json', 'composer.lock') : undefined),
  cargo: ([command]) => (command === 'fetch' ? UNKNOWN : undefined),
  // Of an umbrella project each part has a list.
  mix: (words) =>
    words[0] === 'deps.get' || (words[0] === 'do' && /^deps\.get,?$/.test(words[1] ?? '')) ? UNKNOWN : undefined,
  poetry: ([command]) => (command === 'install' ? files('pyproject.toml', 'poetry.lock') : undefined),
  mvn: (words) => (words.some((word) => word.startsWith('dependency:')) ? files('pom.xml') : undefined),
  apk: (words) => (words.includes('add') && !words.some((word) => word.includes('.apk')) ? files() : undefined),
  'apt-get': (words) => (words.includes('install') && !words.some((word) => word.includes('/')) ? files() : undefined),
  apt: (words) => (words.includes('install') && !words.some((word) => word.includes('/')) ? files() : undefined),
};

/** Programs that take options in front of the command, as in `yarn --frozen-lockfile` and `composer --no-dev install`. */
const LEADS = new Set(['npm', 'yarn', 'pnpm', 'bundle', 'composer', 'poetry']);
const ASKS = /^(-[vVh]|--version|--help)$/;
/** From what is there already, or the project alone. */
const NOTHING_NEW = /^(--offline|--no-index|--local|--only-root)$/;

/** What an invocation installs, undefined for anything else or a command with words that are not known. */
export function installOf(invocation: Invocation): DependencyInstall | undefined {
  const name = invocation.name?.replace(/^(pip|python)3\.\d+$/, '$1');
  const reader = entryOf(READERS, name ?? '');
  if (reader === undefined || invocation.inSubstitution) return undefined;
  const words = invocation.args.flatMap(({ value }) => value ?? []);
  if (words.some((word) => NOTHING_NEW.test(word))) return undefined;
  // `apk add /dist/$NAME.apk`: a package of the project.
  if (
    /^ap[kt]/.test(name ?? '') &&
    invocation.args.some(({ value, raw }) => value === undefined && /\.apk|\//.test(raw))
  )
    return undefined;
  if (!LEADS.has(invocation.name ?? '')) return reader(words);
  const first = words.findIndex((word) => !word.startsWith('-'));
  if (words.some((word) => ASKS.test(word))) return undefined;
  const found = reader(first < 0 ? [] : words.slice(first));
  // `npm install --save-dev typescript` names what it wants.
  const names = found?.manifests?.length !== 0 && words.slice(first + 1).some(isNamed);
  return names && /^p?npm$/.test(invocation.name ?? '') ? undefined : found;
}

const OF_PIP = /^(pip|setuptools|wheel|build|virtualenv)([<=>~!].*)?$/;

function pip(words: readonly string[]): DependencyInstall | undefined {
  if (words[0] !== 'install') return undefined;
  const rest = words.slice(1);
  // `pip install .`, `-e .`, a local wheel or folder: the project itself.
  if (rest.some((word) => /^\.{0,2}\/|^\.(\[|$)|\.whl$/.test(word) && !/requirements|constraints|\.txt$/.test(word)))
    return undefined;
  const lists = rest.flatMap((word, i) =>
    word === '-r' || word === '--requirement'
      ? (rest[i + 1] ?? [])
      : /^(-r|--requirement=)./.test(word)
        ? word.replace(/^(-r|--requirement=)/, '')
        : [],
  );
  if (lists.some((path) => path.startsWith('/'))) return UNKNOWN;
  // What pip itself builds with is quickly there again.
  if (lists.length === 0 && rest.filter((word) => !word.startsWith('-')).every((word) => OF_PIP.test(word)))
    return undefined;
  return files(...lists);
}

/** A command that builds a project and first fetches what of its dependencies is not there yet. */
export interface Fetch {
  readonly tool: string;
  /** What to do before the source is copied. */
  readonly advice: string;
  /** Whether it fetches only what a file says, so that somebody has to look into it: go has vendored modules, or none. */
  readonly asksFiles?: true;
}

const FETCHES: Readonly<Record<string, (Fetch & { readonly words: RegExp; readonly not: RegExp }) | undefined>> = {
  go: {
    tool: 'go',
    words: /^(build|install|test|run|get|vet|mod)$/,
    not: /^-mod=vendor$|@|^(edit|graph|init|verify|why)$/,
    advice: 'Copy `go.mod` and `go.sum` first, run `go mod download`, and copy the rest afterwards',
    asksFiles: true,
  },
  mvn: {
    tool: 'mvn',
    words: /^(compile|test|test-compile|package|verify|install|deploy|dependency:.*|spring-boot:.*|quarkus:.*)$/,
    not: /^(-o|--offline)$/,
    advice: 'Copy `pom.xml` first, run `mvn dependency:go-offline`, and copy the rest afterwards',
  },
  gradle: {
    tool: 'gradle',
    words:
      /^:?([\w-]+:)*(assemble|build|bootJar|bootWar|check|classes|compile\w*|dependencies|distTar|installDist|jar|nativeCompile|publish|(download|resolve)\w*|shadowJar|test|war)$/,
    not: /^--offline$/,
    advice: 'Copy the build files first, run `gradle dependencies`, and copy the rest afterwards',
  },
  dotnet: {
    tool: 'dotnet',
    words: /^(restore|build|publish|pack|test|run)$/,
    not: /^--no-(restore|build)$/,
    advice: 'Copy the project files first, run `dotnet restore`, and copy the rest afterwards',
  },
};

/** What an invocation fetches before it builds; undefined for anything else. */
export function fetchOf({ name, args, inSubstitution }: Invocation): Fetch | undefined {
  const found = entryOf(FETCHES, /^(mvn|gradle)w$/.test(name ?? '') ? (name ?? '').slice(0, -1) : (name ?? ''));
  if (found === undefined || inSubstitution) return undefined;
  const words = args.map(({ value }) => value ?? '');
  return words.some((word) => found.words.test(word)) && !words.some((word) => found.not.test(word))
    ? found
    : undefined;
}
