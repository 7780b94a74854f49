import { packageClass } from '../../apk/package-classes.ts';
import type { PackageSpec } from '../../apk/types.ts';
import type { FileEvent, Invocation, Stage, Step } from '../../model/types.ts';
import { isTool, type CompiledProgram } from './compiled-program.ts';
import type { Instruction } from '../../syntax/dockerfile/types.ts';
import type { SourceFiles } from './source-files.ts';
import { sliceOf } from '../../text.ts';

/** In which of the two stages an instruction belongs. */
export interface Use {
  readonly place: 'build' | 'runtime' | 'both';
  /** Commands of a RUN of the build that the last stage needs instead. */
  readonly commands?: readonly Invocation[];
}

/** Variables that compilers read and programs do not. */
const BUILD_VARIABLE =
  /^((CGO|CARGO|RUSTUP|PKG_CONFIG)_\w+|GO(OS|ARCH|FLAGS|PROXY|PRIVATE|PATH|CACHE|111MODULE)|(C|CPP|CXX|LD|RUST|MAKE)FLAGS|CC|CXX)$/;

/** The use of each instruction of a stage; undefined as soon as one is not known. */
export function usesOf(
  stage: Stage,
  program: CompiledProgram,
  source: SourceFiles,
  text: string,
): ReadonlyMap<Step, Use> | undefined {
  const uses = new Map<Step, Use>();
  const eventsOf = (cause: Step | Invocation): readonly FileEvent[] =>
    stage.fileEvents.filter(({ invocation, step }) => (invocation ?? step) === cause);
  const runs = stage.steps.filter(({ instruction }) => instruction.keyword === 'RUN');
  const last = Math.max(
    program.events[0]?.step.index ?? 0,
    runs.findLast(({ invocations }) => invocations.some(isTool))?.index ?? 0,
  );
  for (const step of runs) {
    const use = useOfRun(step, step.index > last, text, (command) => source.servedBy(command, eventsOf(command)));
    if (use === undefined) return undefined;
    uses.set(step, use);
  }
  // Backwards, because a variable is of use where something behind it names it.
  for (const step of stage.steps.toReversed()) {
    const { keyword } = step.instruction;
    if (keyword === 'RUN') continue;
    const isBefore = step.index < last;
    const later = isBefore ? 'both' : 'runtime';
    let place: Use['place'] | undefined;
    if (keyword === 'COPY' || keyword === 'ADD') {
      place = isBefore ? source.usedBy(step, eventsOf(step)) : 'runtime';
    } else if (keyword === 'ENV') {
      // A crate may read any variable while it is compiled.
      const isUsed = isBefore && (program.isRust || isNamed(step, uses, 'build', text));
      place = placeOfEnv(step, isUsed, isNamed(step, uses, 'runtime', text), source);
    } else if (keyword === 'ARG') {
      place = isNamed(step, uses, 'runtime', text) ? later : 'build';
    } else if (keyword === 'WORKDIR') {
      // A relative one needs those before it.
      if (/^["']?[/$]/.test(step.instruction.args[0]?.raw ?? ''))
        place = isWorkplace(step, uses, source, text) ? later : 'build';
    } else if (/^(USER|LABEL|EXPOSE|STOPSIGNAL|VOLUME|MAINTAINER|HEALTHCHECK|ENTRYPOINT|CMD)$/.test(keyword)) {
      place = step.invocations.some((command) => namesSource(command, source)) ? undefined : 'runtime';
    }
    if (place === undefined || (place === 'both' && isIgnored(step.instruction))) return undefined;
    uses.set(step, { place });
  }
  return uses;
}

/** Packages that no build asks for. */
export function isOnlyRuntime({ name = '' }: PackageSpec): boolean {
  return /^(tini|dumb-init|catatonit|su-exec|tzdata|mailcap|musl-locales)$/.test(name);
}

function useOfRun(
  step: Step,
  isBehind: boolean,
  text: string,
  servedBy: (command: Invocation) => ReturnType<SourceFiles['servedBy']>,
): Use | undefined {
  const { invocations, script } = step;
  const [first] = invocations;
  const served = invocations.map(servedBy);
  if (first === undefined || served.includes(undefined) || (script?.errors.length ?? 0) > 0) return undefined;
  if (invocations.length === 1 && first.apk?.command === 'add') {
    const isFor = isBehind ? isNoTool : isOnlyRuntime;
    return { place: first.apk.packages.every(isFor) ? 'runtime' : 'build' };
  }
  if (!served.includes('runtime')) return { place: 'build' };
  if (!served.includes('build')) return { place: 'runtime' };
  const commands = invocations.filter((_, i) => served[i] === 'runtime');
  // What a command says must not depend on those before it.
  const isAlone = ({ pipeline, inSubstitution, range }: Invocation): boolean =>
    pipeline.length === 1 && !inSubstitution && !/[$`]/.test(sliceOf(text, range));
  const dependsOn = invocations.some(({ name }) => /^(cd|export|umask)$/.test(name ?? ''));
  return dependsOn || !commands.every(isAlone) ? undefined : { place: 'build', commands };
}

function isNoTool({ name = '' }: PackageSpec): boolean {
  return packageClass(name) === 'runtime';
}

function placeOfEnv(step: Step, isUsed: boolean, isNamedLater: boolean, source: SourceFiles): Use['place'] | undefined {
  const { pairs } = step.instruction;
  const forBuild = pairs.filter(({ name }) => BUILD_VARIABLE.test(name));
  if (forBuild.length === pairs.length && !isNamedLater) return 'build';
  const words = pairs.flatMap(({ value }) => value?.raw.split(/[\s:='"]+/) ?? []);
  if (words.some((word) => source.isNamedBy(word, step.stage.end.workdir))) return undefined;
  return isUsed || forBuild.length > 0 ? 'both' : 'runtime';
}

/** Whether an instruction of one of the stages, behind this ENV or ARG, names one of its variables. */
function isNamed({ instruction }: Step, uses: ReadonlyMap<Step, Use>, place: Use['place'], text: string): boolean {
  return instruction.pairs.some(({ name }) =>
    [...uses].some(
      ([step, use]) =>
        (use.place === place || use.place === 'both') && namesVariable(sliceOf(text, step.instruction.range), name),
    ),
  );
}

/** `$NAME` or `${NAME`. A name is what the author wrote there, brackets too, so it is no expression. */
function namesVariable(text: string, name: string): boolean {
  return [`$${name}`, `\${${name}`].some((mark) => {
    let at = text.indexOf(mark);
    while (at >= 0 && /\w/.test(text.charAt(at + mark.length))) at = text.indexOf(mark, at + mark.length);
    return at >= 0;
  });
}

/** The last WORKDIR, and one in which commands or copies of the last stage work. */
function isWorkplace({ stage, index }: Step, uses: ReadonlyMap<Step, Use>, source: SourceFiles, text: string): boolean {
  for (const step of stage.steps.slice(index + 1)) {
    const { keyword, range } = step.instruction;
    if (keyword === 'WORKDIR') return false;
    const use = uses.get(step);
    const works = use?.commands !== undefined || (use?.place === 'runtime' && /^(RUN|COPY|ADD)$/.test(keyword));
    // What lies in a folder of the source belongs to the build, so the last stage can only reach out of it.
    const { workdir } = step.before;
    const isSource = workdir !== undefined && source.has(workdir);
    if (works && (!isSource || sliceOf(text, range).includes('..'))) return true;
  }
  return true;
}

function namesSource({ program = '', args, redirects, step }: Invocation, source: SourceFiles): boolean {
  const words = args.map(({ value, raw }) => value ?? raw);
  return [program, ...words, ...redirects.map(({ target }) => target?.raw ?? '')].some((word) =>
    source.isNamedBy(word, step.stage.end.workdir),
  );
}

/** A comment above says what a checker should not report: it would be missing above the second one. */
export function isIgnored({ leading }: Instruction): boolean {
  return leading.some(({ text }) => text.includes('ignore='));
}
