import type { Instruction } from '../syntax/dockerfile/types.ts';
import { expandWord, literalOf, partsOf } from '../syntax/expand.ts';
import { shellSource } from '../syntax/shell-of.ts';
import type { Range } from '../text.ts';
import { baseImage, environmentOf } from './bases.ts';
import type { SourceTree } from './placing.ts';
import { ROOT } from './files/resolve.ts';
import { absentProgram } from './health.ts';
import { layerChange, layerOf } from './layers.ts';
import { loadFacts, programNeeds } from './loader.ts';
import type { Machine } from './machine.ts';
import { Endless, Session, type StepFacts, whyTooMuch } from './session.ts';
import type { Environment } from './shell/state.ts';
import type { Container } from './start.ts';
import type { AbsentProgram, Cause } from './status.ts';
import { type Config, firstConfig } from './steps/config.ts';
import { copyStep, missingInContext } from './steps/copy.ts';
import { usesOfContext } from './steps/context-use.ts';
import { referencesOf, refusedReference } from './steps/references.ts';
import { runStep } from './steps/run.ts';
import { type Shared, type Stage, type StepResult, stringsOf } from './steps/stage.ts';
import { workdirStep } from './steps/workdir.ts';
import type { Because, Bytes, ForecastLayer, ForecastStage, ForecastStep } from './types.ts';
import { accounts } from './users.ts';
import { BuildVariables } from './variables.ts';
import { fileView } from './view.ts';

/** What all stages of a file share, and the stages. */
export interface Stages extends Shared {
  readonly stages: StageRun[];
  /** The last stage of each name so far. */
  readonly byName: Map<string, StageRun>;
}

/** What a step does to the image. */
interface Effects {
  readonly change?: ReturnType<typeof layerChange> | undefined;
  readonly moved?: ForecastStep['packages'];
  readonly bytes?: Bytes | undefined;
}

const NOTHING: Bytes = { value: 0, kind: 'context' };
const UNKNOWN: Bytes = { value: undefined, kind: 'unknown' };

/** One stage: its instructions, and what they do one behind the other. */
export class StageRun implements Stage {
  readonly index: number;
  readonly name: string | undefined;
  readonly from: Instruction;
  readonly instructions: Instruction[] = [];
  reached = false;
  failed = false;
  readonly shared: Stages;
  readonly #steps: ForecastStep[] = [];
  readonly base: string | undefined;
  readonly #parent: StageRun | undefined;
  machine: Machine;
  variables: BuildVariables;
  config: Config;
  distro: string;
  libc: StepFacts['libc'];
  #branch: string | undefined;
  #written: string | undefined;
  #plain: boolean;
  /** The base has files and packages that are not known. */
  #open: boolean;
  #triggers: Instruction[] = [];
  readonly #given: string | undefined;
  readonly #layers: ForecastLayer[] = [];
  #ran = false;

