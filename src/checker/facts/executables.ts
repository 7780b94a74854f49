import { once } from '../model/memo.ts';
import type { FileEvent, Invocation, Libc, Stage } from '../model/types.ts';
import { isTagKnown } from '../model/base.ts';
import { classifyImage } from '../model/images.ts';
import { parseImageReference } from '../model/image-reference.ts';
import { alongChain, rootOf } from '../model/stage-chain.ts';
import { baseName, isWithin, resolvePath } from '../model/paths.ts';
import { entryOf } from '../data/table.ts';

/** An executable that a COPY brings into a stage, as far as its origin is known. */
export interface CopiedExecutable {
  readonly event: FileEvent;
  /** The C library that it needs at run time. */
  readonly libc: 'musl' | 'glibc';
  /** How that is known, for the message: "`gcc` makes it in the stage build". */
  readonly origin: string;
  /** The file shows it: it compiles the program, or installs the package of its name, or the image is about it. */
  readonly isShown: boolean;
}

/** Folders of programs and libraries that a distribution's packages fill. */
const SYSTEM_FOLDERS = ['/bin', '/sbin', '/usr/bin', '/usr/sbin', '/lib', '/usr/lib', '/lib64'];

/** Programs that an image is about, linked to the libc of their image (seen in docker-library's Dockerfiles, 2026-08). */
const IMAGE_PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  node: ['/usr/local/bin/node'],
  python: ['/usr/local/bin/python', '/usr/local/bin/python3'],
  php: ['/usr/local/bin/php', '/usr/local/sbin/php-fpm'],
  ruby: ['/usr/local/bin/ruby'],
  nginx: ['/usr/sbin/nginx'],
};

/** The executable behind one COPY event; undefined when it is static, a script, data, or not known. */
export function copiedExecutable(event: FileEvent): CopiedExecutable | undefined {
  const { fromStage, binary, source } = event;
  if (binary !== undefined) {
    if (binary.linkage === 'static' || (binary.libc !== 'musl' && binary.libc !== 'glibc')) return undefined;
    // Without a word about cgo, Go links to glibc only where a C compiler is there to find (golang/go#47251).
    if (binary.linkage === 'unknown' && binary.libc === 'musl') return undefined;
    if (binary.linkage === 'unknown' && isToldByGoEnv(binary.invocation)) return undefined;
    const where = binary.invocation.step.stage;
    return {
      event,
      libc: binary.libc,
      origin: `\`${binary.invocation.name ?? ''}\` makes it ${stageWords(where)}`,
      isShown: true,
    };
  }
  if (source === undefined) return undefined;
  if (fromStage !== undefined) return fromPackages(event, fromStage, source);
  return fromImage(event, source);
}

/** `go env -w` in front of a build may have turned cgo off. A variable of the environment goes before (`go help environment`). */
function isToldByGoEnv({ name, step: { stage }, order, variables, assignments }: Invocation): boolean {
  if (name !== 'go' || assignments.has('CGO_ENABLED') || variables.has('CGO_ENABLED')) return false;
  const own = once(stage, goEnvs).findLast((each) => each.order < order);
  const below = stage.base.stage;
  return own?.isOff ?? (below === undefined ? false : alongChain(below, goEnvAtEnd));
}

function goEnvAtEnd(stage: Stage, below: boolean | undefined): boolean {
  return once(stage, goEnvs).at(-1)?.isOff ?? below ?? false;
}

/** What `go env` writes or takes back that decides on cgo. */
function goEnvs({ steps }: Stage): readonly { readonly order: number; readonly isOff: boolean }[] {
  return steps
    .flatMap(({ invocations }) => invocations)
    .flatMap(({ name, args, order }) => {
      const words = args.map(({ value, raw }) => value ?? raw);
      if (name !== 'go' || words[0] !== 'env' || !/^--?[wu]$/.test(words[1] ?? '')) return [];
      const about = words.find((word) => /^(CGO_ENABLED|GOFLAGS|CC)\b/.test(word));
      return about === undefined ? [] : [{ order, isOff: about.includes('=') && about !== 'CGO_ENABLED=1' }];
    });
}

