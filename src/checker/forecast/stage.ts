import { readMounts } from '../model/copy.ts';
import { resolvePath } from '../model/paths.ts';
import { isMarkerAlone } from '../syntax/dockerfile/heredoc.ts';
import { parseShell } from '../syntax/shell/parse-shell.ts';
import { shellSource } from '../syntax/shell-of.ts';
import type { Dockerfile, Instruction } from '../syntax/dockerfile/types.ts';
import { expandWord, literalOf, partsOf } from '../syntax/expand.ts';
import type { Range } from '../text.ts';
import { isOfficialImage } from '../data/official-images.ts';
import { baseImage } from './bases.ts';
import { copy, type CopyRequest, type SourceTree } from './copy.ts';
import { Disk } from './files/disk.ts';
import { resolve, ROOT } from './files/resolve.ts';
import type { Tree } from './files/tree.ts';
import { type Clock } from './files/tree.ts';
import { layerChange, layerOf } from './layers.ts';
import { loadFacts } from './loader.ts';
import type { Machine } from './machine.ts';
import { mountAll, unmountAll } from './mounts.ts';
import { type Budget, Session, type StepFacts } from './session.ts';
import { launch } from './shell/launch.ts';
import { DEFAULT_PATH } from './shell/programs.ts';
import { SERVICES } from './services.ts';
import { Interpreter } from './shell/interpreter.ts';
import { type Environment, ShellState } from './shell/state.ts';
import type { Container } from './start.ts';
import { fails, type Reason, type Status } from './status.ts';
import type { Because, Bytes, ForecastLayer, ForecastOptions, ForecastStage, ForecastStep } from './types.ts';
import { accounts, credentialsOf, ownerOf } from './users.ts';
import { BuildVariables } from './variables.ts';
import { fileView } from './view.ts';

/** What all stages of a file share. */
export interface Shared {
  readonly file: Dockerfile;
  readonly options: ForecastOptions;
  readonly lineOf: (offset: number) => number;
  readonly clock: Clock;
  readonly budget: Budget;
  readonly context: Tree | undefined;
  readonly globals: BuildVariables;
  readonly stages: StageRun[];
  /** The last stage of each name so far. */
  readonly byName: Map<string, StageRun>;
}

interface Config {
  user: string | undefined;
  workdir: string | undefined;
  shell: readonly string[];
  /** `undefined`: none; `'unknown'`: the base's own, not known. */
  entrypoint: readonly string[] | undefined | 'unknown';
  command: readonly string[] | undefined | 'unknown';
  /** Line and range of what starts. */
  at: Range;
  commandIsOwn: boolean;
  stopSignal: string;
}

/** What an instruction comes to. */
interface StepResult {
  readonly outcome: ForecastStep['outcome'];
  readonly because?: Because;
  readonly exit?: number;
  readonly given?: string[];
  readonly bytes?: Bytes;
}

const NOTHING: Bytes = { value: 0, kind: 'context' };

/** One stage: its instructions, and what they do one behind the other. */
export class StageRun {
  readonly index: number;
  readonly name: string | undefined;
  readonly from: Instruction;
  readonly instructions: Instruction[] = [];
  reached = false;
  failed = false;
  readonly #shared: Shared;
  readonly #steps: ForecastStep[] = [];
  readonly #base: string | undefined;
  readonly #parent: StageRun | undefined;
  /** The stage before this one that has its name. */
  readonly #earlier: StageRun | undefined;
  #machine: Machine;
  #variables: BuildVariables;
  #config: Config;
  #distro: string;
  #libc: StepFacts['libc'];
  #branch: string | undefined;
  #plain: boolean;
  /** The base has files and packages that are not known. */
  #open: boolean;
  #triggers: Instruction[] = [];
  readonly #layers: ForecastLayer[] = [];
  #ran = false;

