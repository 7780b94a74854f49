import { imageTools, isListedWhole, neededBy } from '../data/image-tools.ts';
import { alongChain, rootOf } from '../model/stage-chain.ts';
import { globMatcher } from '../glob/name-pattern.ts';
import { NONE } from '../lists.ts';
import { PackageWorld } from '../model/package-world.ts';
import { changesOf } from '../model/packages.ts';
import { hasOwnProgram } from '../model/presence.ts';
import { SharedMap } from '../model/shared-map.ts';
import type { Invocation, PackageEvent, Stage, Step } from '../model/types.ts';
import { isShell, isScriptFlag } from '../model/wrappers.ts';

const NO_STEP: Partial<Step> & Pick<Step, 'invocations'> = { invocations: [] };

/** `undefined` = not known. */
type Presence = boolean | undefined;

/**
 * Whether a package, or one that needs it, is in a stage at its end, whether the base image has it or a step installs it.
 * Only of images that are listed whole is it known what is missing.
 * @param knowsBase whether it is known that the base image lacks it
 */
export function packageAtEnd(stage: Stage, name: string, knowsBase = false): Presence {
  if (stage.baseProvides.has(name)) return true;
  const presence = alongChain(stage, momentsAtEnd).hasAtEnd(name);
  return presence === false && !knowsBase && !isBaseKnown(stage) ? undefined : presence;
}

/**
 * Whether a package that is neither listed for the base image nor installed is certainly missing at the end of a stage.
 * @param knowsBase whether enough is known of the base image for the question
 */
export function isContentKnown(stage: Stage, knowsBase = false): boolean {
  return (knowsBase || isBaseKnown(stage)) && alongChain(stage, momentsAtEnd).isKnownAtEnd();
}

/** The php images hold more than is listed: neither tzdata nor what makes a folder below /var/log (their Dockerfile, 2026-08). */
export function standsOnPhp(stage: Stage): boolean {
  return stage.distro === 'alpine' && rootOf(stage).base.name === 'php';
}

function isBaseKnown(stage: Stage): boolean {
  const { base, release } = rootOf(stage);
  return stage.distro === 'alpine' && base.name !== undefined && isListedWhole(base.name, release);
}

/**
 * Which of the packages in `data/image-tools.ts` are in a stage while its commands run. Ask in the order of the commands:
 * every question goes on where the one before stopped.
 */
export class PackageTimeline {
  readonly #stage: Stage;
  /** What is certainly there, with what the base image brings. */
  #world!: PackageWorld<{ readonly name: string }>;
  /** Added, but not for certain. */
  #maybe!: SharedMap<true>;
  /** What the base image brings; not everything in it is known. */
  #tools: readonly string[] = NONE;
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
      this.#world = new PackageWorld();
      this.#maybe = new SharedMap();
      const tools = base.name === undefined || distro !== 'alpine' ? undefined : imageTools(base.name);
      if (tools === undefined) this.#open = true;
      else {
        this.#tools = tools;
        for (const name of tools) this.#world.put(name, [{ name }]);
      }
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
    const isIn = (all: { has(each: string): boolean }): boolean =>
      all.has(name) || all.has(`cmd:${name}`) || neededBy(name).some((each) => all.has(each));
    if (isIn(this.#world)) return true;
    return this.#open || isIn(this.#maybe) ? undefined : false;
  }

  #startFrom(parent: PackageTimeline): void {
    this.#open = parent.#open;
    this.#world = parent.#world.copy();
    this.#maybe = parent.#maybe.copy();
    this.#tools = parent.#tools;
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

  #take(event: PackageEvent): void {
    const { kind, manager, apk, packages, invocation } = event;
    if (manager !== 'apk' || apk === undefined || apk.has('root')) return;
    if (kind === 'add') {
      if (packages.some((each) => each.name === undefined || each.kind === 'file')) this.#open = true;
    } else if (kind === 'del' && invocation.certain) {
      for (const { name } of packages) this.#deleteTools(name ?? '');
    }
    for (const { owner, packages: members } of changesOf(event)) {
      if (members === undefined) this.#world.delete(owner);
      else if (invocation.certain) this.#world.put(owner, members);
      else for (const { name } of members) this.#maybe.set(name, true);
    }
  }

  /** Those of the base image that a pattern matches: the model does not know of them. */
  #deleteTools(pattern: string): void {
    const matches = this.#tools.length === 0 ? undefined : globMatcher(pattern);
    if (matches !== undefined) for (const name of this.#tools) if (matches(name)) this.#world.delete(name);
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
