import type { Stage } from '../../model/types.ts';
import { interpreterOf, isPosixShell } from '../../facts/ash.ts';
import { isDevelopmentTarget } from '../../facts/target-names.ts';
import { startScript } from '../../facts/start-script.ts';
import { defineRule, type ProposedFix, type RuleContext } from '../../rule.ts';

export const rule = defineRule({
  id: 'exec-form',
  title: 'Start the program in exec form',
  category: 'running',
  severity: 'warning',
  fix: 'suggestion',
  hadolint: ['DL3025'],
  buildkit: ['JSONArgsRecommended'],
  *check(context) {
    for (const stage of context.stagesWithOnbuild) {
      const { process } = stage;
      const { instruction } = process;
      if (instruction === undefined || process.form !== 'shell' || !(process.shellIsPid1 || process.shellYields))
        continue;
      // What a stage inherits is reported where it is written.
      const step = stage.steps.find((each) => each.instruction === instruction);
      if (step === undefined || isShort(process.program) || isBrokenJson(stage)) continue;
      // A program that we do not know, named in SHELL, may do anything with signals.
      if (!isPosixShell(interpreterOf(step))) continue;
      const shell = interpreterOf(step)[0] ?? '';
      const why = process.shellIsPid1
        ? `\`${shell}\` is PID 1 here and does not pass SIGTERM on, so \`docker stop\` waits and then kills the program.`
        : `\`${shell}\` may replace itself by the program, but with something behind it, such as \`|| exit 1\`, it stays PID 1 and does not pass SIGTERM on.`;
      yield {
        range: instruction.range,
        message: `Write \`${instruction.keyword}\` as a JSON array (or put \`exec\` in front of the program): ${why}`,
        // What a developer starts, and stops by hand.
        ...((process.shellYields || (!stage.inFinalImage && isDevelopmentTarget(stage.name))) && { severity: 'info' }),
        fix: makeFix(stage, context),
      };
    }
  },
});

/** Programs that are done at once: nobody stops them. */
const SHORT = new Set(
  'cat chmod chown cp date echo env false help id ls mkdir mv printenv printf pwd rm rsync tar true uname version whoami'.split(
    ' ',
  ),
);
/** A shell for a person at the keyboard, who ends it. */
const SHELL = /^(.*\/)?(ba|a|da|z)?sh$/;

function isShort(program: readonly (string | undefined)[]): boolean {
  const [name, ...rest] = program;
  if (rest.length === 0 && SHELL.test(name ?? '')) return true;
  if (name === 'go' && /^(build|install|test|vet)$/.test(rest[0] ?? '')) return true;
  return (
    name !== undefined && (SHORT.has(name) || (rest.length === 1 && /^(--?version|--?help|-V|-h)$/.test(rest[0] ?? '')))
  );
}

/** `CMD ['a']` was meant as exec form; the rule `syntax` says so. */
function isBrokenJson(stage: Stage): boolean {
  return stage.process.instruction?.body.text.trimStart().startsWith('[') === true;
}

/** Only a single command whose words are all known can be rewritten word by word. */
function makeFix(stage: Stage, context: RuleContext): ProposedFix | undefined {
  const { instruction, program } = stage.process;
  const step = stage.steps.find((each) => each.instruction === instruction);
  const only = step?.invocations[0];
  if (instruction === undefined || step?.invocations.length !== 1 || only?.node === undefined) return undefined;
  // Only in exec form does it get the words of CMD.
  if (instruction.keyword === 'ENTRYPOINT' && stage.end.command !== undefined) return undefined;
  const plain = [only.node.name, ...only.node.args].every(
    (word) => word?.parts.every((part) => part.kind === 'literal') === true,
  );
  if (!plain || only.redirects.length > 0 || only.assignments.size > 0 || program.some((word) => word === undefined))
    return undefined;
  // A script without a first line that names its shell starts in shell form alone.
  if (/\.(sh|bash|ash)$/.test(program[0] ?? '') && startScript(stage, program[0] ?? '', context) === undefined)
    return undefined;
  // What only a shell knows is no program.
  if (/^(?:[.:]|source|eval)$/.test(program[0] ?? '')) return undefined;
  // Inside `sh -c "…"` and behind wrappers the words that run are not the words that are written.
  const words = [only.program, ...only.args.map(({ value }) => value)];
  if (words.some((word, i) => word !== program[i]) || words.length !== program.length) return undefined;
  // The author's blanks and line breaks stay between the words.
  let array = '[';
  let at: number | undefined;
  for (const [i, word] of [only.node.name, ...only.node.args].entries()) {
    if (word === undefined) return undefined;
    array += `${at === undefined ? '' : `,${context.text.slice(at, word.range.start)}`}${JSON.stringify(program[i])}`;
    at = word.range.end;
  }
  const { end } = instruction.range;
  // A comment of the shell, at the end of the line, has no place behind an array.
  if (context.text.slice(at, end).includes('#')) return undefined;
  const range = { start: instruction.body.toSource(0), end };
  return { title: 'Use exec form', edits: [{ range, text: `${array}]` }] };
}
