import { alpineRelease, newestRelease } from '../../data/alpine-releases.ts';
import type { Stage } from '../../model/types.ts';
import { applyEdits, type Range, sliceOf, type TextEdit } from '../../text.ts';
import type { ProposedFix, RuleContext } from '../../rule.ts';
import { removeCommands, removeWord, isPlainWord } from '../edits.ts';
import { lineBreak } from '../instruction-edits.ts';
import { appendPackages } from '../package-edits.ts';
import { compiledProgram, runtimePackages, type CompiledProgram } from './compiled-program.ts';
import { SourceFiles } from './source-files.ts';
import { isIgnored, isOnlyRuntime, usesOf, type Use } from './stage-uses.ts';

/** Past that the parts of a file are seldom all known, and looking for them takes long. */
const MAX_LENGTH = 20_000;

/**
 * Splits a file of one stage that compiles its program: a stage `build` that compiles, and one that copies the program,
 * installs the libraries it was linked to and takes over what the container needs, in the author's order and words.
 * Undefined where anything in the file is not known to belong to the one or the other.
 */
export function splitStage({ model, text, today, allowedBases }: RuleContext): ProposedFix | undefined {
  const [stage, another] = model.stages;
  if (stage === undefined || another !== undefined || model.file.problems.length > 0 || text.length > MAX_LENGTH)
    return undefined;
  const program = compiledProgram(stage);
  if (program === undefined || !isPlainWord(program.path)) return undefined;
  const { from, steps } = stage;
  const needs = runtimePackages(stage, program);
  const base = runtimeBase(stage, program, text, today, allowedBases);
  const uses = usesOf(stage, program, new SourceFiles(program, stage, model.context), text);
  if (needs === undefined || base === undefined || uses === undefined) return undefined;

  const newLine = lineBreak(text);
  const isLower = text.startsWith('f', from.range.start);
  const say = (keyword: string): string => (isLower ? keyword.toLowerCase() : keyword);
  const tail = { start: stage.base.range.end, end: from.range.end };
  const edits: TextEdit[] = [{ range: tail, text: ` ${say('AS')} build` }];

  const needed = new Set(needs);
  const adds = stage.packageEvents.filter(({ kind }) => kind === 'add');
  for (const { step, packages } of adds) {
    const isMoved = uses.get(step)?.place === 'runtime';
    for (const each of packages) {
      if (isMoved) needed.delete(each.raw);
      const removed = isOnlyRuntime(each) && !isMoved && !packages.every(isOnlyRuntime) && removeWord(text, each);
      if (removed) edits.push(removed);
    }
  }
  // The first command of the last stage, so that those behind it have all packages.
  const first = steps.find((step) => step.instruction.keyword === 'RUN' && isForLast(uses.get(step)));
  const list = adds.find(({ step }) => step === first && uses.get(step)?.place === 'runtime');
  const appended = list && needed.size > 0 ? appendPackages(text, list, [...needed]) : undefined;

  /** What the last stage says, by the place of where it comes from. */
  const lines: { at: number; text: string }[] = [];
  let copyAt = program.events[0]?.step.index ?? 0;
  const run = (at: number, line: string): void => {
    lines.push({ at, text: line });
    copyAt = Math.max(copyAt, at);
  };
  if (needed.size > 0 && appended === undefined)
    run(adds[0]?.step.index ?? -1, `${newLine}${say('RUN')} apk add --no-cache ${[...needed].join(' ')}`);
  let start = endOfLine(text, from.range);
  for (const step of steps) {
    const { range, keyword } = step.instruction;
    const { place, commands } = uses.get(step) ?? {};
    const block = { start, end: endOfLine(text, range) };
    start = block.end;
    if (place === 'both') {
      lines.push({ at: step.index, text: newLine + text.slice(range.start, block.end) });
    } else if (place === 'runtime') {
      const own = list?.step === step && appended !== undefined ? [shift(appended, -block.start)] : [];
      const said = applyEdits(sliceOf(text, block), own);
      if (keyword === 'RUN') run(step.index, said);
      else lines.push({ at: step.index, text: said });
    } else if (commands !== undefined) {
      const removed = removeCommands(text, step, commands);
      if (removed === undefined) return undefined;
      edits.push(...removed);
      const said = commands.map((command) => sliceOf(text, command.range));
      run(step.index, `${newLine}${say('RUN')} ${said.join(' && ')}`);
    }
    // Of the first stage only the program remains, so nothing has to be deleted in it.
    const isIdle = step.invocations.every(({ apk }) => apk?.command === 'del');
    if (place === 'runtime' || (keyword === 'RUN' && isIdle)) edits.push({ range: block, text: '' });
  }
  const { path } = program;
  // Half a place behind, so that commands that rarely change keep their cache.
  lines.push({ at: copyAt + 0.5, text: `${newLine}${say('COPY')} --from=build ${path} ${path}` });
  lines.sort((a, b) => a.at - b.at);
  const head = `${text.slice(from.range.start, stage.base.range.start)}${base}${sliceOf(text, tail)}`;
  edits.push({
    range: { start, end: start },
    text: `${newLine}${newLine}${head}${lines.map((line) => line.text).join('')}`,
  });
  return { title: `Compile in a stage of its own and copy ${path}`, edits };
}

function isForLast(use: Use | undefined): boolean {
  return use?.place === 'runtime' || use?.commands !== undefined;
}

/** The image to run on: the same, or plain Alpine in place of one that brings a compiler; undefined when not known. */
function runtimeBase(
  { base, release, from }: Stage,
  { isStatic }: CompiledProgram,
  text: string,
  today: string,
  allowedBases: readonly string[] | undefined,
): string | undefined {
  const isSdk = base.name === 'golang' || base.name === 'rust';
  // A program that is linked to musl runs on the Alpine that it was compiled on.
  const branch = release ?? (isSdk && isStatic ? newestRelease(today)?.branch : undefined);
  const ended = branch === undefined ? undefined : alpineRelease(branch)?.ended;
  // What is wrong with a base would then be wrong twice.
  if (base.kind !== 'image' || branch === undefined || ended === undefined || ended <= today) return undefined;
  if (isIgnored(from) || sliceOf(text, from.range).includes('\n')) return undefined;
  if (!isSdk) return sliceOf(text, base.range);
  return allowedBases === undefined && base.digest === undefined ? `alpine:${branch}` : undefined;
}

function shift({ range, text }: TextEdit, by: number): TextEdit {
  return { range: { start: range.start + by, end: range.end + by }, text };
}

/** The end of the last line of a range, its line break excluded. */
function endOfLine(text: string, { end }: Range): number {
  const rest = /^[^\r\n]*/.exec(text.slice(end));
  return end + (rest?.[0].length ?? 0);
}
