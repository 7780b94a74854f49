import { baseName, resolvePath } from '../../model/paths.ts';
import { isTriggers, parentStages } from '../../model/stage-chain.ts';
import type { Invocation, Model, Stage, Step } from '../../model/types.ts';
import type { Range } from '../../text.ts';
import { shebangOf, shebangWords } from '../../facts/ash.ts';
import { installFix } from '../../fixes/package-edits.ts';
import { PackageTimeline } from '../../facts/package-timeline.ts';
import { copiedText, hasTexts } from '../../facts/script-file.ts';
import { wordOf } from '../../facts/word-of.ts';
import { mayBringOthers } from '../../facts/foretold.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'bash-missing',
  title: 'Install bash before something asks for it',
  category: 'musl',
  severity: 'error',
  fix: 'suggestion',
  needs: ['bash', 'SHELL', '<<', 'context'],
  *check({ model, alpineStagesWithOnbuild, text }) {
    const parents = parentStages(model);
    // Nobody starts a stage that others only copy from.
    const copied = new Set(model.stages.flatMap(({ steps }) => steps.map(({ copy }) => copy?.fromStage)));
    const texts = hasTexts(model) ? model : undefined;
    const reported = new Set<number>();
    for (const stage of alpineStagesWithOnbuild) {
      const use = firstUse(
        texts,
        stage,
        parents.has(stage) ||
          isTriggers(stage) ||
          stage.triggers !== undefined ||
          (stage !== model.target && copied.has(stage)),
      );
      if (use === undefined || reported.has(use.range.start)) continue;
      reported.add(use.range.start);
      const before = use.before?.step === use.step ? use.before : undefined;
      yield {
        range: use.range,
        ...(mayBringOthers(stage) && { severity: 'info' }),
        message: use.message,
        fix: installFix(text, use.step, 'bash', before),
      };
    }
  },
});

/** The model, where it holds the texts of files. */
type Texts = Model | undefined;

interface Use {
  readonly range: Range;
  /** The fix puts the package in front of this. */
  readonly step: Step;
  readonly before?: Invocation | undefined;
  readonly message: string;
}

/** The first place of a stage where bash is needed and certainly not there. */
function firstUse(texts: Texts, stage: Stage, isParent: boolean): Use | undefined {
  const moments = new PackageTimeline(stage);
  for (const step of stage.steps) {
    const first = step.invocations[0];
    if (step.instruction.keyword !== 'RUN' || first === undefined) continue;
    const use = useOfShell(step) ?? useOfCommands(texts, step);
    if (use !== undefined && moments.has('bash', use.before ?? first) === false) {
      return moments.brings('bash') ? undefined : use;
    }
  }
  // What a stage starts counts for the image that is made of it, not for stages built on it.
  const use = isParent ? undefined : useOfStart(texts, stage);
  return use !== undefined && moments.hasAtEnd('bash') === false && !moments.brings('bash') ? use : undefined;
}

/** Shell form under `SHELL ["/bin/bash", …]`, or a heredoc that begins with `#!/bin/bash`. */
function useOfShell(step: Step): Use | undefined {
  const { instruction, before } = step;
  if (instruction.form !== 'shell') return undefined;
  const shebang = shebangOf(instruction);
  const [heredoc] = instruction.heredocs;
  if (shebang !== undefined && heredoc !== undefined) {
    return isBash(shebang[0])
      ? {
          range: heredoc.range,
          step,
          message:
            'Install bash in a `RUN` before this one, or begin the heredoc with `#!/bin/sh`: there is no bash in this image yet, so the script cannot start.',
        }
      : undefined;
  }
  if (!isBash(before.shell[0])) return undefined;
  const shell = shellStep(step);
  return {
    range: (shell ?? step).instruction.range,
    step: shell ?? step,
    before: step.invocations[0],
    message:
      'Install bash in a `RUN` before this `SHELL`, or use `SHELL ["/bin/ash", "-eo", "pipefail", "-c"]`: there is no bash in this image yet, so the next `RUN` cannot start.',
  };
}

/** The SHELL instruction in force for a step. */
function shellStep(step: Step): Step | undefined {
  let end = step.index;
  for (let layer: Stage | undefined = step.stage; layer !== undefined; layer = layer.base.stage) {
    for (let i = end - 1; i >= 0; i--) {
      const each = layer.steps[i];
      if (each?.instruction.keyword === 'SHELL') return each;
    }
    end = layer.base.stage?.steps.length ?? 0;
  }
  return undefined;
}

function useOfCommands(texts: Texts, step: Step): Use | undefined {
  for (const each of step.invocations) {
    const use = each.certain && !each.tested ? useOfCommand(texts, each) : undefined;
    if (use !== undefined) return use;
  }
  return undefined;
}

function useOfCommand(texts: Texts, invocation: Invocation): Use | undefined {
  const { name, program, cwd, step } = invocation;
  if (name === 'bash') {
    return {
      range: invocation.range,
      step,
      before: invocation,
      message:
        'Install bash first, or use `sh`: Alpine brings no bash, and nothing here installs one before this command, so it ends with "bash: not found".',
    };
  }
  const path = texts !== undefined && program?.includes('/') === true ? resolvePath(program, cwd) : undefined;
  if (path === undefined || !isBashScript(texts, step.stage, path)) return undefined;
  return {
    range: invocation.range,
    step,
    before: invocation,
    message: `Install bash first, or let \`${name}\` begin with \`#!/bin/sh\`: its first line asks for bash, which is not in this image yet, so it ends with "not found".`,
  };
}

/** ENTRYPOINT or CMD, in either form. */
function useOfStart(texts: Texts, stage: Stage): Use | undefined {
  const { instruction, program, form } = stage.process;
  const step = stage.steps.find((each) => each.instruction === instruction);
  if (step === undefined) return undefined;
  // `bash -c "…"` counts as bash here, although the program that stays is another.
  const direct = step.invocations.find(({ certain, program: name }) => certain && isBash(name));
  const first = direct?.program ?? program[0];
  const consequence = 'so the container does not start';
  if (form === 'shell' && isBash(step.before.shell[0])) {
    const shell = shellStep(step) ?? step;
    return {
      range: shell.instruction.range,
      step: shell,
      message: `Install bash, or write \`${step.instruction.keyword}\` in exec form: this \`SHELL\` names bash, which is not in the image, ${consequence}.`,
    };
  }
  if (first === undefined) return undefined;
  const range = wordOf(step, first)?.range ?? step.instruction.range;
  if (isBash(first)) {
    return { range, step, message: `Install bash, or start \`sh\`: there is no bash in this image, ${consequence}.` };
  }
  if (!first.startsWith('/') || !isBashScript(texts, stage, first)) return undefined;
  return {
    range,
    step,
    message: `Install bash, or let \`${baseName(first)}\` begin with \`#!/bin/sh\`: its first line asks for bash, which is not in this image, ${consequence}.`,
  };
}

function isBashScript(texts: Texts, stage: Stage, path: string): boolean {
  return texts !== undefined && isBash(shebangWords(copiedText(texts, stage, path) ?? '')?.[0]);
}

function isBash(program: string | undefined): boolean {
  return program !== undefined && baseName(program) === 'bash';
}
