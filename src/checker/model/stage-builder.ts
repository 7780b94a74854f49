import type { Instruction } from '../syntax/dockerfile/types.ts';
import { expandWord, literalOf } from '../syntax/expand.ts';
import { type ResolvedBase, stageName } from './base.ts';
import { type EarlierStages, findStage, readCopy, readMounts, unpacks } from './copy.ts';
import { FileTracker } from './files.ts';
import { providedBy } from './images.ts';
import { InvocationCollector } from './invocations.ts';
import { PackageTracker } from './packages.ts';
import { resolvePath } from './paths.ts';
import { describeProcess } from './process.ts';
import { once } from './memo.ts';
import { NONE, settled } from '../lists.ts';
import type {
  Base,
  BuildContext,
  CommandLine,
  Distro,
  FileEvent,
  Libc,
  PackageEvent,
  Process,
  Stage,
  State,
  Step,
} from './types.ts';
import { VariableLog, type VariableView } from './variables.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const DEFAULT_SHELL = ['/bin/sh', '-c'];

type Given = Pick<
  Stage,
  'index' | 'name' | 'from' | 'base' | 'distro' | 'libc' | 'release' | 'steps' | 'end' | 'fileEvents' | 'baseProvides'
>;

/**
 * A stage while it is built and afterwards. A class, because an object literal with getters would have a hidden class
 * of its own for each stage, which keeps the whole model alive until the next full garbage collection.
 */
class BuiltStage implements Stage {
  readonly index: number;
  readonly name: string | undefined;
  readonly from: Instruction;
  base: Base;
  distro: Distro;
  libc: Libc;
  release: string | undefined;
  readonly steps: readonly Step[];
  triggers: Stage | undefined;
  inFinalImage = false;
  reached = false;
  end: State;
  baseProvides: ReadonlySet<string>;
  readonly fileEvents: readonly FileEvent[];
  memo: Stage['memo'];
  readonly #packages: PackageTracker;

  constructor(given: Given, packages: PackageTracker) {
    this.index = given.index;
    this.name = given.name;
    this.from = given.from;
    this.base = given.base;
    this.distro = given.distro;
    this.libc = given.libc;
    this.release = given.release;
    this.steps = given.steps;
    this.triggers = undefined;
    this.end = given.end;
    this.baseProvides = given.baseProvides;
    this.fileEvents = given.fileEvents;
    this.memo = undefined;
    this.#packages = packages;
  }

  get packageEvents(): readonly PackageEvent[] {
    return this.#packages.events;
  }

  get installed(): Stage['installed'] {
    return this.#packages.installed;
  }

  get process(): Process {
    return once(this, describeProcess);
  }
}

/** Follows one stage instruction by instruction. */
export class StageBuilder {
  /** Stages that this one copies or mounts from, or stands on. */
  readonly needs = new Set<Stage>();
  readonly #data: BuiltStage;
  readonly #steps: Step[] = [];
  readonly #earlier: EarlierStages;
  readonly #globals: VariableView;
  readonly #env: VariableLog;
  readonly #args = new VariableLog();
  readonly #variables: VariableLog;
  readonly #packages: PackageTracker;
  readonly #files: FileTracker;
  #state: State;
  #order = 0;

