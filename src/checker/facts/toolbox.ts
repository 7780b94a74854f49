import { chainOf, rootOf } from '../model/stage-chain.ts';
import type { Invocation, Stage, Step } from '../model/types.ts';
import { baseName } from '../model/paths.ts';
import { isShell } from '../model/wrappers.ts';
import {
  isBaseFile,
  isDevelopmentTarget,
  isForTests,
  isInTests,
  isToolboxFile,
  isToolboxName,
} from './target-names.ts';

/** Images that are there to compile with. */
const SDK_IMAGES = new Set(
  'golang rust gcc haskell swift maven gradle erlang elixir clojure julia dart sdk buildpack-deps'.split(' '),
);

const COMPILES =
  /^(go|cargo|rustc|make|cmake|ninja|samu|meson|gcc|g\+\+|cc|c\+\+|clang|clang\+\+|mvn|gradle|mix|rebar3|ghc|cabal|stack|swift|air|dotnet|tail|sleep)$/;

/** Linters, test runners and release tools that run the compiler, or load what they look at as it does. */
const RUNS_COMPILER =
  /^(golangci-lint|gosec|staticcheck|gopls|dlv|gotestsum|goreleaser|ginkgo|mage|ko|xcaddy|wails|govulncheck|revive|bazel|bazelisk|buck2?|scons|ant|sbt|lein|trunk|wasm-pack|maturin|cross|opm|luarocks|fpm|rust-analyzer|cargo-[\w-]{1,40})$/;

/** `build`, `build.sh`, `compile`: a start script that says by its name that it compiles. */
const COMPILE_SCRIPT =
  /^(build|compile|make|cross-?build)([-_](all|app|image|it|project|release|src))?(\.(sh|bash|ash|py))?$/;

/** Started in an image of any kind they say what it is for; a cross compiler has its target in front. */
const IS_COMPILER =
  /(^|-)(make|cmake|ninja|samu|meson|gcc|g\+\+|cc|c\+\+|clang|clang\+\+|cargo|rustc|abuild|ld|v|tcc|nim|zig|crystal|ldc2|dmd|fpc|ocaml(opt|find)?|dune|gfortran|cobc|odin|haxe)$/;

/** What a build tool may start besides: a server, whose packages were fetched before. Others that only run or wait. */
const SERVES = /^(phx\.server|run|bootRun|spring-boot:run|exec)$/;
const ONLY_RUNS = /^(air|dotnet|tail|sleep)$/;

/** What the image starts is a compiler, runs one, or is a script that says so by its name. */
export function startsCompiler({ process }: Stage): boolean {
  const [first, second] = process.program;
  const starts = first === undefined ? '' : baseName(first);
  if (COMPILES.test(starts) && !ONLY_RUNS.test(starts)) return !SERVES.test(second ?? '');
  return IS_COMPILER.test(starts) || RUNS_COMPILER.test(starts) || COMPILE_SCRIPT.test(starts);
}

/**
 * What runs in production holds for this image: neither its stage, its file and folder, its environment (`NODE_ENV=development`), what it
 * starts (`npm run dev`) nor a debugger in it says that developers, builds or other images stand on it.
 */
export function isForProduction(stage: Stage, path: string | undefined): boolean {
  if (
    isDevelopmentTarget(stage.name) ||
    isToolboxFile(path) ||
    isBaseFile(path) ||
    isInTests(path) ||
    startsDevelopment(stage) ||
    hasDebugger(stage)
  )
    return false;
  return !isDevelopmentByEnv(stage);
}

/** The image serves those who develop or test, by its name and folder, by what it starts or by its environment: it is shipped to nobody. */
export function isForDevelopers(stage: Stage | undefined, path: string | undefined): boolean {
  return (
    isForTests(path, stage?.name) || (stage !== undefined && (startsDevelopment(stage) || isDevelopmentByEnv(stage)))
  );
}

/** `ENV NODE_ENV=development` */
function isDevelopmentByEnv({ end }: Stage): boolean {
  return end.env
    .entries()
    .some(([key, value]) => /(^|_)ENV(IRONMENT)?$/.test(key) && /^dev(el|elopment)?$/.test(value ?? ''));
}

/** `pecl install xdebug`, whoever builds: nobody debugs in production. */
function hasDebugger(stage: Stage): boolean {
  return chainOf(stage).some(({ steps }) =>
    steps.some(
      ({ instruction, invocations }) =>
        instruction.keyword === 'RUN' &&
        invocations.some(
          ({ name, args, certain }) =>
            certain && name === 'pecl' && args.some(({ value, raw }) => /^xdebug(-|$)/.test(value ?? raw)),
        ),
    ),
  );
}

