import { isTemplate } from '../../facts/syntax-problems.ts';
import { oneForEachCause } from '../../facts/one-fact.ts';
import { parentOf, rootOf } from '../../model/stage-chain.ts';
import type { Step } from '../../model/types.ts';
import type { Word } from '../../syntax/dockerfile/types.ts';
import { plainVariables } from '../../syntax/expand.ts';
import { nearest } from '../../syntax/suggest.ts';
import { isOfficialImage } from '../../data/official-images.ts';
import { insertBefore } from '../../fixes/instruction-edits.ts';
import { codeList, enumerate, NONE } from '../../lists.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';
import { lineStart, type Range } from '../../text.ts';

export const rule = defineRule({
  id: 'variable-undefined',
  title: 'Declare a variable before you use it',
  category: 'syntax',
  severity: 'warning',
  fix: 'suggestion',
  buildkit: ['UndefinedVar'],
  needs: ['$'],
  *check(context) {
    const { model, text } = context;
    if (isTemplate(context)) return;
    let found = 0;
    for (const stage of model.stages) {
      const { kind, name = '' } = rootOf(stage).base;
      const isBare = kind === 'scratch' || BARE.has(name);
      for (const step of stage.steps) {
        yield* ofPlatform(step, text, isBare);
        if (!isBare) continue;
        const { keyword } = step.instruction;
        for (const word of expandedWords(step)) {
          const isText = isSentence(keyword, word);
          const all = undefinedIn(word, step).filter((each) => isText || !PLATFORM_NAMES.has(each));
          const [missing] = all;
          if (missing === undefined) continue;
          const near = found++ < MOST_COMPARED ? nearest(missing, ['PATH', ...namesAt(step)]) : undefined;
          const isGlobal = model.globalArgs.has(missing);
          // A sentence or a command, which a reader is to complete.
          const isTold = isText && near === undefined && !isGlobal;
          const names =
            isTold || near !== undefined ? [missing] : all.filter((each) => model.globalArgs.has(each) === isGlobal);
          const advice = isTold
            ? `Write \`\\$${missing}\` where the name is to be read`
            : isGlobal
              ? `Repeat ${codeList(names.map((each) => `ARG ${each}`))} in this stage: what stands before the first \`FROM\` is only known there`
              : near === undefined
                ? `Declare ${codeList(names)} with \`ARG\` or \`ENV\` first`
                : `Write \`$${near}\` or declare \`${missing}\` first`;
          yield {
            range: word.range,
            ...(isTold && { severity: 'info' }),
            cause: isTold ? `\\${missing}` : names.join(' '),
            message: `${advice}: nothing sets ${names.length > 1 ? 'them' : 'it'} here, so ${codeList(names.map((each) => `$${each}`))} ${names.length > 1 ? 'are' : 'is'} empty.`,
          };
        }
      }
    }
  },
  *together(findings, context) {
    for (const each of oneForEachCause(findings, context, tell)) {
      const { fix } = each;
      yield fix === undefined ? each : { ...each, fix: asOneLine(fix) };
    }
  },
});

/** The words of an instruction into which BuildKit puts values. */
function expandedWords({ instruction: { keyword, args, pairs } }: Step): readonly Word[] {
  if (!EXPANDED.test(keyword)) return NONE;
  return pairs.length > 0
    ? pairs.flatMap(({ name, value }) => (value === undefined || addsTo(name, value) ? [] : value))
    : args;
}

/** The variables of a word that nothing sets, each once. */
function undefinedIn(word: Word, step: Step): readonly string[] {
  const { keyword, pairs } = step.instruction;
  const own = new Set(keyword === 'ARG' ? pairs.map(({ name }) => name) : NONE);
  return [...new Set(plainVariables(word.parts))].filter((each) => !own.has(each) && !isDefined(each, step));
}

/** What a label says to a reader. */
function isSentence(keyword: string, { raw }: Word): boolean {
  return keyword === 'LABEL' && /\s/.test(raw);
}

/** `ENV OPTIONS="$OPTIONS --more"`: to nothing, where there is nothing yet. */
function addsTo(name: string, { parts }: Word): boolean {
  const [variable, ...others] = plainVariables(parts);
  return variable === name && others.length === 0 && parts.length > 1;
}

/** What BuildKit sets in a stage that asks for it by `ARG`; a default (`${TARGETARCH:-amd64}`) says what holds without. */
const PLATFORM =
  /\$(?:((?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT))\b|\{((?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT))\})/g;
const PLATFORM_NAMES = new Set(
  ['TARGET', 'BUILD'].flatMap((side) => ['PLATFORM', 'OS', 'ARCH', 'VARIANT'].map((part) => side + part)),
);

/** All that an instruction lacks of the platform. */
function* ofPlatform(step: Step, text: string, isBare: boolean): Iterable<Finding> {
  const { instruction, stage } = step;
  const places = instruction.keyword === 'RUN' ? inScript(step, text) : isBare ? inWords(step) : NONE;
  const [first] = places;
  if (first === undefined) return;
  const names = [...new Set(places.map(({ name }) => name))];
  const line = `ARG ${names.join(' ')}`;
  const isGuess = places.every(({ isArgument }) => isArgument === true);
  yield {
    range: first.range,
    cause: isGuess ? names.join(' ') : stage,
    inShort: names.join(' '),
    message: messageFor(names),
    ...(isGuess && { severity: 'info' }),
    fix: isGuess ? undefined : { title: `Declare ${enumerate(names)}`, edits: [insertBefore(text, instruction, line)] },
  };
}