  constructor(shared: Shared, from: Instruction, index: number) {
    this.#shared = shared;
    this.from = from;
    this.index = index;
    const [word, as, name] = from.args;
    this.name = as?.raw.toUpperCase() === 'AS' && name !== undefined ? literalOf(name)?.toLowerCase() : undefined;
    this.#base = word === undefined ? undefined : expandWord(word.parts, shared.globals.global);
    const reference = this.#base?.toLowerCase();
    this.#parent = reference === undefined ? undefined : shared.byName.get(reference);
    this.#earlier = this.name === undefined ? undefined : shared.byName.get(this.name);
    if (this.name !== undefined) shared.byName.set(this.name, this);
    const image = baseImage(this.#parent === undefined ? this.#base : 'scratch', shared.clock, shared.options.data);
    this.#machine = image.machine;
    this.#distro = image.distro;
    this.#libc = image.libc;
    this.#branch = image.branch;
    this.#plain = image.plain;
    this.#open = image.open;
    const path =
      image.distro === 'scratch'
        ? undefined
        : new Map([['PATH', image.open && image.distro !== 'debian' ? undefined : DEFAULT_PATH]]);
    this.#variables = new BuildVariables(shared.options.buildArgs ?? {}, path, image.open);
    const unknownBase = image.open && image.distro !== 'debian';
    const isAlpine = image.distro === 'alpine' && !image.open;
    this.#config = {
      user: unknownBase ? undefined : '',
      workdir: unknownBase ? undefined : '/',
      shell: ['/bin/sh', '-c'],
      entrypoint: unknownBase ? 'unknown' : undefined,
      command: isAlpine
        ? ['/bin/sh']
        : image.distro === 'scratch'
          ? undefined
          : image.distro === 'debian'
            ? ['bash']
            : 'unknown',
      at: from.range,
      commandIsOwn: false,
      stopSignal: 'SIGTERM',
    };
  }