  constructor(shared: Stages, from: Instruction, index: number) {
    this.shared = shared;
    this.from = from;
    this.index = index;
    const [word, as, name] = from.args;
    this.name = as?.raw.toUpperCase() === 'AS' && name !== undefined ? literalOf(name)?.toLowerCase() : undefined;
    this.base = word === undefined ? undefined : expandWord(word.parts, shared.globals.global);
    const reference = this.base?.toLowerCase();
    this.#parent = reference === undefined ? undefined : shared.byName.get(reference);
    if (this.name !== undefined) shared.byName.set(this.name, this);
    const image = baseImage(this.#parent === undefined ? this.base : 'scratch', shared.clock, shared.options.data);
    this.machine = image.machine;
    this.distro = image.distro;
    this.libc = image.libc;
    this.#branch = image.branch;
    this.#written = image.written;
    this.#plain = image.plain;
    this.#given = image.given;
    // Where the Dockerfile of an official image was read, its packages are known.
    this.#open = image.open && image.facts?.world === undefined;
    this.variables = new BuildVariables(
      shared.options,
      environmentOf(image),
      image.open && image.facts === undefined && image.isPython !== true,
    );
    this.config = firstConfig(image, from.range);
  }

  /** Stages that this one stands on, copies from or mounts from. */
  needs(): StageRun[] {
    const found: StageRun[] = this.#parent === undefined ? [] : [this.#parent];
    const look = (instruction: Instruction): void => {
      for (const { text } of referencesOf(instruction)) {
        const stage = this.stageOf(
          text.includes('$') ? (expandWord(partsOf(text), this.shared.globals.global) ?? text) : text,
        );
        if (stage !== undefined) found.push(stage);
      }
    };
    this.instructions.forEach(look);
    // A trigger is about the stages that stand on its own (seen with Docker 26).
    this.#parent?.instructions.forEach(({ onbuild }) => {
      if (onbuild !== undefined) look(onbuild);
    });
    return found;
  }

  /** What BuildKit says of a base whose name is none, for want of an ARG as a rule (seen with Docker 26, `golang:-alpine` with 20.10). */
  #badBase(): string | undefined {
    const { base } = this;
    if (base === undefined || this.#parent !== undefined) return undefined;
    if (base === '') return `base name (${this.from.args[0]?.raw ?? ''}) should not be blank`;
    if (!this.reached) return undefined;
    const [untold = ''] = base.split('@', 1);
    const colon = untold.indexOf(':', untold.lastIndexOf('/') + 1);
    const tag = colon < 0 ? '' : untold.slice(colon);
    if (/[:@/]$|^[:@/]/.test(base) || /^:[-.]/.test(tag))
      return `failed to parse stage name "${base}": invalid reference format`;
    const name = colon < 0 ? untold : untold.slice(0, colon);
    if (!/[A-Z]/.test(name.replace(/^[^/.:]*[.:][^/]*\//, ''))) return undefined;
    const shown = name.includes('/') ? name : `library/${name}`;
    return `failed to parse stage name "${base}": invalid reference format: repository name (${shown}) must be lowercase`;
  }

  /**
   * References that BuildKit refuses before it builds anything: to the stage itself or to a number that no stage has
   * in stages that nobody needs too, to a later stage only where it is needed (seen with Docker 26).
   */
  fatal(): { range: Range; prints: string } | undefined {
    const blank = this.#badBase();
    if (blank !== undefined) return { range: this.from.range, prints: blank };
    const own = this.name ?? `stage-${this.index}`;
    for (const instruction of this.instructions) {
      const refusedWord = this.reached ? refusedValue(instruction) : undefined;
      if (refusedWord !== undefined) return { range: instruction.range, prints: refusedWord };
      for (const reference of referencesOf(instruction)) {
        const { text, range, isMount } = reference;
        const refused = refusedReference(reference);
        if (refused !== undefined) return { range, prints: refused };
        const meant = this.#named(text);
        if (meant === undefined && /^\d+$/.test(text)) return { range, prints: `invalid stage index ${text}` };
        const image = text.split(/[:@]/, 1)[0] ?? '';
        if (meant === undefined && /^[\w./-]+$/.test(image) && /[A-Z]/.test(image)) {
          const full = image.includes('/') ? image : `library/${image}`;
          return {
            range,
            prints: `failed to parse stage name "${text}": invalid reference format: repository name (${full}) must be lowercase`,
          };
        }
        if (meant === undefined || meant.index < this.index) continue;
        if (meant === this) return { range, prints: `circular dependency detected on stage: ${own}` };
        if (!this.reached) continue;
        return {
          range,
          prints: isMount
            ? `cannot mount from stage "${text}"`
            : `cannot copy from stage "${text}", it needs to be defined before current stage "${own}"`,
        };
      }
    }
    return undefined;
  }

  stageOf(reference: string): StageRun | undefined {
    const named = this.#named(reference);
    return named !== undefined && named.index < this.index ? named : undefined;
  }

  /** Of several stages of a name the last is meant, wherever the reference stands (seen with Docker 26). */
  #named(reference: string): StageRun | undefined {
    const named = this.shared.byName.get(reference.toLowerCase());
    return named ?? (/^\d+$/.test(reference) ? this.shared.stages[Number(reference)] : undefined);
  }

  run(): void {
    this.#ran = true;
    const parent = this.#parent;
    if (parent !== undefined) {
      this.machine = parent.machine.fork();
      this.variables = new BuildVariables(this.shared.options, parent.variables.env, parent.variables.open);
      this.config = { ...parent.config, commandIsOwn: false };
      this.distro = parent.distro;
      this.libc = parent.libc;
      this.#branch = parent.#branch;
      this.#written = parent.#written;
      this.#plain = parent.#plain;
      this.#open = parent.#open;
      this.failed = parent.failed;
    }
    this.#steps.push(this.#step(this.from, this.failed ? 'not-run' : 'ok', { given: this.#givenByBase() }));
    if (parent !== undefined) this.#layers.push(...parent.#layers);
    else this.#keepLayer(this.from);
    if (parent !== undefined) for (const trigger of parent.#triggers) this.#take(trigger);
    for (const instruction of this.instructions) this.#take(instruction);
  }

  /** An image that is not known has to be there. */
  #givenByBase(): string[] {
    if (this.#given !== undefined) return [this.#given];
    if (this.#parent !== undefined || this.distro !== 'unknown' || this.base === 'scratch') return [];
    return [
      this.base === undefined
        ? 'the base image comes from a variable whose value is not known'
        : `the image ${this.base} exists`,
    ];
  }

  /** Whether a step fails because the context lacks something. */
  isEarly({ range }: ForecastStep): boolean {
    const own = this.instructions.find((instruction) => instruction.range === range);
    return own !== undefined && missingInContext(this, own) !== undefined;
  }

  #take(instruction: Instruction): void {
    // What is sent is told where the context is known.
    if (this.shared.options.context !== undefined) this.shared.uses.push(...usesOfContext(this, instruction));
    if (this.failed) {
      this.#steps.push(this.#behindFailure(instruction));
      return;
    }
    this.machine.tree.changes = undefined;
    const packages = this.machine.packages;
    const result = this.#attempt(instruction);
    if (result.outcome === 'fails') this.failed = true;
    const changes =
      instruction.keyword === 'RUN' ||
      instruction.keyword === 'COPY' ||
      instruction.keyword === 'ADD' ||
      instruction.keyword === 'WORKDIR';
    const isTold = result.outcome !== 'fails' && this.shared.options.brief !== true;
    const change = changes && isTold ? layerChange(this.machine.tree) : undefined;
    if (changes && result.outcome !== 'fails' && result.outcome !== 'not-run') this.#keepLayer(instruction);
    const isRun = instruction.keyword === 'RUN' && result.outcome !== 'fails';
    const moved = isRun && isTold ? this.#packageChange(packages) : undefined;
    const bytes = isRun ? bytesOf(moved) : result.bytes;
    this.#steps.push(this.#step(instruction, result.outcome, result, { change, moved, bytes }));
  }

  /** Nothing runs any more, but what is to come from the context BuildKit has looked for before it ran anything. */
  #behindFailure(instruction: Instruction): ForecastStep {
    if (instruction.keyword === 'ENV' || instruction.keyword === 'ARG') this.#do(instruction);
    const missing = missingInContext(this, instruction);
    if (missing === undefined) return this.#step(instruction, 'not-run');
    return this.#step(instruction, 'fails', {
      because: this.because(instruction.range, missing.prints, missing.cause),
    });
  }

  #keepLayer(instruction: Instruction): void {
    if (this.shared.options.layers !== true) return;
    const { range, keyword } = instruction;
    const line = this.shared.lineOf(range.start);
    const isContext = keyword !== 'RUN' && !instruction.flags.some(({ name }) => name === 'from');
    const machine = this.machine.fork();
    // What an unknown command may have brought is given; what an unknown base has is not known.
    this.#layers.push(layerOf(machine, { line, range, keyword, isContext }, this.#open));
  }

  #packageChange({ installed: before }: Machine['packages']): ForecastStep['packages'] {
    const { installed } = this.machine.packages;
    if (before === installed) return undefined;
    const adds = [];
    const removes = [];
    for (const [name, { record }] of installed) {
      if (!before.has(name)) adds.push({ name, bytes: record?.installedSize });
    }
    for (const [name, { record }] of before) {
      if (!installed.has(name)) removes.push({ name, bytes: record?.installedSize });
    }
    return { adds, removes };
  }

  #step(
    instruction: Instruction,
    outcome: ForecastStep['outcome'],
    { given = [], because, exit, absent }: Partial<StepResult> = {},
    { change, moved, bytes = NOTHING }: Effects = {},
  ): ForecastStep {
    return {
      line: this.shared.lineOf(instruction.range.start),
      stage: this.index,
      range: instruction.range,
      keyword: instruction.keyword,
      outcome,
      given,
      because,
      exit,
      absent,
      adds: change?.adds ?? [],
      removes: change?.removes ?? [],
      // What an earlier layer brought stays in it.
      hides: change?.removes ?? [],
      packages: moved,
      bytes,
    };
  }

  /** What is too large or too deep to be followed is unknown. */
  #attempt(instruction: Instruction): StepResult {
    try {
      return this.#do(instruction);
    } catch (error) {
      if (error instanceof Endless) return { outcome: 'fails', because: this.because(error.range, error.message) };
      const why = whyTooMuch(error);
      this.machine.cloud(why);
      return { outcome: 'unknown', because: this.because(instruction.range, why) };
    }
  }

  #do(instruction: Instruction): StepResult {
    const config = this.config;
    const word = (): string | undefined => {
      const [first] = instruction.args;
      return first === undefined ? undefined : expandWord(first.parts, this.variables.lookup);
    };
    switch (instruction.keyword) {
      case 'ENV':
        this.variables.define(instruction, false);
        return { outcome: 'ok' };
      case 'ARG':
        this.variables.define(instruction, true, this.shared.globals);
        return { outcome: 'ok' };
      case 'USER':
        config.user = word();
        return { outcome: 'ok' };
      case 'STOPSIGNAL':
        config.stopSignal = word() ?? 'SIGTERM';
        return { outcome: 'ok' };
      case 'SHELL':
        if (instruction.form === 'exec') config.shell = stringsOf(instruction);
        return { outcome: 'ok' };
      case 'CMD':
        config.command = this.#commandLine(instruction);
        config.commandIsOwn = true;
        if (config.entrypoint === undefined) config.at = instruction.range;
        return { outcome: 'ok' };
      case 'ENTRYPOINT':
        config.entrypoint = this.#commandLine(instruction);
        // A CMD of the base is dropped (Dockerfile reference, "Understand how CMD and ENTRYPOINT interact").
        if (!config.commandIsOwn) config.command = undefined;
        config.at = instruction.range;
        return { outcome: 'ok' };
      case 'HEALTHCHECK':
        config.healthcheck = instruction;
        return { outcome: 'ok' };
      case 'WORKDIR':
        return workdirStep(this, instruction, word());
      case 'COPY':
      case 'ADD':
        return copyStep(this, instruction);
      case 'RUN':
        return runStep(this, instruction);
      case 'ONBUILD':
        if (instruction.onbuild !== undefined) this.#triggers.push(instruction.onbuild);
        return { outcome: 'ok' };
      default:
        return { outcome: 'ok' };
    }
  }

  #commandLine(instruction: Instruction): readonly string[] | undefined {
    if (instruction.form === 'exec') {
      const list = stringsOf(instruction);
      return list.length === 0 ? undefined : list;
    }
    const source = shellSource(instruction);
    return [...this.config.shell, source?.text ?? ''];
  }

  because(range: Range, prints: string, cause?: Cause): Because {
    return { line: this.shared.lineOf(range.start), range, prints, ...(cause && { cause }) };
  }

  source(reference: string | undefined): SourceTree | { readonly fails: string } {
    if (reference === undefined || reference === '') {
      const { context, contextProblem } = this.shared;
      return contextProblem === undefined ? { kind: 'context', tree: context } : { fails: contextProblem };
    }
    const stage = this.stageOf(reference);
    if (stage !== undefined) {
      return { kind: 'stage', tree: stage.machine.tree };
    }
    const image = baseImage(reference, this.shared.clock, this.shared.options.data);
    if (image.distro === 'alpine' && image.given === undefined && (!image.open || image.facts !== undefined))
      return { kind: 'image', tree: image.machine.tree };
    if (image.plain) return { kind: 'image', tree: image.machine.tree };
    return { kind: 'image', tree: undefined };
  }

  session(instruction: Instruction): Session {
    const { options, lineOf, budget } = this.shared;
    const { data } = options;
    const index = data?.index;
    const matching =
      index !== undefined && (this.#branch === undefined || index.branch.replace(/^v/, '') === this.#branch)
        ? index
        : undefined;
    const network = instruction.flags.find(({ name }) => name === 'network')?.value;
    const facts: StepFacts = {
      line: lineOf(instruction.range.start),
      lineOf,
      index: matching,
      isDated: matching?.complete === false && data?.judgedOn === undefined,
      contracts: options.contracts ?? [],
      job: options.job,
      libc: this.libc,
      distro: this.distro,
      branch: this.#branch,
      written: this.#written,
      plain: this.#plain,
      contextText: (path) => options.context?.read(path),
      offline: network === 'none',
    };
    return new Session(this.machine, ROOT, facts, budget);
  }

  container(): Container {
    const { entrypoint, command, at, workdir, user, stopSignal } = this.config;
    const session = this.session(this.from);
    session.machine = this.machine.fork();
    const argv =
      entrypoint === 'unknown' || (entrypoint === undefined && command === 'unknown')
        ? undefined
        : // A shell-form ENTRYPOINT ignores CMD: its text is the argument of -c, and what follows are its parameters.
          [...(entrypoint ?? []), ...(command === 'unknown' || command === undefined ? [] : command)];
    const env: Environment = {
      get: (name) =>
        this.variables.env.has(name)
          ? this.variables.env.get(name)
          : name === 'HOSTNAME' || this.variables.open
            ? undefined
            : null,
    };
    return {
      session,
      argv,
      environment: env,
      user,
      workdir,
      stopSignal,
      range: at,
      line: this.shared.lineOf(at.start),
    };
  }

  absentInHealthcheck(): AbsentProgram | undefined {
    const { healthcheck, shell } = this.config;
    if (healthcheck === undefined || this.failed) return undefined;
    const source = shellSource(healthcheck);
    const words = healthcheck.form === 'exec' ? stringsOf(healthcheck) : source && [...shell, source.text];
    return words === undefined || words.length === 0
      ? undefined
      : absentProgram(this.container(), words, healthcheck.range);
  }

  allSteps(): ForecastStep[] {
    if (this.#ran) return this.#steps;
    return [this.from, ...this.instructions].map((instruction) => this.#step(instruction, 'not-run'));
  }

  view(): ForecastStage {
    const { entrypoint, command, workdir, user, shell, stopSignal } = this.config;
    const { packages } = this.machine;
    let made: Session | undefined;
    const session = (): Session => (made ??= this.session(this.from));
    return {
      name: this.name,
      base: this.base,
      branch: this.#branch,
      distro: this.distro,
      reached: this.reached,
      ...(this.shared.options.layers === true && { layers: this.#layers }),
      loads: (program, environment) => loadFacts(session(), program, environment && { get: environment }),
      needs: (path) => programNeeds(session(), path),
      files: fileView(this.machine.tree),
      packages: () => {
        const known = [...packages.installed].filter(([, { maybe }]) => maybe !== true);
        return new Map(known.map(([name, { version, askedBy }]) => [name, { version, askedBy }]));
      },
      world: packages.open === undefined ? packages.world : undefined,
      pinned: packages.pinned ?? [],
      users: () => {
        const found = accounts(session());
        return found && new Map(found.map(({ name, uid, gid }) => [name, { uid, gid }]));
      },
      env: this.variables.env,
      workdir,
      user,
      entrypoint: entrypoint === 'unknown' ? undefined : entrypoint,
      command: command === 'unknown' ? undefined : command,
      shell,
      stopSignal,
    };
  }
}

/** Signals of Linux by their names, without "SIG" (moby/sys/signal; tried with Docker 26). */
const SIGNALS =
  /^(?:ABRT|ALRM|BUS|CHLD|CLD|CONT|FPE|HUP|ILL|INT|IO|IOT|KILL|PIPE|POLL|PROF|PWR|QUIT|RTM(?:IN(?:\+\d{1,2})?|AX(?:-\d{1,2})?)|SEGV|STKFLT|STOP|SYS|TERM|TRAP|TSTP|TTIN|TTOU|URG|USR[12]|VTALRM|WINCH|XCPU|XFSZ)$/;

/** Ports and signals that BuildKit refuses before it builds anything (seen with Docker 26). */
function refusedValue({ keyword, args }: Instruction): string | undefined {
  if (keyword === 'STOPSIGNAL') {
    const signal = args[0] && literalOf(args[0]);
    if (signal === undefined || (/^-?\d+$/.test(signal) && Number(signal) !== 0)) return undefined;
    return SIGNALS.test(signal.toUpperCase().replace(/^SIG/, '')) ? undefined : `invalid signal: ${signal}`;
  }
  if (keyword !== 'EXPOSE') return undefined;
  for (const word of args) {
    const [ports = '', protocol = ''] = literalOf(word)?.split('/') ?? [];
    const port = ports.split(':').at(-1) ?? '';
    const [from = 0, to = from, ...more] = port.split('-').map((each) => (/^\d+$/.test(each) ? Number(each) : NaN));
    if (ports !== '' && !(to <= 65_535 && from <= to && more.length === 0)) return `Invalid containerPort: ${port}`;
    if (!/^(?:tcp|udp|sctp)?$/i.test(protocol)) return `Invalid proto: ${protocol}`;
  }
  return undefined;
}

/** Bytes that packages bring, where the index has all of them. */
function bytesOf(packages: ForecastStep['packages']): Bytes {
  let value = 0;
  for (const { bytes } of packages?.adds ?? []) {
    if (bytes === undefined) return UNKNOWN;
    value += bytes;
  }
  return packages === undefined || packages.adds.length === 0 ? UNKNOWN : { value, kind: 'index' };
}
