import { binaryMadeBy } from './binaries.ts';
import { once } from './memo.ts';
import { globMatcher } from '../glob/name-pattern.ts';
import { baseName, isWithin, resolvePath } from './paths.ts';
import type { Argument, BuildContext, CopyStep, FileEvent, Invocation, Stage, Step } from './types.ts';
import { isOperand, textOf } from './fields.ts';
import { listTable } from '../data/table.ts';
import { type Range, withoutEnd } from '../text.ts';

/** Follows the files that a stage makes, copies, links and deletes, as far as its commands say it. */
export class FileTracker {
  readonly events: FileEvent[] = [];
  /** Those of them that are about what a compiler or linker made. */
  readonly #binaries = new Binaries();
  readonly #context: BuildContext | undefined;
  /** A file may tell cargo for which target it builds, and with which flags. */
  #cargoConfig: boolean;

  constructor(context: BuildContext | undefined) {
    this.#context = context;
    this.#cargoConfig = context?.paths.some(isCargoConfig) ?? false;
  }

  /** COPY and ADD. */
  copy(step: Step, copy: CopyStep, order: number): void {
    const destination = copy.destination?.value;
    const target = destination === undefined ? undefined : resolvePath(destination, step.before.workdir);
    const intoFolder = copy.sources.length > 1 || (target?.endsWith('/') ?? false) || target === '/';
    for (const source of copy.sources) {
      for (const path of this.#copiedTo(source.value, target, intoFolder, copy)) {
        this.#add({
          kind: 'copy',
          path,
          source: source.value,
          fromStage: copy.fromStage,
          binary: copy.fromStage === undefined ? undefined : once(copy.fromStage, binariesOf).find(source.value),
          step,
          invocation: undefined,
          range: source.range,
          order,
        });
      }
    }
  }

  /** One command of a RUN. */
  take(invocation: Invocation): void {
    const { cwd, name = '', args } = invocation;
    for (const redirect of invocation.redirects) {
      if (!/^(&?>>?|>\|)$/.test(redirect.operator) || redirect.target === undefined) continue;
      const path = textOf(redirect.target, invocation.variables);
      if (!path?.startsWith('/dev/'))
        this.#create(invocation, path === undefined ? undefined : resolvePath(path, cwd), redirect.range);
    }
    switch (name) {
      case 'rm':
      case 'rmdir':
        for (const word of operands(args)) this.#push(invocation, 'delete', pathOf(word, cwd), word.range);
        break;
      case 'mkdir':
        for (const word of withoutMode(operands(args), args)) this.#create(invocation, folderOf(word, cwd), word.range);
        break;
      case 'touch':
      case 'tee':
        for (const word of operands(args)) this.#create(invocation, pathOf(word, cwd), word.range);
        break;
      case 'chown':
      case 'chmod':
      case 'chgrp':
        for (const word of operands(args).slice(1)) this.#push(invocation, 'chown', pathOf(word, cwd), word.range);
        break;
      case 'ln':
      case 'cp':
      case 'mv':
      case 'install':
        this.#transfer(invocation, operands(args));
        break;
      default: {
        const options = OUTPUT_OPTIONS.get(name);
        const output = options && optionValue(invocation, options);
        if (output !== undefined) this.#create(invocation, pathOf(output, cwd), output.range);
        else if (this.#binaryOf(invocation) !== undefined) this.#create(invocation, undefined, invocation.range);
      }
    }
  }

  #create(invocation: Invocation, path: string | undefined, range: Range): void {
    this.#push(invocation, 'create', path, range, undefined, this.#binaryOf(invocation));
  }

  #binaryOf(invocation: Invocation): FileEvent['binary'] {
    return binaryMadeBy(invocation, this.#cargoConfig);
  }

  #push(
    invocation: Invocation,
    kind: FileEvent['kind'],
    path: string | undefined,
    range: Range,
    source?: string,
    binary?: FileEvent['binary'],
  ): void {
    const { step, order } = invocation;
    this.#add({ kind, path, source, fromStage: undefined, binary, step, invocation, range, order });
  }

  #add(event: FileEvent): void {
    this.events.push(event);
    if (event.binary !== undefined) this.#binaries.add(event);
    if (isCargoConfig(event.path ?? '')) this.#cargoConfig = true;
  }

  /** `ln`, `cp`, `mv`, `install`: sources, then a destination that is a folder or a name. */
  #transfer(invocation: Invocation, words: readonly Argument[]): void {
    const { name, args, cwd } = invocation;
    const folderOption = optionValue(invocation, ['-t', '--target-directory']);
    const makesFolders =
      name === 'install' && args.some(({ value }) => value !== undefined && /^-[a-zA-Z]*d/.test(value));
    if (makesFolders) {
      for (const word of words) {
        this.#push(invocation, 'create', folderOf(word, cwd), word.range);
      }
      return;
    }
    const sources = folderOption === undefined ? words.slice(0, -1) : words.filter((word) => word !== folderOption);
    const last = folderOption ?? words.at(-1);
    const destination = last === undefined ? undefined : pathOf(last, cwd);
    const into = folderOption !== undefined || sources.length > 1 || (destination?.endsWith('/') ?? false);
    for (const source of sources) {
      const from = name === 'ln' ? source.value : pathOf(source, cwd);
      const path = destination === undefined ? undefined : into ? joinName(destination, source.value) : destination;
      const binary = from === undefined || name === 'ln' ? undefined : this.#binaries.find(from);
      this.#push(invocation, name === 'ln' ? 'link' : 'create', path, invocation.range, from, binary);
      if (name === 'mv') this.#push(invocation, 'delete', from, source.range);
    }
  }

  /** Where a source of a COPY ends up. A folder of a known context gives one path a file. */
  #copiedTo(
    source: string | undefined,
    target: string | undefined,
    intoFolder: boolean,
    copy: CopyStep,
  ): (string | undefined)[] {
    if (target === undefined || source === undefined) return [target];
    if (copy.from === undefined && this.#context !== undefined && !source.startsWith('<<')) {
      const base = (resolvePath(source, '/') ?? '/').slice(1).replace(/\/$/, '');
      const matches = globMatcher(base, true);
      const inside = this.#context.paths.filter((path) =>
        matches === undefined ? base === '' || path.startsWith(`${base}/`) : matches(path),
      );
      if (inside.length > 0) {
        return inside.map((path) => {
          const rest = matches === undefined ? (base === '' ? path : path.slice(base.length + 1)) : baseName(path);
          return `${target.replace(/\/$/, '')}/${rest}`;
        });
      }
    }
    // A folder's contents are copied, not the folder itself (Dockerfile reference, COPY).
    const isFolder =
      copy.fromStage !== undefined && once(copy.fromStage, foldersOf).has(resolvePath(source, '/') ?? source);
    if (isFolder || /(^|\/)\.?\/?$/.test(source)) return [target.replace(/\/?$/, '/')];
    return [intoFolder ? joinName(target, source.startsWith('<<') ? source.slice(2) : source) : target];
  }
}