  /** @param from FROM, or the first ONBUILD of triggers */
  constructor(
    from: Instruction,
    resolved: ResolvedBase,
    earlier: EarlierStages,
    globals: VariableView,
    context: BuildContext | undefined,
  ) {
    this.#earlier = earlier;
    this.#globals = globals;
    const parent = resolved.base.stage;
    if (parent !== undefined) this.needs.add(parent);
    this.#env = new VariableLog(parent?.end.env);
    this.#variables = new VariableLog(parent?.end.env);
    this.#packages = new PackageTracker(parent);
    this.#files = new FileTracker(context);
    this.#state = this.#initialState(parent);
    this.#data = new BuiltStage(
      {
        index: earlier.before,
        name: stageName(from),
        from,
        ...resolved,
        steps: this.#steps,
        end: this.#state,
        fileEvents: this.#files.events,
        baseProvides: parent?.baseProvides ?? providedBy(resolved.base, resolved.distro),
      },
      this.#packages,
    );
  }

  get stage(): Stage {
    return this.#data;
  }

  /** What the ONBUILD lines of the stage do in a build that begins with it, once it is complete. */
  triggers(context: BuildContext | undefined): StageBuilder | undefined {
    const data = this.#data;
    const lines = this.#steps.flatMap(({ instruction }) => (instruction.onbuild === undefined ? [] : instruction));
    const [first] = lines;
    if (first === undefined) return undefined;
    const { distro, libc, release } = data;
    const base: Base = { ...data.base, kind: 'stage', name: undefined, tag: undefined, digest: undefined, stage: data };
    const resolved = { base, distro, libc, release };
    const builder = new StageBuilder(
      first,
      resolved,
      { ...this.#earlier, before: data.index + 0.5 },
      this.#globals,
      context,
    );
    // Comments above the line stay with it.
    for (const { onbuild, leading } of lines) if (onbuild !== undefined) builder.add(onbuild.with({ leading }));
    data.triggers = builder.stage;
    return builder;
  }

  markFinal(): void {
    this.#data.inFinalImage = true;
    this.#data.reached = true;
  }

  markReached(): void {
    this.#data.reached = true;
  }

  /** Takes the next instruction of the stage. */
  add(instruction: Instruction): void {
    const step: Writable<Step> = {
      instruction,
      stage: this.stage,
      index: this.#steps.length,
      before: this.#state,
      invocations: NONE,
      script: undefined,
      mounts: NONE,
      copy: undefined,
      memo: undefined,
    };
    this.#steps.push(step);
    const effect = EFFECTS[instruction.keyword];
    const change = effect?.(this, instruction, step);
    if (change !== undefined) this.#data.end = this.#state = { ...this.#state, ...change };
  }

  /** `RUN`, and the commands that a container will start. */
  collect(step: Writable<Step>): void {
    const collector = new InvocationCollector(step, this.#variables.view(), this.#order);
    collector.collect(step.instruction);
    step.invocations = settled(collector.invocations);
    step.script = collector.script;
    this.#order += collector.invocations.length + 1;
  }

  run(step: Writable<Step>): void {
    step.mounts = readMounts(step.instruction, this.#variables.view());
    for (const mount of step.mounts) {
      const stage = mount.from === undefined ? undefined : findStage(mount.from, this.#earlier);
      if (stage !== undefined) this.needs.add(stage);
    }
    this.collect(step);
    for (const invocation of step.invocations) {
      this.#packages.take(invocation);
      this.#files.take(invocation);
    }
    if (this.#data.distro === 'unknown' && this.#data.base.kind !== 'scratch') this.#learnDistro(step);
  }

  copy(step: Writable<Step>): void {
    step.copy = readCopy(step.instruction, this.#variables.view(), this.#earlier);
    if (step.copy.fromStage !== undefined) this.needs.add(step.copy.fromStage);
    this.#files.copy(step, step.copy, this.#order++);
    if (this.#data.distro === 'scratch') this.#learnRootfs(step);
  }

  define(instruction: Instruction): Partial<State> {
    const before = this.#variables.view();
    const isArg = instruction.keyword === 'ARG';
    for (const { name, value } of instruction.pairs) {
      const text = value === undefined ? undefined : expandWord(value.parts, (variable) => before.get(variable));
      if (isArg) {
        const known = value === undefined ? this.#globals.get(name) : text;
        this.#args.set(name, known);
        // ENV always wins over ARG of the same name (Dockerfile reference, "Using ARG variables").
        if (!this.#env.view().has(name)) this.#variables.set(name, known);
      } else {
        this.#env.set(name, text);
        this.#variables.set(name, text);
      }
    }
    return isArg ? { args: this.#args.view() } : { env: this.#env.view() };
  }

  /** The first word of USER, WORKDIR, STOPSIGNAL, expanded. */
  word(instruction: Instruction): string | undefined {
    const word = instruction.args[0];
    const view = this.#variables.view();
    return word === undefined ? undefined : expandWord(word.parts, (name) => view.get(name));
  }

  /** `apk` in an image that we do not know is evidence of Alpine. */
  #learnDistro(step: Step): void {
    if (
      step.invocations.some(
        (invocation) => invocation.name === 'apk' && invocation.certain && invocation.args[0] !== undefined,
      )
    ) {
      this.#data.distro = 'alpine' satisfies Distro;
      this.#data.libc = 'unknown' satisfies Libc;
    }
  }

  /** `ADD alpine-minirootfs-3.24.0-x86_64.tar.gz /` makes Alpine out of nothing. An archive that is fetched is unpacked when `--unpack` says so. */
  #learnRootfs({ copy, instruction }: Step): void {
    if (instruction.keyword !== 'ADD' || copy?.destination?.value !== '/') return;
    for (const { value, raw } of copy.sources) {
      const match = /(?:^|\/)alpine-minirootfs(?:-(\d{1,4}\.\d{1,4})\b)?/.exec(value ?? raw);
      if (match === null || !(unpacks(instruction) ?? !raw.startsWith('http'))) continue;
      this.#data.distro = 'alpine' satisfies Distro;
      this.#data.libc = 'musl' satisfies Libc;
      this.#data.release = match[1];
      this.#data.base = { ...this.#data.base, name: 'alpine', tag: match[1] };
      this.#data.baseProvides = providedBy(this.#data.base, 'alpine');
    }
  }

  #initialState(parent: Stage | undefined): State {
    const inherited = parent?.end;
    return {
      env: this.#env.view(),
      args: this.#args.view(),
      user: inherited?.user,
      workdir: inherited === undefined ? '/' : inherited.workdir,
      shell: inherited?.shell ?? DEFAULT_SHELL,
      entrypoint: inherited?.entrypoint,
      command: inherited?.command,
      healthcheck: inherited?.healthcheck,
      exposed: inherited?.exposed ?? [],
    };
  }
}

type Effect = (builder: StageBuilder, instruction: Instruction, step: Writable<Step>) => Partial<State> | undefined;

const EFFECTS: Readonly<Record<string, Effect | undefined>> = {
  RUN: (builder, _, step) => {
    builder.run(step);
    return undefined;
  },
  COPY: (builder, _, step) => {
    builder.copy(step);
    return undefined;
  },
  ADD: (builder, _, step) => {
    builder.copy(step);
    return undefined;
  },
  ENV: (builder, instruction) => builder.define(instruction),
  ARG: (builder, instruction) => builder.define(instruction),
  USER: (builder, instruction) => ({ user: builder.word(instruction) }),
  WORKDIR: (builder, instruction, step) => {
    const path = builder.word(instruction);
    return {
      workdir: path === undefined ? undefined : resolvePath(path, step.before.workdir)?.replace(/(.)\/$/, '$1'),
    };
  },
  SHELL: (_, instruction) => (instruction.form === 'exec' ? { shell: strings(instruction) } : undefined),
  CMD: (builder, instruction, step) => {
    builder.collect(step);
    return { command: commandLine(instruction) };
  },
  ENTRYPOINT: (builder, instruction, step) => {
    builder.collect(step);
    // A CMD that comes from the base is dropped by a new ENTRYPOINT (Dockerfile reference, "Understand how CMD and ENTRYPOINT interact").
    const { command } = step.before;
    const own = command !== undefined && step.stage.steps.some((other) => other.instruction === command.instruction);
    return { entrypoint: commandLine(instruction), command: own ? command : undefined };
  },
  HEALTHCHECK: (builder, instruction, step) => {
    const none = instruction.args[0]?.raw.toUpperCase() === 'NONE' && instruction.args.length === 1;
    if (!none) builder.collect(step);
    return { healthcheck: none ? 'none' : instruction };
  },
  EXPOSE: (_, instruction, step) => ({
    exposed: [
      ...step.before.exposed,
      ...instruction.args.flatMap((word) => {
        const text = expandWord(word.parts, () => undefined);
        return text === undefined ? [] : [text.includes('/') ? text.toLowerCase() : `${text}/tcp`];
      }),
    ],
  }),
};

function strings(instruction: Instruction): string[] {
  return instruction.args.map((word) => literalOf(word) ?? word.raw);
}

function commandLine(instruction: Instruction): CommandLine {
  return { instruction, form: instruction.form, argv: instruction.form === 'exec' ? strings(instruction) : undefined };
}
