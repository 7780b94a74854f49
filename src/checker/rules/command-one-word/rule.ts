import { isOfficialImage } from '../../data/official-images.ts';
import { isPlainWord, isWritten } from '../../fixes/edits.ts';
import { baseName, isWithin } from '../../model/paths.ts';
import { chainOf, parentStages, rootOf } from '../../model/stage-chain.ts';
import type { BuildContext, Stage, Step } from '../../model/types.ts';
import { defineRule } from '../../rule.ts';
import { literalOf } from '../../syntax/expand.ts';
import type { Word } from '../../syntax/dockerfile/types.ts';

export const rule = defineRule({
  id: 'command-one-word',
  title: 'Give each word of a command a string of its own',
  category: 'running',
  severity: 'error',
  fix: 'suggestion',
  *check({ model, stagesWithOnbuild, text }) {
    for (const stage of stagesWithOnbuild) {
      for (const step of stage.steps) {
        const word = programWord(step);
        const name = word && literalOf(word);
        if (word === undefined || name === undefined || !/\s/.test(name)) continue;
        // A stage that stands on this one may bring an entrypoint.
        if (step.instruction.keyword === 'CMD' && parentStages(model).has(stage)) continue;
        if (mayBeFile(name, stage, model.context)) continue;
        const parts = name.trim().split(/\s+/);
        const strings = parts.map((part) => JSON.stringify(part)).join(', ');
        const isPlain = parts.every((part) => /^-*$/.test(part) || isPlainWord(part.replace(/^-+/, '')));
        const { keyword } = step.instruction;
        yield {
          range: word.range,
          message: `${isPlain ? `Write \`${strings}\`` : 'Write each word as a string of its own, or start a shell with `["sh", "-c", "…"]`'}: in exec form the first string is the name of the program, blanks included, and there is none called \`${name}\`, so ${keyword === 'RUN' || keyword === 'SHELL' ? 'the build stops' : keyword === 'HEALTHCHECK' ? 'the check fails each time' : 'the container does not start'}.`,
          fix:
            isPlain && isWritten(text, word)
              ? { title: 'Split it into words', edits: [{ range: word.range, text: strings }] }
              : undefined,
        };
      }
    }
  },
});

/** The string that names the program which an instruction in exec form starts; undefined where CMD may be arguments. */
function programWord({ instruction, stage }: Step): Word | undefined {
  const { keyword, form, args } = instruction;
  if (form !== 'exec') return undefined;
  if (keyword === 'RUN' || keyword === 'SHELL' || keyword === 'HEALTHCHECK') return args[0];
  const { entrypoint, command } = stage.end;
  if (instruction !== entrypoint?.instruction && instruction !== command?.instruction) return undefined;
  const [program] = stage.process.program;
  const isFirst = stage.process.instruction === instruction;
  // What an entrypoint of a base that is not known makes of CMD is not known either.
  if (keyword === 'CMD' && isFirst && !isKnownBase(stage)) return undefined;
  return isFirst && literalOf(args[0] ?? { parts: [] })?.match(/\s/)
    ? args[0]
    : // Behind an init, `env` or `su-exec`.
      args.find((word) => literalOf(word) === program);
}

/** The entrypoints of official images start what CMD names, or there is none. */
function isKnownBase(stage: Stage): boolean {
  const { base } = rootOf(stage);
  return base.kind === 'scratch' || isOfficialImage(base.name ?? '');
}

const INTERPRETER = /^(node|deno|bun|python[\d.]*|java|ruby|php|perl|(ba|a|da)?sh|env|exec)$/;

/** A file with a blank in its name may be there. */
function mayBeFile(name: string, stage: Stage, context: BuildContext | undefined): boolean {
  const [first = '', tail = ''] = name.trim().split(/\s+/, 2);
  if (name.startsWith('-') || name.includes('\\')) return true;
  const files = chainOf(stage).flatMap(({ fileEvents }) => fileEvents);
  if (files.some(({ path }) => path !== undefined && /\s/.test(path) && isWithin(name, path))) return true;
  if (context?.paths.some((path) => /\s/.test(path) && baseName(path) === baseName(name)) === true) return true;
  // `/opt/my app/run`
  return /[/]/.test(first) && /^[^./-][^/]*\/./.test(tail) && !INTERPRETER.test(baseName(first));
}