/** Words of a server that watches the source: `npm run start:dev`, `next dev`, `node --watch`. */
const DEVELOPS = /^-{0,2}([\w-]{1,30}[:-])?(dev|develop|development|watch|hot|reload)(:[\w-]{1,30})?$/;
const WATCHERS = /^(nodemon|ts-node-dev|tsnd|air|reflex|CompileDaemon|watchexec|entr|webpack-dev-server|live-server)$/;

function startsDevelopment({ end, steps, process }: Stage): boolean {
  const lines = new Set([end.entrypoint?.instruction, end.command?.instruction]);
  const words = steps
    .filter(({ instruction }) => lines.has(instruction))
    .flatMap(({ invocations }) => invocations)
    .flatMap(({ name, args }) => [name, ...args.map(({ value }) => value)]);
  return [...process.program, ...words].some(
    (word) => word !== undefined && (DEVELOPS.test(word) || WATCHERS.test(baseName(word))),
  );
}

/**
 * True for an image that is meant to hold compilers: its stage or base says so by name, or what it starts compiles (in an SDK more
 * programs may), or it starts nothing but a shell and compiles nothing itself, copies nothing or has a compiler copied to it.
 */
export function isToolbox(stage: Stage): boolean {
  if (stage.name !== undefined && isToolboxName(stage.name)) return true;
  const { base } = rootOf(stage);
  if (isToolboxName(baseName(base.name ?? ''))) return true;
  // A server that compiles for others.
  if (startsCompiler(stage) || stage.installed.has('distcc') || stage.installed.has('distcc-pump')) return true;
  const [first, ...words] = stage.process.program;
  // `iex -S mix phx.server` compiles as mix does.
  const starts = first === undefined ? undefined : first === 'iex' && words.includes('mix') ? 'mix' : baseName(first);
  const isIdle = stage.process.form === 'none' || isShell(starts) || starts === 'fish';
  if (SDK_IMAGES.has(baseName(base.name ?? '')))
    return isIdle || (starts !== undefined && (COMPILES.test(starts) || (isScript(starts) && !compilesItself(stage))));
  // One that copies nothing and serves nothing is an environment for what others mount. Other bases start something.
  return (
    isIdle &&
    (!compilesItself(stage) || (base.name === 'alpine' && !hasProgram(stage)) || stage.steps.some(bringsCompiler))
  );
}

/** Something is copied, or a port named: there is a program. */
function hasProgram(stage: Stage): boolean {
  return chainOf(stage).some(({ steps }) =>
    steps.some(({ copy, instruction }) => copy !== undefined || instruction.keyword === 'EXPOSE'),
  );
}

/** In an SDK where no step compiles anything, a start script does. */
function isScript(name: string): boolean {
  return /\.(sh|bash)$|entrypoint/.test(name);
}

/** `COPY --from=golang /usr/local/go /usr/local/go`, `ENV CC=clang`: whoever does so wants to compile there. */
function bringsCompiler({ copy, instruction: { keyword, pairs } }: Step): boolean {
  if (keyword === 'ENV' && pairs.some(({ name }) => name === 'CC' || name === 'CXX')) return true;
  return (
    copy?.from !== undefined &&
    copy.sources.some(({ value }) => /^\/usr\/local\/(go|cargo|rustup)\/?$/.test(value ?? ''))
  );
}

/** Whether a RUN of the stage compiles or installs packages of a language. */
export function compilesItself(stage: Stage): boolean {
  return stage.steps.some(
    ({ instruction, invocations }) => instruction.keyword === 'RUN' && invocations.some(compiles),
  );
}

function compiles({ name, args }: Invocation): boolean {
  const first = args[0]?.value;
  // `cargo --version` only asks.
  if (first !== undefined && /^(-v|-V|--?version|version|env)$/.test(first)) return false;
  switch (name) {
    case undefined:
      return false;
    case 'pip':
    case 'pip3':
    case 'gem':
    case 'npm':
    case 'yarn':
    case 'pnpm':
    case 'bundle':
    case 'poetry':
    case 'uv':
      return first === undefined || /^(i|ci|install|add|sync)$/.test(first);
    case 'configure':
    case 'docker-php-ext-install':
    case 'pecl':
      return true;
    default:
      return /^(make|cmake|ninja|samu|meson|gcc|g\+\+|cc|c\+\+|clang|cargo|go|cabal|luarocks)$/.test(name);
  }
}