/** Folders of a stage in which its own instructions put something. */
function foldersOf({ fileEvents }: Stage): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const { path } of fileEvents) {
    for (let slash = path?.lastIndexOf('/') ?? 0; slash > 0; slash = path?.lastIndexOf('/', slash - 1) ?? 0) {
      const folder = path?.slice(0, slash) ?? '';
      // What is above a folder that is there has been taken down with it.
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

function pathOf({ value }: Argument, cwd: string | undefined): string | undefined {
  return value === undefined ? undefined : resolvePath(value, cwd);
}

function folderOf(argument: Argument, cwd: string | undefined): string | undefined {
  return pathOf(argument, cwd)?.replace(/\/?$/, '/');
}

const OUTPUT_OPTIONS = listTable(`
gcc=-o cc=-o g++=-o c++=-o clang=-o clang++=-o ld=-o as=-o musl-gcc=-o go=-o tcc=-o rustc=-o ldc2=-of
zig=-femit-bin objcopy wget=-O,--output-document curl=-o,--output openssl=-out strip=-o sort=-o
`);

/** Arguments that are not options (values of options are not told apart, which these commands rarely need). */
/** The mode of `mkdir -m 700 a` and `mkdir -pm 700 a` is no folder. */
function withoutMode(words: readonly Argument[], args: readonly Argument[]): readonly Argument[] {
  const at = args.findIndex(({ value }) => /^-[pv]{0,2}m$/.test(value ?? ''));
  const mode = args[at + 1];
  return at < 0 ? words : words.filter((word) => word !== mode);
}

function operands(args: readonly Argument[]): Argument[] {
  const result: Argument[] = [];
  let all = false;
  for (let i = 0; i < args.length; i++) {
    const argument = args[i];
    if (argument === undefined) continue;
    if (!all && argument.value === '--') all = true;
    else if (!all && /^(-m|-o|-g|--mode|--owner|--group)$/.test(argument.value ?? '') && args.length > 3) i++;
    else if (all || isOperand(argument)) result.push(argument);
  }
  return result;
}

function optionValue(invocation: Invocation, names: readonly string[]): Argument | undefined {
  const { args } = invocation;
  for (let i = 0; i < args.length; i++) {
    const value = args[i]?.value;
    if (value === undefined) continue;
    for (const name of names) {
      if (value === name) return args[i + 1];
      const attached = value.startsWith(`${name}=`)
        ? value.slice(name.length + 1)
        : /^-\w$/.test(name) && value.startsWith(name) && value.length > 2
          ? value.slice(2)
          : undefined;
      const argument = args[i];
      if (attached !== undefined && argument !== undefined) {
        const { raw, range } = argument;
        return { value: attached, raw, range };
      }
    }
    // Clusters such as `wget -qO out` and `curl -fsSLo out`.
    const short = names.find((name) => /^-\w$/.test(name))?.slice(1);
    if (short !== undefined && /^-[a-zA-Z]+$/.test(value) && value.length > 2 && value.endsWith(short))
      return args[i + 1];
  }
  return undefined;
}

function joinName(folder: string, source: string | undefined): string | undefined {
  if (source === undefined) return folder;
  const name = withoutEnd(source, '/');
  const last = baseName(name);
  return last === '' || last === '.' ? folder : `${folder.replace(/\/$/, '')}/${last}`;
}

function binariesOf({ fileEvents }: Stage): Binaries {
  const binaries = new Binaries();
  for (const event of fileEvents) if (event.binary !== undefined) binaries.add(event);
  return binaries;
}

/** What compilers and linkers made, by path and by the folder in which cargo puts its programs. */
class Binaries {
  readonly #all: FileEvent[] = [];
  /** Places in the list, of the last one. */
  readonly #byPath = new Map<string, number>();
  readonly #byFolder = new Map<string, number>();

  add(event: FileEvent): void {
    const at = this.#all.push(event) - 1;
    if (event.path !== undefined) this.#byPath.set(event.path, at);
    if (event.binary?.folder !== undefined) this.#byFolder.set(event.binary.folder, at);
  }

  /** The last one at `path`; through a folder when the whole folder is meant. */
  find(path: string | undefined): FileEvent['binary'] {
    if (path === undefined || this.#all.length === 0) return undefined;
    const absolute = resolvePath(path, '/') ?? path;
    const name = baseName(absolute);
    // What lies deeper, or ends in `.d`, is no program of cargo.
    const folder = /\.(d|a|rlib)$/.test(name) ? undefined : absolute.slice(0, absolute.length - name.length - 1);
    const exact = Math.max(this.#byPath.get(absolute) ?? -1, this.#byFolder.get(folder ?? '') ?? -1);
    const inside = ({ path: made, binary }: FileEvent): boolean => {
      const place = made ?? binary?.folder;
      return place !== undefined && isWithin(place, absolute);
    };
    return (this.#all[exact] ?? this.#all.findLast(inside))?.binary;
  }
}

function isCargoConfig(path: string): boolean {
  return /cargo\/config(\.toml)?$/.test(path);
}
