import { isWithin, resolvePath } from '../../model/paths.ts';
import type { BuildContext, FileEvent, Invocation, Stage, Step } from '../../model/types.ts';
import { isTool, type CompiledProgram } from './compiled-program.ts';

const CODE =
  /(\.(c|cc|cpp|cxx|h|hh|hpp|s|S|go|rs)|(^|\/)(go\.(mod|sum|work|\*)|Cargo\.(toml|lock|\*)|rust-toolchain(\.toml)?))$/;
const CODE_FOLDER = /(^|\/)(src|include|cmd|internal|pkg|vendor|crates|benches|examples)\/?$/;
/** No program reads these when it runs. */
const NOTES = /(^|\/)(\.|Dockerfile|LICEN[SC]E|README|CHANGELOG|Makefile)|\.md$/;

/** Caches and scratch space of builds. */
const SCRATCH = /^\/(tmp|var\/(tmp|cache\/apk)|etc\/apk\/cache|go|root\/(\.cache|\.cargo|go)|usr\/local\/cargo)(\/|$)/;

/** Files and folders that the compiler reads and writes, and who else may need what lies there. */
export class SourceFiles {
  readonly #places: string[] = [];
  readonly #program: CompiledProgram;
  readonly #context: BuildContext | undefined;
  /** The program neither lies nor starts among them. */
  readonly #isApart: boolean;

  constructor(program: CompiledProgram, { end }: Stage, context: BuildContext | undefined) {
    this.#program = program;
    this.#context = context;
    for (const { cwd, args } of program.tools) {
      const inputs = args.flatMap(({ value = '' }) => (CODE.test(value) ? (resolvePath(value, cwd) ?? []) : []));
      const folders = inputs.map((input) => input.slice(0, input.lastIndexOf('/')));
      this.#places.push(...[...inputs, ...folders, cwd ?? ''].filter((place) => place.length > 1));
    }
    this.#isApart = !this.has(program.path) && !this.has(end.workdir ?? '/');
  }

  has(path: string): boolean {
    return this.#places.some((place) => isWithin(path, place));
  }

  /** Whether a word of a command line may name one of these files, the program itself left out. */
  isNamedBy(word: string, cwd: string | undefined): boolean {
    const value = word.replace(/^-[^=]*=/, '');
    const path = resolvePath(value, cwd);
    if (path === this.#program.path || value.includes('://') || !/\/|\.[a-z]\w*$/i.test(value)) return false;
    return path === undefined || this.has(path);
  }

  /** For whom a COPY or ADD before the compiler is; undefined when not known. */
  usedBy({ copy, before, instruction }: Step, events: readonly FileEvent[]): 'build' | 'runtime' | undefined {
    const target = resolvePath(copy?.destination?.value ?? '', before.workdir);
    if (copy?.destination?.value === undefined || target === undefined || copy.from !== undefined) return undefined;
    if (!this.has(target) && !this.#places.some((place) => isWithin(place, target))) return 'runtime';
    // The user may be one that only the last stage has; ADD unpacks and downloads.
    if (copy.chown !== undefined || instruction.keyword === 'ADD') return undefined;
    const isCode = copy.sources.every(({ value = '' }) => {
      if (value.startsWith('<<')) return events.every(({ path = '' }) => CODE.test(path));
      return CODE.test(value) || CODE_FOLDER.test(value) || (/^\.?\/?$/.test(value) && this.#isOnlyCode(target));
    });
    return isCode ? 'build' : undefined;
  }

  /** Nothing of the whole context is for the program. One that is put elsewhere was meant to stand alone. */
  #isOnlyCode(target: string): boolean {
    if (this.#context === undefined) return !isWithin(this.#program.path, target);
    return this.#context.paths.every((path) => CODE.test(path) || NOTES.test(path));
  }

  /** For whom a command of a RUN works: the build, the image, either (`any`); undefined when not known. */
  servedBy(command: Invocation, events: readonly FileEvent[]): 'build' | 'runtime' | 'any' | undefined {
    const { name = '', certain, args, cwd = '/', apk, inSubstitution } = command;
    if (!certain) return undefined;
    if (apk !== undefined) return /^(add|del|update|cache)$/.test(apk.command ?? '') ? 'build' : undefined;
    if (isTool(command) || events.some((event) => this.#program.events.includes(event))) return 'build';
    if (/^(add|del)(user|group)$|^(user|group)(add|mod)$/.test(name)) return 'runtime';
    if (events.length > 0) {
      const inside = events.filter((event) => this.#isForBuild(event));
      if (inside.length === events.length) return /^ch(own|grp)$/.test(name) ? undefined : 'build';
      const isOutside = ({ path, source = '' }: FileEvent): boolean =>
        path !== undefined && !this.has(path) && !this.has(source) && !SCRATCH.test(source);
      return events.every(isOutside) ? 'runtime' : undefined;
    }
    if (/^(set|cd|export|true|:|echo|printf|test|\[|ls|cat|sha256sum|nproc|uname|pwd|date)$/.test(name)) return 'any';
    // They write where the model does not look.
    const writes = !inSubstitution && /^(git|wget|curl|tar|unzip|gunzip|patch|sed)$/.test(name);
    const places = [cwd, ...args.flatMap(({ value }) => (value?.startsWith('/') === true ? value : []))];
    const isInside = places.every((path) => SCRATCH.test(path) || (this.#isApart && this.has(path)));
    return writes && isInside ? 'build' : undefined;
  }

  /** Where the program could find it again, only code and what holds code or the program is certain to be for the build. */
  #isForBuild({ path = '/', kind }: FileEvent): boolean {
    if (SCRATCH.test(path) || this.#program.events.some((event) => event.path === path)) return true;
    if (!this.has(path)) return this.#places.some((place) => isWithin(place, path));
    const isCode = CODE.test(path) || CODE_FOLDER.test(path);
    return this.#isApart || kind === 'delete' || isCode || this.#places.some((place) => isWithin(place, path));
  }
}
