import { imageTools, isListedWhole, neededBy } from '../data/image-tools.ts';
import { alongChain, rootOf } from '../model/stage-chain.ts';
import { hasOwnProgram } from '../model/presence.ts';
import type { Invocation, PackageEvent, Stage, Step } from '../model/types.ts';
import { isShell, isScriptFlag } from '../model/wrappers.ts';

const NO_STEP: Partial<Step> & Pick<Step, 'invocations'> = { invocations: [] };

/** `undefined` = not known. */
type Presence = boolean | undefined;

/**
 * Whether a package, or one that needs it, is in a stage at its end, whether the base image has it or a step installs it.
 * Only of images that are listed whole is it known what is missing.
 */
export function packageAtEnd(stage: Stage, name: string): Presence {
  if (stage.baseProvides.has(name)) return true;
  const presence = alongChain(stage, momentsAtEnd).hasAtEnd(name);
  return presence === false && !isBaseKnown(stage) ? undefined : presence;
}

/** Whether a package that is neither listed for the base image nor installed is certainly missing at the end of a stage. */
export function isContentKnown(stage: Stage): boolean {
  return isBaseKnown(stage) && alongChain(stage, momentsAtEnd).isKnownAtEnd();
}

function isBaseKnown(stage: Stage): boolean {
  const { name } = rootOf(stage).base;
  return stage.distro === 'alpine' && name !== undefined && isListedWhole(name);
}

/**
 * Which of the packages in `data/image-tools.ts` are in a stage while its commands run. Ask in the order of the commands:
 * every question goes on where the one before stopped.
 */
export class PackageTimeline {
  readonly #stage: Stage;
  /** World and virtual groups: what was asked for by one name. */
  readonly #groups = new Map<string, readonly string[]>();
  readonly #counts = new Map<string, number>();
  /** Added, but not for certain. */
  readonly #maybe = new Set<string>();
  /** Something unknown may have been installed. */
  #open = false;
  #started = false;
  #nextEvent = 0;
  #nextStep = 0;
  #nextInvocation = 0;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  #start(): void {
    this.#started = true;
    const { base, distro } = this.#stage;
    if (base.stage !== undefined) this.#startFrom(alongChain(base.stage, momentsAtEnd));
    else {
      const tools = base.name === undefined || distro !== 'alpine' ? undefined : imageTools(base.name);
      if (tools === undefined) this.#open = true;
      else for (const name of tools) this.#put(name, [name]);
    }
  }

  /** Whether a package, or one that needs it, is there when a command of the stage starts. */
  has(name: string, before: Invocation): Presence {
    this.#advance(before.order);
    return this.#now(name);
  }

  /** The same for the end of the stage. */
  hasAtEnd(name: string): Presence {
    this.#advance(Infinity);
    return this.#now(name);
  }

  /** Whether nothing that is not known may have been installed when a command of the stage starts. */
  isKnown(before: Invocation): boolean {
    this.#advance(before.order);
    return !this.#open;
  }

  /** The same for the end of the stage. */
  isKnownAtEnd(): boolean {
    this.#advance(Infinity);
    return !this.#open;
  }

  /** Whether the stage makes, copies or links a program of this name itself. */
  brings(program: string): boolean {
    return hasOwnProgram(this.#stage, program);
  }

  #now(name: string): Presence {
    const isIn = (all: { readonly size: number; has(each: string): boolean }): boolean =>
      all.size > 0 && (all.has(name) || all.has(`cmd:${name}`) || neededBy(name).some((each) => all.has(each)));
    if (isIn(this.#counts)) return true;
    return this.#open || isIn(this.#maybe) ? undefined : false;
  }

  #startFrom(parent: PackageTimeline): void {
    this.#open = parent.#open;
    for (const [owner, names] of parent.#groups) this.#put(owner, names);
    for (const name of parent.#maybe) this.#maybe.add(name);
  }

  #advance(order: number): void {
    if (!this.#started) this.#start();
    const { packageEvents, steps } = this.#stage;
    for (; this.#nextEvent < packageEvents.length; this.#nextEvent++) {
      const event = packageEvents[this.#nextEvent];
      if (event === undefined || event.order >= order) break;
      this.#take(event);
    }
    while (!this.#open && this.#nextStep < steps.length) {
      const { instruction, invocations, script } = steps[this.#nextStep] ?? NO_STEP;
      const next = invocations[this.#nextInvocation++];
      if (next === undefined || instruction?.keyword !== 'RUN') {
        // A script in another language is not read.
        if (instruction?.keyword === 'RUN' && instruction.form === 'shell' && script === undefined) this.#open = true;
        this.#nextStep++;
        this.#nextInvocation = 0;
      } else if (next.order >= order) {
        this.#nextInvocation--;
        break;
      } else if (mayInstall(next)) this.#open = true;
    }
  }

  #take({ kind, manager, apk, packages, invocation }: PackageEvent): void {
    if (manager !== 'apk' || apk === undefined || apk.has('root')) return;
    if (kind === 'add') {
      const names: string[] = [];
      for (const { name, kind: of } of packages) {
        if (name === undefined || of === 'file') this.#open = true;
        else if (of !== 'conflict') names.push(name);
      }
      if (!invocation.certain) for (const name of names) this.#maybe.add(name);
      else if (apk.virtual !== undefined) this.#put(apk.virtual.name ?? '', names);
      else for (const name of names) this.#put(name, [name]);
    } else if (kind === 'del' && invocation.certain) {
      for (const { name } of packages) if (name !== undefined) this.#remove(name);
    }
  }

  #put(owner: string, names: readonly string[]): void {
    this.#remove(owner);
    this.#groups.set(owner, names);
    for (const name of names) this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  #remove(owner: string): void {
    for (const name of this.#groups.get(owner) ?? []) {
      const left = (this.#counts.get(name) ?? 0) - 1;
      if (left > 0) this.#counts.set(name, left);
      else this.#counts.delete(name);
    }
    this.#groups.delete(owner);
  }
}

/** The moments of a stage at its end. Those of the stage below are kept by then. */
function momentsAtEnd(stage: Stage): PackageTimeline {
  const moments = new PackageTimeline(stage);
  moments.isKnownAtEnd();
  return moments;
}

/** A command that runs what we cannot read: a script, a downloaded installer, `eval`. */
function mayInstall({ name, program, args, node, step }: Invocation): boolean {
  if (name === undefined) return node?.name !== undefined || step.instruction.form === 'exec';
  if (isShell(name)) return !args.some(({ value }) => isScriptFlag(value));
  if (name === 'eval') return true;
  if (name === '.' || name === 'source') return !/^["']?\/etc\/|activate["']?$/.test(args[0]?.raw ?? '');
  if (program?.includes('/') === true && name !== 'configure') return !/^(\/usr(\/local)?)?\/s?bin\//.test(program);
  return name !== 'apk' && args.some(({ value }) => value === 'apk');
}
