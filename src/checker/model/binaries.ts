import type { FileEvent, Invocation, Libc } from './types.ts';

/**
 * What a compiler or linker makes: for which C library, and whether it needs that library at run time. Only what the
 * command line and the known variables say; the rest is `unknown`.
 */
export function binaryMadeBy(invocation: Invocation): FileEvent['binary'] {
  const { name } = invocation;
  if (name === undefined) return undefined;
  if (name === 'go') return goBinary(invocation);
  if (name === 'cargo' || name === 'rustc') return rustBinary(invocation);
  const compiler = /^(?:(.+)-)?(gcc|g\+\+|cc|c\+\+|clang|clang\+\+|tcc|ld|gfortran)(?:-[\d.]+)?$/.exec(name);
  if (compiler === null) return undefined;
  const args = invocation.args.map(({ value }) => value ?? '');
  // Only an object file or preprocessor output: nothing that runs.
  if (args.some((value) => /^-(c|S|E|v|-version|-help)$/.test(value) || value === '--version')) return undefined;
  if (!args.some((value) => /\.(c|cc|cpp|cxx|o|a|s|S|f90)$/.test(value)) && !args.includes('-o')) return undefined;
  const libc: Libc =
    compiler[1]?.includes('musl') === true || hasMuslSpecs(args)
      ? 'musl'
      : compiler[1]?.includes('linux-gnu') === true
        ? 'glibc'
        : stageLibc(invocation);
  const linkage = isStatic(invocation, args)
    ? 'static'
    : args.includes('-shared')
      ? 'dynamic'
      : name.endsWith('ld')
        ? linkedBy(args)
        : 'dynamic';
  return { libc, linkage, invocation };
}

/** cgo is on by default only where a C compiler is; the official images without one build static (golang/go#47251). */
function goBinary(invocation: Invocation): FileEvent['binary'] {
  const [command, ...rest] = invocation.args.map(({ value }) => value ?? '');
  if (command !== 'build' && command !== 'install') return undefined;
  const cgo = setting(invocation, 'CGO_ENABLED');
  if (cgo === '0' || rest.some(linksStatically)) return { libc: 'none', linkage: 'static', invocation };
  return { libc: stageLibc(invocation), linkage: cgo === '1' ? 'dynamic' : 'unknown', invocation };
}

function rustBinary(invocation: Invocation): FileEvent['binary'] {
  const args = invocation.args.map(({ value }) => value ?? '');
  if (invocation.name === 'cargo' && args[0] !== 'build' && args[0] !== 'install') return undefined;
  const flag = args.findIndex((value) => value === '--target');
  const target =
    (flag >= 0 ? args[flag + 1] : args.find((value) => value.startsWith('--target='))?.slice(9)) ??
    setting(invocation, 'CARGO_BUILD_TARGET');
  // Rust's musl targets link the C runtime statically by default.
  if (target?.includes('musl') === true) return { libc: 'musl', linkage: 'static', invocation };
  const flags = setting(invocation, 'RUSTFLAGS') ?? '';
  if (flags.includes('+crt-static')) return { libc: stageLibc(invocation), linkage: 'static', invocation };
  const libc: Libc = target?.includes('gnu') === true ? 'glibc' : stageLibc(invocation);
  return { libc, linkage: 'dynamic', invocation };
}

/** What `musl-gcc` is: `gcc -specs …/musl-gcc.specs` (musl, tools/musl-gcc.specs.sh). */
function hasMuslSpecs(args: readonly string[]): boolean {
  return args.some(
    (value, i) => /^--?specs(?:=|$)/.test(value) && `${value} ${args[i + 1] ?? ''}`.includes('musl-gcc.specs'),
  );
}

function isStatic(invocation: Invocation, args: readonly string[]): boolean {
  if (args.some((value) => value === '-static' || value === '--static' || value === '-static-pie')) return true;
  return ['LDFLAGS', 'CFLAGS'].some((name) => {
    const value = setting(invocation, name);
    return value !== undefined && /(^|\s)-static(-pie)?(\s|$)/.test(value) && args.some((word) => word.includes(value));
  });
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

/** `-ldflags '-extldflags "-static"'` */
function linksStatically(value: string): boolean {
  const at = value.search(/-extldflags[= ]/);
  return at >= 0 && value.includes('-static', at);
}
