import { hasPackage } from '../../facts/package-names.ts';
import { packageClass } from '../../apk/package-classes.ts';
import { libraryOf } from '../../data/runtime-libraries.ts';
import { baseName, isWithin, resolvePath } from '../../model/paths.ts';
import type { FileEvent, Invocation, PackageEvent, Stage } from '../../model/types.ts';

/** A program that a stage compiles and that its containers start. */
export interface CompiledProgram {
  /** Absolute. */
  readonly path: string;
  /** How it came about: the event at `path` first, then what that was copied from, the compiler's own last. */
  readonly events: readonly FileEvent[];
  /** Compilers, linkers and their helpers that ran. */
  readonly tools: readonly Invocation[];
  /** Needs no library at run time. */
  readonly isStatic: boolean;
  readonly isRust: boolean;
}

/** Their output is in the model; `make` and its like may put anything anywhere. */
const TOOLS =
  /^(g?cc|[cg]\+\+|clang(\+\+)?(-\d{1,3})?|ld|as|ar|ranlib|strip|objcopy|go|cargo|rustc|pkg-config|pkgconf)$/;

/** The program, where it is certain which command made it and nothing else was linked. */
export function compiledProgram(stage: Stage): CompiledProgram | undefined {
  const path = startedPath(stage);
  const events = path === undefined ? undefined : madeBy(stage, path);
  const binary = events?.at(-1)?.binary;
  if (path === undefined || events === undefined || binary === undefined) return undefined;
  if (!/^[\w./+-]+$/.test(path) || /^glibc|^unknown/.test(binary.libc)) return undefined;
  // A cache mount is not in the image.
  if (events[0]?.step.mounts.some(({ target }) => target === undefined || isWithin(path, target)) === true)
    return undefined;
  const known = new Set(events.map((event) => event.path));
  const product = events.at(-1)?.path === undefined ? (events.at(-2)?.source ?? path) : undefined;
  const isOther = (event: FileEvent): boolean =>
    event.binary !== undefined &&
    !events.includes(event) &&
    !known.has(event.path) &&
    !(product !== undefined && isOutputOf(event, product));
  if (stage.fileEvents.some(isOther)) return undefined;
  const tools = stage.steps
    .filter(({ instruction }) => instruction.keyword === 'RUN')
    .flatMap(({ invocations }) => invocations.filter(isTool));
  // The images of Go have no C compiler, and without one Go links static (golang/go#47251).
  const isPureGo =
    binary.linkage === 'unknown' &&
    stage.base.name === 'golang' &&
    !hasPackage(stage, isCxxPackage) &&
    !stage.installed.has('gcc');
  const { name } = binary.invocation;
  return {
    path,
    events,
    tools,
    isStatic: binary.linkage === 'static' || isPureGo,
    isRust: name === 'cargo' || name === 'rustc',
  };
}

export function isTool({ name }: Invocation): boolean {
  return TOOLS.test(name ?? '');
}

function isCxxPackage(name: string): boolean {
  return /^(g\+\+|build-base|alpine-sdk|clang\d*)$/.test(name);
}

/** The file that the container starts, behind init programs. */
function startedPath(stage: Stage): string | undefined {
  const { form, program, instruction } = stage.process;
  const [first] = program;
  if (first === undefined || program.includes(undefined)) return undefined;
  const step = stage.steps.find((each) => each.instruction === instruction);
  // One command and no more: a script may do anything.
  if (step === undefined || (form === 'shell' && step.invocations.length !== 1)) return undefined;
  if (first.includes('/')) return resolvePath(first, stage.end.workdir);
  return ['/usr/local/bin/', '/usr/bin/', '/bin/'].map((folder) => folder + first).find((path) => madeBy(stage, path));
}

/** The events that made a file, back to the compiler. */
function madeBy(stage: Stage, path: string, depth = 0): FileEvent[] | undefined {
  const event = stage.fileEvents.findLast(
    (each) =>
      each.kind !== 'chown' &&
      !(each.kind === 'delete' && each.invocation?.name === 'mv') &&
      (each.path === path ||
        isOutputOf(each, path) ||
        // `cp app /usr/local/bin`
        (each.source !== undefined &&
          each.kind === 'create' &&
          `${each.path ?? ''}/${baseName(each.source)}` === path)),
  );
  if (event?.kind !== 'create' || event.invocation?.certain !== true || depth > 4) return undefined;
  if (isTool(event.invocation)) return event.binary && [event];
  const before = event.source === undefined ? undefined : madeBy(stage, event.source, depth + 1);
  return before && [event, ...before];
}