function stageWords(stage: Stage): string {
  return `in the stage ${stage.name === undefined ? stage.index : `\`${stage.name}\``}`;
}

/** `/usr/bin/curl` of a Debian stage is Debian's, and so is its libc. */
function fromPackages(event: FileEvent, stage: Stage, source: string): CopiedExecutable | undefined {
  const path = resolvePath(source, '/') ?? source;
  if ((stage.libc !== 'glibc' && stage.libc !== 'musl') || !looksLikeProgram(path)) return undefined;
  const name = rootName(stage);
  if (isSmallBusybox(rootOf(stage).base)) return undefined;
  // `/bin/registry` of the image `registry` is no package of its distribution: it may be static.
  const isOwn = path.endsWith(`/${baseName(name ?? '')}`);
  const fromSystem = !isOwn && SYSTEM_FOLDERS.some((folder) => isWithin(path, folder) && path !== folder);
  if (!fromSystem && !imagePrograms(name).includes(path)) return undefined;
  // A file that the stage put there itself, or one below it, may be anything.
  for (let layer: Stage | undefined = stage; layer !== undefined; layer = layer.base.stage) {
    const isPut = layer.fileEvents.some(
      (other) => other.path !== undefined && other.kind !== 'delete' && isWithin(path, other.path),
    );
    if (isPut || isMentioned(layer, path)) return undefined;
  }
  if (stage.installed.has(`${baseName(path)}-static`)) return undefined;
  if (fromSystem && !isOfPackage(stage, path)) return undefined;
  const isShown = !fromSystem || stage.installed.has(baseName(path));
  return { event, libc: stage.libc, origin: `it belongs to ${rootReference(stage)}`, isShown };
}

const PACKAGE_MANAGERS = new Set(['apk', 'apt-get', 'apt', 'dnf', 'microdnf', 'yum', 'zypper']);

/** Static programs of distributions, as those of Go are that are built without cgo (index of Alpine 3.19: no `so:libc.musl`). */
const STATIC_PROGRAMS = /^(dumb-init|catatonit|go|gofmt|kube\w+|helm|rclone|gh|restic|lego|step|age)$/;

/** Commands of which it is known that they put no program into a folder of the system unless they name it. */
const PUTS_NOTHING = /^(set|echo|cd|export|rm|mkdir|chmod|chown|ln|cp|mv|sed|ls|date|wget|adduser|addgroup|gcc|go)$/;

/**
 * The file is of a package: one with its name is installed, or it is a library, or nothing else has run that might have put a
 * program there, as an installer or `make install` may.
 */
function isOfPackage(stage: Stage, path: string): boolean {
  const name = baseName(path);
  if (stage.installed.has(name) || name.includes('.so')) return true;
  return alongChain(stage, putsNothing);
}

function putsNothing({ steps }: Stage, below = true): boolean {
  return (
    below &&
    steps.every(
      ({ instruction, invocations }) =>
        instruction.keyword !== 'RUN' ||
        (invocations.length > 0 &&
          invocations.every(
            ({ name = '', args }) =>
              PACKAGE_MANAGERS.has(name) || PUTS_NOTHING.test(name) || (name === 'sh' && args[0]?.value === '-c'),
          )),
    )
  );
}

/** A command names the file or its folder, as in `--install-dir=/usr/bin`: it may have put a script there. */
function isMentioned(stage: Stage, path: string): boolean {
  const slash = path.lastIndexOf('/');
  const places = [path.slice(0, slash), path];
  // `mv tool /usr/bin/tool_$VERSION`, or a copy of `/usr/bin/tool*`.
  const start = /^[^*?[]*/.exec(path)?.[0] ?? path;
  return stage.steps.some(
    ({ instruction, invocations }) =>
      instruction.keyword === 'RUN' &&
      invocations.some(
        ({ name, args }) =>
          !PACKAGE_MANAGERS.has(name ?? '') &&
          args.some(
            ({ value, raw }) =>
              (value !== undefined && places.includes(value.replace(/^-[^=]*=/, '').replace(/\/$/, ''))) ||
              (start !== path && value?.startsWith(start) === true) ||
              (raw.includes('$') && raw.includes(`${places[0] ?? ''}/`)),
          ),
      ),
  );
}

function fromImage(event: FileEvent, source: string): CopiedExecutable | undefined {
  const reference = event.step.copy?.from?.value;
  if (reference === undefined) return undefined;
  const image = parseImageReference(reference);
  const kind = classifyImage(image.name, image.tag, isTagKnown(image));
  const path = resolvePath(source, '/') ?? source;
  if (isSmallBusybox(image)) return undefined;
  if ((kind.libc !== 'glibc' && kind.libc !== 'musl') || !imagePrograms(image.name).includes(path)) return undefined;
  return { event, libc: kind.libc, origin: `it belongs to \`${reference}\``, isShown: true };
}

/** Its variants for small C libraries may be linked statically, which was not looked at: nothing is said. */
function isSmallBusybox({
  name,
  tag = '',
}: {
  readonly name?: string | undefined;
  readonly tag?: string | undefined;
}): boolean {
  return name === 'busybox' && /musl|uclibc/.test(tag);
}

function imagePrograms(name: string | undefined): readonly string[] {
  const short = name === undefined ? '' : baseName(name);
  return entryOf(IMAGE_PROGRAMS, short) ?? [];
}

/** Not a script, not a certificate, not data below `/lib`, not something that says it is static. */
function looksLikeProgram(path: string): boolean {
  const name = baseName(path);
  if (name === '' || name.includes('static') || name.startsWith('qemu-') || STATIC_PROGRAMS.test(name)) return false;
  return (
    /\.so(\.[\d.]+)?$/.test(name) ||
    (!/\.\w+$/.test(name) && !(/^\/(usr\/)?lib(64)?\//.test(path) && !path.includes('bin/')))
  );
}

function rootName(stage: Stage): string | undefined {
  return rootOf(stage).base.name;
}

function rootReference(stage: Stage): string {
  const { reference } = rootOf(stage).base;
  return reference === undefined ? 'another base' : `\`${reference}\``;
}

/** "musl" and "glibc" with the file that a program of each asks the kernel for, on x86-64. */
export function loaderOf(libc: Libc): string {
  return libc === 'musl' ? '/lib/ld-musl-x86_64.so.1' : '/lib64/ld-linux-x86-64.so.2';
}
