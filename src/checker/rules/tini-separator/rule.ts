import type { Stage, Step } from '../../model/types.ts';
import { literalOf } from '../../syntax/expand.ts';
import { wordOf } from '../../facts/word-of.ts';
import { packageAtEnd } from '../../facts/package-timeline.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';
import { insertAt } from '../../text.ts';

export const rule = defineRule({
  id: 'tini-separator',
  title: 'Write -- between tini and the program',
  category: 'running',
  severity: 'error',
  fix: 'safe',
  needs: ['tini'],
  *check({ model }) {
    for (const stage of model.stages) {
      const { process } = stage;
      const step = stage.steps.find((each) => each.instruction === process.instruction);
      if (process.init !== 'tini' || step === undefined) continue;
      // An image for others to build on, or to start with a command of theirs, may leave it out.
      const finding: Finding | undefined =
        stage === model.target && process.program.length === 0 && process.form === 'exec'
          ? {
              range: step.instruction.range,
              severity: 'info',
              message:
                'Say with `CMD` what tini starts: alone it ends with 1, and a new `ENTRYPOINT` takes the `CMD` of the base away.',
            }
          : inStage(stage, step);
      if (finding !== undefined) yield finding;
    }
  },
});

/**
 * Seen with Debian's tini 0.19.0: `tini ls -l` takes `-l` for its own option and prints its license. glibc's getopt
 * looks for options behind the first operand; musl's (1.2.3, the same option string in a small program) stops there.
 */
function inStage(stage: Stage, step: Step): Finding | undefined {
  const { process } = stage;
  const words = wordsOf(stage, step);
  const at = words.indexOf(process.initPath);
  const behind = words.slice(at + 1);
  const program = firstOperand(behind);
  if (at < 0 || program === undefined || behind.slice(0, program).includes('--')) return undefined;
  if (!behind.slice(program + 1).some((word) => word !== undefined && /^-./.test(word))) return undefined;
  const apks = stage.distro === 'alpine' && packageAtEnd(stage, 'tini') === true;
  return {
    range: wordOf(step, process.initPath ?? 'tini')?.range ?? step.instruction.range,
    // On another base than one with glibc it may well be Alpine's.
    ...(apks || stage.libc !== 'glibc' ? { severity: 'warning' as const } : {}),
    message: `Write \`--\` before the program: ${
      apks
        ? "Alpine's tini happens to stop at the first word that is no option, but a tini built for glibc reads the program's options as its own."
        : "tini reads the program's options as its own, and fails or does something else."
    }`,
    fix: makeFix(step, behind[program - 1] ?? process.initPath),
  };
}

/** ENTRYPOINT and CMD as one list; the words of a shell-form instruction from its only command. */
function wordsOf(stage: Stage, step: Step): (string | undefined)[] {
  if (stage.process.argv !== undefined) return [...stage.process.argv];
  if (step.instruction.form === 'exec') return [...step.instruction.args.map(literalOf), ...stage.process.program];
  const last = step.invocations.at(-1);
  return last === undefined ? [] : [last.program, ...last.args.map(({ value }) => value)];
}

const VALUED = new Set(['-e', '-p']);

/** Index of the first word behind tini that is neither an option nor an option's value. */
function firstOperand(words: readonly (string | undefined)[]): number | undefined {
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === '--') return i + 1;
    if (!word?.startsWith('-')) return i;
    if (VALUED.has(word)) i++;
  }
  return undefined;
}

function makeFix(step: Step, previous: string | undefined): ProposedFix | undefined {
  const word = previous === undefined ? undefined : wordOf(step, previous);
  if (word === undefined) return undefined;
  return {
    title: 'Add --',
    edits: [insertAt(word.range.end, step.instruction.form === 'exec' ? ', "--"' : ' --')],
  };
}
