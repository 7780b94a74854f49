import { resolvePath } from './paths.ts';
import type { Argument, FileEvent, Invocation, Libc } from './types.ts';

/**
 * What a compiler or linker makes: for which C library, and whether it needs that library at run time. Only what the
 * command line and the known variables say; the rest is `unknown`.
 * @param isCargoConfigured a file tells cargo more, such as a target
 */
export function binaryMadeBy(invocation: Invocation, isCargoConfigured = false): FileEvent['binary'] {
  const { name } = invocation;
  if (name === undefined) return undefined;
  if (name === 'go') return goBinary(invocation);
  if (name === 'cargo' || name === 'rustc') return rustBinary(invocation, isCargoConfigured);
  const compiler = /^(?:(.+)-)?(gcc|g\+\+|cc|c\+\+|clang|clang\+\+|tcc|ld|gfortran)(?:-[\d.]+)?$/.exec(name);
  if (compiler === null) return undefined;
  const args = invocation.args.map(({ value }) => value ?? '');
  const words = invocation.args.map(wordOf);
  // Only an object file or preprocessor output: nothing that runs.
  if (args.some((value) => /^-(c|S|E|v|-version|-help)$/.test(value) || value === '--version')) return undefined;
  if (!args.some((value) => /\.(c|cc|cpp|cxx|o|a|s|S|f90)$/.test(value)) && !args.includes('-o')) return undefined;
  const libc: Libc =
    compiler[1]?.includes('musl') === true || hasMuslSpecs(args)
      ? 'musl'
      : compiler[1]?.includes('linux-gnu') === true
        ? 'glibc'
        : words.some(isOpenFlag)
          ? 'unknown'
          : stageLibc(invocation);
  const linkage = isStatic(invocation, words)
    ? 'static'
    : args.includes('-shared')
      ? 'dynamic'
      : name.endsWith('ld')
        ? linkedBy(args)
        : 'dynamic';
  return { libc, linkage, invocation };
}

/**
 * cgo is on by default only where a C compiler is; the official images without one build static (golang/go#47251). Flags that
 * are not known may say `-static`, and with the tag `netgo` nothing but a package of the author's own needs cgo.
 */
function goBinary(invocation: Invocation): FileEvent['binary'] {
  const [command, ...rest] = invocation.args.map(wordOf);
  if (command !== 'build' && command !== 'install') return undefined;
  const cgo = setting(invocation, 'CGO_ENABLED');
  const words = [...rest, ...(setting(invocation, 'GOFLAGS') ?? '').split(/\s+/)];
  if (cgo === '0' || words.some(linksStatically)) return { libc: 'none', linkage: 'static', invocation };
  // For another architecture cgo is off (`go help environment`).
  const isCross = /^(?!amd64$)./.test(setting(invocation, 'GOARCH') ?? '');
  const isOpen =
    ['CGO_ENABLED', 'GOFLAGS', 'CC'].some((name) => isUnknown(invocation, name)) || words.some(isOpenGoFlag);
  const libc: Libc =
    isOpen || (cgo === undefined && isCross)
      ? 'unknown'
      : setting(invocation, 'CC')?.includes('musl') === true
        ? 'musl'
        : stageLibc(invocation);
  return { libc, linkage: cgo === '1' ? 'dynamic' : 'unknown', invocation };
}