  /** Stages that this one stands on, copies from or mounts from. */
  needs(): StageRun[] {
    const found: StageRun[] = this.#parent === undefined ? [] : [this.#parent];
    const look = (instruction: Instruction): void => {
      for (const { name, value } of instruction.flags) {
        if (value === undefined) continue;
        const text = name === 'from' ? value : name === 'mount' ? /(?:^|,)from=([^,]+)/.exec(value)?.[1] : undefined;
        const stage =
          text === undefined
            ? undefined
            : this.#stageOf(
                text.includes('$') ? (expandWord(partsOf(text), this.#shared.globals.global) ?? text) : text,
              );
        if (stage !== undefined) found.push(stage);
      }
      if (instruction.onbuild !== undefined) look(instruction.onbuild);
    };
    this.instructions.forEach(look);
    this.#parent?.instructions.forEach(({ onbuild }) => {
      if (onbuild !== undefined) look(onbuild);
    });
    return found;
  }

  /** References that BuildKit refuses before it builds anything, in stages that nobody needs too (seen). */
  fatal(): { range: Range; prints: string } | undefined {
    for (const instruction of this.instructions) {
      for (const { name, value = '', range } of instruction.flags) {
        const text = name === 'from' ? value : name === 'mount' ? /(?:^|,)from=([^,]+)/.exec(value)?.[1] : undefined;
        if (text === undefined) continue;
        if (text.toLowerCase() === this.name && this.#stageOf(text) === undefined)
          return {
            range,
            prints: `failed to create LLB definition: circular dependency detected on stage: ${this.name}`,
          };
        if (/^\d+$/.test(text) && this.#stageOf(text) === undefined)
          return { range, prints: `failed to create LLB definition: invalid stage index ${text}` };
      }
    }
    return undefined;
  }

  #stageOf(reference: string): StageRun | undefined {
    const { stages } = this.#shared;
    let named = this.#shared.byName.get(reference.toLowerCase());
    while (named !== undefined && named.index >= this.index) named = named.#earlier;
    if (named !== undefined || !/^\d+$/.test(reference)) return named;
    const numbered = stages[Number(reference)];
    return numbered !== undefined && numbered.index < this.index ? numbered : undefined;
  }

  run(): void {
    this.#ran = true;
    const parent = this.#parent;
    if (parent !== undefined) {
      this.#machine = parent.#machine.fork();
      this.#variables = new BuildVariables(
        this.#shared.options.buildArgs ?? {},
        parent.#variables.env,
        parent.#variables.open,
      );
      this.#config = { ...parent.#config, commandIsOwn: false };
      this.#distro = parent.#distro;
      this.#libc = parent.#libc;
      this.#branch = parent.#branch;
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
    if (this.#parent !== undefined || this.#distro !== 'unknown' || this.#base === 'scratch') return [];
    return [
      this.#base === undefined
        ? 'the base image comes from a variable whose value is not known'
        : `the image ${this.#base} exists`,
    ];
  }

  #take(instruction: Instruction): void {
    if (this.failed) {
      this.#steps.push(this.#step(instruction, 'not-run'));
      return;
    }
    this.#machine.tree.changes = undefined;
    const packages = this.#machine.packages;
    const result = this.#do(instruction);
    if (result.outcome === 'fails') this.failed = true;
    const changes =
      instruction.keyword === 'RUN' ||
      instruction.keyword === 'COPY' ||
      instruction.keyword === 'ADD' ||
      instruction.keyword === 'WORKDIR';
    const change = changes && result.outcome !== 'fails' ? layerChange(this.#machine.tree) : undefined;
    if (changes && result.outcome !== 'fails' && result.outcome !== 'not-run') this.#keepLayer(instruction);
    const bytes =
      instruction.keyword === 'RUN' && result.outcome !== 'fails' ? this.#packageBytes(packages) : result.bytes;
    this.#steps.push({
      ...this.#step(instruction, result.outcome, result),
      ...(change && {
        adds: change.adds,
        removes: change.removes,
        // What an earlier layer brought stays in it.
        hides: change.removes,
      }),
      ...(bytes && { bytes }),
    });
  }

  #keepLayer(instruction: Instruction): void {
    if (this.#shared.options.layers !== true) return;
    const { range, keyword } = instruction;
    const line = this.#shared.lineOf(range.start);
    const isContext = keyword !== 'RUN' && !instruction.flags.some(({ name }) => name === 'from');
    const machine = this.#machine.fork();
    // What an unknown command may have brought is given; what an unknown base has is not known.
    this.#layers.push(layerOf(machine, { line, range, keyword, isContext }, this.#open));
  }

  #packageBytes(before: Machine['packages']): Bytes {
    let value = 0;
    let known = false;
    for (const [name, { record }] of this.#machine.packages.installed) {
      if (before.installed.has(name)) continue;
      if (record === undefined) return { value: undefined, kind: 'unknown' };
      known = true;
      value += record.installedSize;
    }
    return known ? { value, kind: 'index' } : { value: undefined, kind: 'unknown' };
  }

  #step(instruction: Instruction, outcome: ForecastStep['outcome'], more: Partial<ForecastStep> = {}): ForecastStep {
    return {
      line: this.#shared.lineOf(instruction.range.start),
      stage: this.index,
      range: instruction.range,
      keyword: instruction.keyword,
      outcome,
      given: more.given ?? [],
      ...(more.because && { because: more.because }),
      ...(more.exit !== undefined && { exit: more.exit }),
      adds: [],
      removes: [],
      hides: [],
      bytes: NOTHING,
    };
  }

  #do(instruction: Instruction): StepResult {
    const config = this.#config;
    const word = (): string | undefined => {
      const [first] = instruction.args;
      return first === undefined ? undefined : expandWord(first.parts, this.#variables.lookup);
    };
    switch (instruction.keyword) {
      case 'ENV':
        this.#variables.define(instruction, false);
        return { outcome: 'ok' };
      case 'ARG':
        this.#variables.define(instruction, true, this.#shared.globals);
        return { outcome: 'ok' };
      case 'USER':
        config.user = word();
        return { outcome: 'ok' };
      case 'STOPSIGNAL':
        config.stopSignal = word() ?? 'SIGTERM';
        return { outcome: 'ok' };
      case 'SHELL':
        if (instruction.form === 'exec') config.shell = strings(instruction);
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
      case 'WORKDIR':
        return this.#workdir(instruction, word());
      case 'COPY':
      case 'ADD':
        return this.#copy(instruction);
      case 'RUN':
        return this.#run(instruction);
      case 'ONBUILD':
        if (instruction.onbuild !== undefined) this.#triggers.push(instruction.onbuild);
        return { outcome: 'ok' };
      default:
        return { outcome: 'ok' };
    }
  }

  #commandLine(instruction: Instruction): readonly string[] | undefined {
    if (instruction.form === 'exec') {
      const list = strings(instruction);
      return list.length === 0 ? undefined : list;
    }
    const source = shellSource(instruction);
    return [...this.#config.shell, source?.text ?? ''];
  }

  #because(range: Range, prints: string): Because {
    return { line: this.#shared.lineOf(range.start), range, prints };
  }

  #workdir(instruction: Instruction, path: string | undefined): StepResult {
    const { tree } = this.#machine;
    const full = path === undefined ? undefined : resolvePath(path, this.#config.workdir)?.replace(/(.)\/$/, '$1');
    this.#config.workdir = full;
    if (full === undefined) return { outcome: 'ok', given: ['the folder of WORKDIR is not known'] };
    const who = credentialsOf(this.#session(instruction), this.#config.user);
    // The folders that are made belong to the user (seen with BuildKit in Docker 20.10).
    const owner = who.problem === undefined ? who.as : ROOT;
    const origin = { kind: 'run', line: this.#shared.lineOf(instruction.range.start) } as const;
    const done = new Disk(tree, ROOT, origin).makeFolder(full, 0o755, true);
    const found = resolve(tree, full, ROOT, true);
    if (done.kind === 'error' || (found.at === 'there' && found.node.kind !== 'dir')) {
      return { outcome: 'fails', because: this.#because(instruction.range, `mkdir ${full}: not a directory`) };
    }
    if (owner.uid !== 0) {
      let at = '';
      for (const part of found.path.split('/').slice(1)) {
        at += `/${part}`;
        const node = tree.get(at);
        if (node?.kind === 'dir' && node.origin === origin) tree.set(at, { ...node, uid: owner.uid, gid: owner.gid });
      }
    }
    return { outcome: 'ok' };
  }

  #source(reference: string | undefined): SourceTree | { readonly fails: string } {
    if (reference === undefined || reference === '') return { kind: 'context', tree: this.#shared.context };
    const stage = this.#stageOf(reference);
    if (stage !== undefined) {
      return { kind: 'stage', tree: stage.#machine.tree };
    }
    const image = baseImage(reference, this.#shared.clock, this.#shared.options.data);
    if (image.distro === 'alpine' && !image.open) return { kind: 'image', tree: image.machine.tree };
    if (image.plain) return { kind: 'image', tree: image.machine.tree };
    return { kind: 'image', tree: undefined };
  }

  #copy(instruction: Instruction): StepResult {
    const flag = (name: string): string | undefined => instruction.flags.find((each) => each.name === name)?.value;
    const expanded = (text: string | undefined): string | undefined =>
      text === undefined ? undefined : this.#variables.expand(text);
    const reference = flag('from');
    const from = reference === undefined ? undefined : expanded(reference);
    const source =
      reference !== undefined && from === undefined
        ? ({ kind: 'image', tree: undefined } as const)
        : this.#source(from);
    if ('fails' in source) return { outcome: 'fails', because: this.#because(instruction.range, source.fails) };
    const dependency = from === undefined ? undefined : this.#stageOf(from);
    if (dependency?.failed === true) {
      this.failed = true;
      return { outcome: 'not-run' };
    }
    const words = instruction.args.filter(
      ({ raw }) => !/^<<-?\s*['"\w]/.test(raw) || instruction.heredocs.length === 0,
    );
    const destination = words.at(-1);
    const session = this.#session(instruction);
    const given: string[] = [];
    const owner = this.#owner(
      session,
      expanded(flag('chown')) ?? (flag('chown') === undefined ? undefined : '?'),
      given,
    );
    const mode = expanded(flag('chmod'));
    const request: CopyRequest = {
      keyword: instruction.keyword === 'ADD' ? 'ADD' : 'COPY',
      sources: words.slice(0, -1).map((each) => expandWord(each.parts, this.#variables.lookup)),
      heredocs: instruction.heredocs.map((heredoc) => ({
        name: heredoc.name,
        text: heredoc.expand ? this.#expandHeredoc(heredoc.body.text) : heredoc.body.text,
      })),
      destination: destination === undefined ? undefined : expandWord(destination.parts, this.#variables.lookup),
      workdir: this.#config.workdir,
      from: source,
      owner,
      mode,
      parents: instruction.flags.some(({ name, value }) => name === 'parents' && value !== 'false'),
      exclude: instruction.flags.flatMap(({ name, value }) =>
        name === 'exclude' && value !== undefined ? [value] : [],
      ),
      unpack: instruction.keyword === 'ADD' && flag('unpack') !== 'false',
      line: this.#shared.lineOf(instruction.range.start),
    };
    if (source.kind === 'image' && source.tree === undefined && from !== undefined) {
      if (/^[\w-]+$/.test(from) && !isOfficialImage(from)) {
        this.#machine.cloud(`what COPY brings from ${from} is not known`);
        return {
          outcome: 'unknown',
          because: this.#because(
            instruction.range,
            `no stage is called ${from}: Docker looks for an image of that name`,
          ),
        };
      }
      given.push(`the image ${from} exists`);
    }
    const result = copy(this.#machine.tree, request);
    if (result.outcome === 'fails')
      return { outcome: 'fails', because: this.#because(instruction.range, result.prints) };
    const bytes: Bytes =
      result.bytes === undefined ? { value: undefined, kind: 'unknown' } : { value: result.bytes, kind: 'context' };
    return { outcome: 'ok', given: [...given, ...result.given], bytes };
  }

  /** Variables in a heredoc file: `$NAME` and `\$`. */
  #expandHeredoc(text: string): string | undefined {
    if (!/[$\\]/.test(text)) return text;
    const lines: string[] = [];
    for (const line of text.split('\n')) {
      // The shell's quotes mean nothing here: only variables are replaced.
      let out: string | undefined = '';
      let last = 0;
      // A variable inside of another one's default is not looked into.
      if (/\$\{[^{}]*\$\{/.test(line)) return undefined;
      for (const match of line.matchAll(/\\(.)|\$(?:([A-Za-z_]\w*)|\{([^{}]*)\})/g)) {
        out += line.slice(last, match.index);
        last = match.index + match[0].length;
        if (match[1] !== undefined) out += match[1] === '$' || match[1] === '\\' ? match[1] : match[0];
        else {
          const value = expandWord(partsOf(match[0]), this.#variables.lookup);
          if (value === undefined) return undefined;
          out += value;
        }
      }
      lines.push(out + line.slice(last));
    }
    return lines.join('\n');
  }

  #owner(session: Session, text: string | undefined, given: string[]): CopyRequest['owner'] {
    if (text === undefined) return { uid: 0, gid: 0 };
    const { uid, gid, problem } = ownerOf(session, text);
    // Docker 20.10 lets an unknown name pass as root; current BuildKit refuses it (`unable to find user`).
    if (problem !== undefined || uid === 'unknown' || gid === 'unknown') given.push(`the owner ${text} exists`);
    const number = typeof uid === 'number' ? uid : uid === 'keep' ? 0 : undefined;
    const account = accounts(session)?.find((each) => each.uid === number);
    return {
      uid: number,
      gid:
        typeof gid === 'number'
          ? gid
          : gid === 'keep'
            ? /^\d+$/.test(text)
              ? number
              : (account?.gid ?? number)
            : undefined,
    };
  }

  #session(instruction: Instruction): Session {
    const { options, lineOf, budget } = this.#shared;
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
      contracts: options.contracts ?? [],
      libc: this.#libc,
      distro: this.#distro,
      plain: this.#plain,
      contextText: (path) => options.context?.read(path),
      offline: network === 'none',
    };
    return new Session(this.#machine, ROOT, facts, budget);
  }

  #run(instruction: Instruction): StepResult {
    const session = this.#session(instruction);
    const { tree } = this.#machine;
    const who = credentialsOf(session, this.#config.user);
    const fail = (status: Status & { kind: 'fails' }): StepResult => ({
      outcome: 'fails',
      because: this.#reason(
        instruction,
        status.reason,
        `process did not complete successfully: exit code: ${status.exit}`,
      ),
      exit: status.exit,
    });
    if (who.problem !== undefined) return { outcome: 'fails', because: this.#because(instruction.range, who.problem) };
    if (who.unknown !== undefined)
      session.given.add(
        this.#config.user === undefined ? 'the user may do this' : `the user ${this.#config.user} exists`,
      );
    session.user = who.as;
    const view = {
      get: (name: string) => nullToUndefined(this.#variables.lookup(name)),
      has: (name: string) => this.#variables.lookup(name) !== undefined,
      entries: () => [],
    };
    const mounts = readMounts(instruction, view);
    for (const mount of mounts) {
      if (mount.from !== undefined && this.#stageOf(mount.from)?.failed === true) {
        this.failed = true;
        return { outcome: 'not-run' };
      }
    }
    const mounted = mountAll(tree, mounts, this.#config.workdir, (from) => this.#source(from));
    if (mounted.kind === 'fails')
      return { outcome: 'fails', because: this.#because(instruction.range, mounted.prints) };
    for (const each of mounted.given) session.given.add(each);
    const status = this.#execute(session, instruction, who.home);
    // Forks may have put another machine in its place.
    if (session.machine !== this.#machine) this.#machine = session.machine;
    unmountAll(this.#machine.tree, mounted.mounted);
    if (this.#distro === 'unknown' && /\bapk\b/.test(instruction.body.text)) this.#distro = 'alpine';
    const given = [...session.given];
    if (status.kind === 'fails') return { ...fail(status), given };
    if (status.kind === 'unknown')
      return {
        outcome: 'unknown',
        because: this.#reason(instruction, status.reason, 'how this ends is not known'),
        given,
      };
    return { outcome: 'ok', given };
  }

  #reason(instruction: Instruction, reason: Reason | undefined, otherwise: string): Because {
    return this.#because(reason?.range ?? instruction.range, reason?.prints ?? otherwise);
  }

  #environment(home: string | undefined): Environment {
    return {
      get: (name) => {
        const value = this.#variables.lookup(name);
        return name === 'HOME' && value === null ? home : name === 'HOSTNAME' && value === null ? undefined : value;
      },
    };
  }

  #execute(session: Session, instruction: Instruction, home: string | undefined): Status {
    const environment = this.#environment(home);
    const { workdir, shell: words } = this.#config;
    const state = new ShellState(environment, workdir);
    const start = {
      shell: state,
      range: instruction.range,
      out: undefined,
      stdin: null,
      asked: false,
      by: 'engine',
      environment,
      replaces: true,
      services: SERVICES,
    } as const;
    const field = (value: string): { value: string; range: Range } => ({ value, range: instruction.range });
    if (instruction.form === 'exec') return engineStatus(launch(session, strings(instruction).map(field), start));
    const source = shellSource(instruction);
    const [heredoc] = instruction.heredocs;
    if (source === undefined) {
      if (heredoc === undefined) return { kind: 'ok' };
      // A heredoc with another interpreter in its first line.
      const path = /^#!\s*(\S+)(?:\s+(\S+))?/.exec(heredoc.body.text);
      const program = path?.[1]?.endsWith('/env') === true ? (path[2] ?? '') : (path?.[1] ?? '');
      session.machine.cloud(`what the ${program} script does is not known`);
      return session.assume(`the ${program} script works`, false);
    }
    if (/windows|nanoserver|servercore/.test(this.#base ?? '')) {
      session.machine.cloud('what commands of Windows do is not known');
      return session.assume('the commands of Windows work', false);
    }
    const [program = '/bin/sh'] = words;
    const name = program.slice(program.lastIndexOf('/') + 1);
    const isOwn = heredoc !== undefined && isMarkerAlone(instruction.body.text);
    const shebang = isOwn ? /^#!\s*(?:\/usr\/bin\/env\s+)?(\S+)/.exec(source.text)?.[1] : undefined;
    if (!/^(?:sh|ash|bash|dash)$/.test(name) && shebang === undefined) {
      return engineStatus(launch(session, [...words, source.text].map(field), start));
    }
    // The shell itself has to be there.
    const seen: string[] = [];
    session.watch = (watched) => {
      seen.push(watched.name);
      return { kind: 'ok' };
    };
    const there = launch(session, [field(shebang ?? program), field('-c'), field(':')], start);
    session.watch = undefined;
    if (seen.length === 0 && there.kind === 'fails') return engineStatus(there);
    session.isFirst = true;
    const options = words.slice(1).join(' ');
    state.errexit = /(?:^|\s)-\w*e/.test(options);
    state.pipefail = options.includes('pipefail');
    state.nounset = /(?:^|\s)-\w*u/.test(options);
    const inner = new Interpreter(session, SERVICES, state, instruction.range, undefined, null);
    return inner.script(parseShell(source), true);
  }

  container(): Container {
    const { entrypoint, command, at, workdir, user, stopSignal } = this.#config;
    const session = this.#session(this.from);
    session.machine = this.#machine.fork();
    const argv =
      entrypoint === 'unknown' || (entrypoint === undefined && command === 'unknown')
        ? undefined
        : // A shell-form ENTRYPOINT ignores CMD: its text is the argument of -c, and what follows are its parameters.
          [...(entrypoint ?? []), ...(command === 'unknown' || command === undefined ? [] : command)];
    const env: Environment = {
      get: (name) =>
        this.#variables.env.has(name)
          ? this.#variables.env.get(name)
          : name === 'HOSTNAME' || this.#variables.open
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
      line: this.#shared.lineOf(at.start),
    };
  }

  allSteps(): ForecastStep[] {
    if (this.#ran) return this.#steps;
    return [this.from, ...this.instructions].map((instruction) => this.#step(instruction, 'not-run'));
  }

  view(): ForecastStage {
    const { entrypoint, command, workdir, user, shell, stopSignal } = this.#config;
    const { packages } = this.#machine;
    const session = this.#session(this.from);
    return {
      name: this.name,
      base: this.#base,
      branch: this.#branch,
      distro: this.#distro,
      reached: this.reached,
      ...(this.#shared.options.layers === true && { layers: this.#layers }),
      loads: (program) => loadFacts(session, program),
      files: fileView(this.#machine.tree),
      get packages() {
        const known = [...packages.installed].filter(([, { maybe }]) => maybe !== true);
        return new Map(known.map(([name, { version, askedBy }]) => [name, { version, askedBy }]));
      },
      world: packages.open === undefined ? packages.world : undefined,
      get users() {
        const found = accounts(session);
        return found && new Map(found.map(({ name, uid, gid }) => [name, { uid, gid }]));
      },
      env: this.#variables.env,
      workdir,
      user,
      entrypoint: entrypoint === 'unknown' ? undefined : entrypoint,
      command: command === 'unknown' ? undefined : command,
      shell,
      stopSignal,
    };
  }
}

function nullToUndefined(value: string | null | undefined): string | undefined {
  return value ?? undefined;
}

function strings(instruction: Instruction): string[] {
  return instruction.args.map((word) => literalOf(word) ?? word.raw);
}

/** A program that the engine cannot start ends the step with 1 (seen with Docker 20.10). */
function engineStatus(status: Status): Status {
  if (status.kind === 'fails' && /^exec[ :]/.test(status.reason?.prints ?? ''))
    return fails(1, status.reason?.prints, status.reason?.range);
  return status;
}