/** Whether a compiler that names no file, or a folder, puts its result at a path. */
function isOutputOf({ kind, path: output, invocation, binary }: FileEvent, path: string): boolean {
  if (kind !== 'create' || binary === undefined || binary.invocation !== invocation) return false;
  const folder = path.slice(0, path.lastIndexOf('/'));
  const { name, args, cwd = '' } = invocation;
  if (name !== 'go' && name !== 'cargo') return false;
  if (output !== undefined) return output.replace(/\/$/, '') === folder;
  if (args[0]?.value === 'install') return /\/(go|cargo|\.cargo)\/bin$/.test(folder);
  if (name === 'go') return folder === cwd;
  return folder.startsWith(`${cwd}/target/`) && /^([\w-]+\/)?(release|debug)$/.test(folder.slice(cwd.length + 8));
}

/** Compilers and headers whose libraries are in Alpine's base image, or that have none. */
const WITHOUT_LIBRARY =
  /^(gcc|g\+\+|build-base|alpine-sdk|(clang|llvm|lld)\d{0,3}|go|rust|cargo|(musl|libc|zlib|openssl)-dev|linux-headers|fortify-headers)$/;

/** Libraries of musl and of Alpine's base image. */
const BASE_LIBRARY = /^-l(m|c|pthread|dl|rt|util|crypt|resolv|xnet|ssl|crypto|z|stdc\+\+)$/;

/**
 * What the last stage has to install, as it is written: packages that are no compilers, headers or build tools, and libraries
 * for the headers that the program was compiled with. Undefined when some package or library is not known.
 */
export function runtimePackages(stage: Stage, program: CompiledProgram): ReadonlySet<string> | undefined {
  const needed = new Set<string>();
  const libraries = new Set<string>();
  // cgo and crates may hold C++ where there is a compiler for it.
  const isMixed = program.tools.some(({ name }) => name === 'go' || name === 'cargo');
  const isCxx = program.tools.some(({ name, args }) => [name, ...args.map(({ raw }) => raw)].join().includes('++'));
  if (isCxx || (isMixed && hasPackage(stage, isCxxPackage))) libraries.add('libstdc++');
  else if (program.isRust) libraries.add('libgcc');
  for (const event of stage.packageEvents) {
    if (event.kind === 'upgrade' || event.kind === 'other') return undefined;
    if (event.kind !== 'add') continue;
    if (!isPlainAdd(event)) return undefined;
    for (const { name, raw, kind, repositoryTag } of event.packages) {
      if (name === undefined || kind !== 'package' || repositoryTag !== undefined || raw.includes('$'))
        return undefined;
      const sort = packageClass(name);
      const library = libraryOf(name);
      if (sort === 'runtime' && !/-(static|doc)$/.test(name) && stage.installed.has(name)) needed.add(raw);
      if (library !== undefined) libraries.add(library);
      else if (sort === 'build' && !WITHOUT_LIBRARY.test(name)) return undefined;
    }
  }
  if (program.isStatic) return needed;
  if (program.tools.some((tool) => linksUnknown(tool, libraries.size > 0))) return undefined;
  for (const library of libraries) needed.add(library);
  return needed;
}

function isPlainAdd({ apk, manager, invocation }: PackageEvent): boolean {
  return (
    manager === 'apk' &&
    invocation.certain &&
    apk?.options.every(({ name }) => /^(no-cache|update-cache|virtual|quiet|no-progress)$/.test(name ?? '')) === true
  );
}

/** Options that link to something beside the packages, such as `-L.`, `-fopenmp`, a variant of a library, an unknown word. */
function linksUnknown({ name, args, inSubstitution }: Invocation, hasLibraries: boolean): boolean {
  if (inSubstitution || name === 'go' || name === 'cargo') return false;
  return args.some(({ value, raw }) => {
    if (value === undefined) return !/^"?\$\(pkg-?conf(ig)? [^$`]*\)"?$/.test(raw);
    if (/^-(L|Wl,|R|specs|B|fsanitize|fopenmp|fuse|shared$|coverage|pg$)|\.(so|a)\b/.test(value)) return true;
    return (
      value.startsWith('-l') &&
      !BASE_LIBRARY.test(value) &&
      (!hasLibraries || /(16|32|xx|cpp|posix|gobject)$/.test(value))
    );
  });
}