function messageFor(names: readonly string[]): string {
  const [them, are] = names.length > 1 ? ['them', 'they are'] : ['it', 'it is'];
  return `Declare ${codeList(names)} with \`ARG\` in this stage first: BuildKit sets ${them} only where a stage asks for ${them}, so ${are} empty.`;
}

/** For instructions of a stage that lack different ones. */
function tell(facts: readonly string[], _: Finding, also: string): string {
  return messageFor([...new Set(facts.flatMap((fact) => fact.split(' ')))]) + also;
}

/** One `ARG` before the first instruction is enough for those behind it. */
function asOneLine({ edits: [first, ...others], title }: ProposedFix): ProposedFix {
  if (first === undefined || others.length === 0) return { title, edits: first === undefined ? [] : [first] };
  const names = [...new Set([first, ...others].flatMap(({ text }) => text.trim().split(' ').slice(1)))];
  const line = first.text.trim();
  return {
    title: `Declare ${enumerate(names)}`,
    edits: [{ ...first, text: first.text.replace(line, `ARG ${names.join(' ')}`) }],
  };
}

interface Place {
  readonly name: string;
  readonly range: Range;
  /** A program is given the value, which may know other names than BuildKit's (`x64`), and do with nothing. */
  readonly isArgument?: boolean;
}

/** Whether a variable stands in a word by itself: in no path or address, and in nothing that the script sets or compares. */
function isArgument(own: string, start: number, end: number): boolean {
  // The ends of slices this short are looked for by hand: `\S*$` would start at each of their characters.
  const words = own.slice(Math.max(0, start - MOST_AROUND), start).split(/\s/);
  const head = words.pop() ?? '';
  const before = words.filter((word) => word !== '').at(-1) ?? '';
  const word = head + (own.slice(end, end + MOST_AROUND).split(/\s/)[0] ?? '');
  return !/[/=]/.test(word) && !/^(?:.*[;&|(])?(?:case|test|\[\[?|!?=|==|-[nz]|echo|printf)$/.test(before);
}

/** Characters of a script that are looked at on each side of a variable. */
const MOST_AROUND = 200;

function inWords(step: Step): readonly Place[] {
  const { keyword } = step.instruction;
  return expandedWords(step).flatMap((word) =>
    isSentence(keyword, word)
      ? []
      : undefinedIn(word, step).flatMap((name) => (PLATFORM_NAMES.has(name) ? { name, range: word.range } : [])),
  );
}

/** In a RUN the shell puts the values in, and images may have other variables. */
function inScript(step: Step, text: string): readonly Place[] {
  const { instruction, stage } = step;
  if (!isOfficialImage(rootOf(stage).base.name ?? '')) return NONE;
  const { start, end } = instruction.range;
  const own = text.slice(start, end);
  const places = new Map<string, Place>();
  const known = new Set<string>();
  let isRead: boolean | undefined;
  let seen = lineStart(text, start);
  let isQuiet = false;
  for (const { 0: word, 1: bare, 2: name = bare ?? '', index } of own.matchAll(PLATFORM)) {
    const at = start + index;
    // What stands before it in its line, as far as that is new: a comment, or a string for another program.
    const before = text.slice(seen, at);
    const lineEnd = before.lastIndexOf('\n');
    const added = before.slice(lineEnd + 1);
    if (lineEnd >= 0) isQuiet = /^[ \t]*#/.test(added);
    isQuiet ||= added.includes("'");
    seen = at;
    if (isQuiet || places.has(name) || known.has(name)) continue;
    // Set or read by the script itself.
    if (isDefined(name, step) || own.includes(`${name}=`) || (isRead ??= /\bread\b/.test(own))) known.add(name);
    else
      places.set(name, {
        name,
        range: { start: at, end: at + word.length },
        isArgument: isArgument(own, index, index + word.length),
      });
  }
  return [...places.values()];
}

/** Images whose only variable is PATH (their configurations, 2026-08). */
const BARE = new Set(['alpine', 'busybox', 'debian', 'ubuntu']);
/** Where BuildKit, and not a shell, puts the values in. */
const EXPANDED = /^(ADD|ARG|COPY|ENV|EXPOSE|LABEL|STOPSIGNAL|USER|VOLUME|WORKDIR)$/;
const MOST_PARENTS = 50;
/** So many names are compared with all that are known: thousands of each would take the square of their time. */
const MOST_COMPARED = 50;

function isDefined(name: string, { before, stage }: Step): boolean {
  // A build has proxies without ARG.
  if (name === 'PATH' || /_proxy$|^BUILDKIT_/i.test(name) || before.env.has(name) || before.args.has(name)) return true;
  let parents = 0;
  for (let below = parentOf(stage); below !== undefined; below = parentOf(below))
    if (below.end.args.has(name) || ++parents > MOST_PARENTS) return true;
  return false;
}

function namesAt({ before }: Step): string[] {
  return [...before.env.entries(), ...before.args.entries()].map(([name]) => name);
}