/** Flags for the linker, or tags, of which a part that matters is not known; or the tag `netgo`. */
function isOpenGoFlag(word: string, i: number, words: readonly string[]): boolean {
  const before = words[i - 1] ?? '';
  const [, name = /^--?(ldflags|tags|o)$/.exec(before)?.[1], value = word] =
    /^--?(ldflags|tags|o)=(.*)$/s.exec(word) ?? [];
  if (name === 'tags') return /[$`]|\bnetgo\b/.test(value);
  // What `-X name=value` sets is a text of the program.
  if (name === 'ldflags')
    return value
      .replace(/\$\([^()]*\)|`[^`]*`/g, '$')
      .replace(/-X[ =]['"]?[^\s=]+=\S*/g, '')
      .includes('$');
  return name !== 'o' && isExpansion(word);
}

/** rustc links the C runtime of musl statically by default. */
function rustBinary(invocation: Invocation, isConfigured: boolean): FileEvent['binary'] {
  const args = invocation.args.map(wordOf);
  const [command = ''] = args.filter((word) => !word.startsWith('+'));
  if (invocation.name === 'cargo' && !/^(b|build|rustc|install)$/.test(command)) return undefined;
  const given = valueOf(args, '--target') ?? setting(invocation, 'CARGO_BUILD_TARGET');
  const isOpen =
    isConfigured ||
    ['CARGO_BUILD_TARGET', ...RUST_FLAGS].some((name) => isUnknown(invocation, name)) ||
    args.some((word, i) => word.startsWith('--config') || (isExpansion(word) && !args[i - 1]?.startsWith('-')));
  const libc: Libc =
    given?.includes('musl') === true
      ? 'musl'
      : isOpen || /^(?!.*gnu)/.test(given ?? 'gnu')
        ? 'unknown'
        : given === undefined
          ? stageLibc(invocation)
          : 'glibc';
  const isStatic = [...args, ...RUST_FLAGS.map((name) => setting(invocation, name))].some((word) =>
    word?.includes('+crt-static'),
  );
  const linkage = isStatic || given?.includes('musl') === true ? 'static' : libc === 'musl' ? 'unknown' : 'dynamic';
  const folder = invocation.name === 'cargo' ? cargoFolder(invocation, args, command, given) : undefined;
  return { libc, linkage, invocation, ...(folder !== undefined && { folder }) };
}

const RUST_FLAGS = [
  'RUSTFLAGS',
  'CARGO_ENCODED_RUSTFLAGS',
  'CARGO_BUILD_RUSTFLAGS',
  'CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUSTFLAGS',
];

/** Where cargo puts programs (The Cargo Book, "Build cache" and "cargo install"). */
function cargoFolder(
  invocation: Invocation,
  args: readonly string[],
  command: string,
  target: string | undefined,
): string | undefined {
  if (command === 'install') {
    const home = invocation.step.stage.base.name === 'rust' ? '/usr/local/cargo' : '/root/.cargo';
    const named = ['CARGO_INSTALL_ROOT', 'CARGO_HOME'].map((name) => setting(invocation, name));
    return resolvePath(`${valueOf(args, '--root') ?? named[0] ?? named[1] ?? home}/bin`, invocation.cwd);
  }
  const profile = args.some((word) => word === '--release' || word === '-r') ? 'release' : valueOf(args, '--profile');
  const manifest = valueOf(args, '--manifest-path') ?? '';
  const beside = manifest.slice(0, manifest.lastIndexOf('/') + 1);
  const folder = valueOf(args, '--target-dir') ?? setting(invocation, 'CARGO_TARGET_DIR') ?? `${beside}target`;
  return resolvePath([folder, target, profile ?? 'debug'].filter(Boolean).join('/'), invocation.cwd);
}

/** The value of a long option, in the same word or in the next. */
function valueOf(words: readonly string[], option: string): string | undefined {
  const at = words.indexOf(option);
  return at >= 0 ? words[at + 1] : words.find((word) => word.startsWith(`${option}=`))?.slice(option.length + 1);
}

/** What `musl-gcc` is: `gcc -specs …/musl-gcc.specs` (musl, tools/musl-gcc.specs.sh). */
function hasMuslSpecs(args: readonly string[]): boolean {
  return args.some(
    (value, i) => /^--?specs(?:=|$)/.test(value) && `${value} ${args[i + 1] ?? ''}`.includes('musl-gcc.specs'),
  );
}

function isStatic(invocation: Invocation, args: readonly string[]): boolean {
  if (args.some((word) => /^"?--?static(-pie)?($|["$ ])|^[$`].* --static\b/.test(word))) return true;
  return ['LDFLAGS', 'CFLAGS'].some((name) => {
    const value = setting(invocation, name);
    return value !== undefined && /(^|\s)-static(-pie)?(\s|$)/.test(value) && args.some((word) => word.includes(value));
  });
}

/** An unknown word that may say `-static`: not what pkg-config prints, nor the name behind `-o`. */
function isOpenFlag(word: string, i: number, words: readonly string[]): boolean {
  return isExpansion(word) && words[i - 1] !== '-o' && !/^"?[$`]\(?[\w.-]*-?config /.test(word);
}

/** A plain `ld` links nothing by itself; with `-dynamic-linker` or a shared library the result needs one. */
function linkedBy(args: readonly string[]): 'static' | 'dynamic' | 'unknown' {
  if (args.some((value) => /^-?-?(dynamic-linker|I)/.test(value) || value.startsWith('-l') || /\.so(\.|$)/.test(value)))
    return 'dynamic';
  return 'static';
}

function setting(invocation: Invocation, name: string): string | undefined {
  return invocation.assignments.has(name) ? invocation.assignments.get(name) : invocation.variables.get(name);
}

function stageLibc(invocation: Invocation): Libc {
  return invocation.step.stage.libc;
}

/** A variable is set, to something that the file does not say. */
function isUnknown(invocation: Invocation, name: string): boolean {
  return (
    (invocation.assignments.has(name) || invocation.variables.has(name)) && setting(invocation, name) === undefined
  );
}

/** `"$FLAGS"`: all of a word, or of several. */
function isExpansion(word: string): boolean {
  return /^"?(\$(\w+|\{[^{}]*\}|\(.*\))|`.*`)"?$/s.test(word);
}

/** The text of a word, as it is written where not all of it is known. */
function wordOf({ value, raw }: Argument): string {
  return value ?? raw;
}

/** `-ldflags '-extldflags "-static"'` */
function linksStatically(value: string): boolean {
  const at = value.search(/-extldflags[= ]/);
  return at >= 0 && /-static(-pie)?(?![\w-])/.test(value.slice(at));
}
