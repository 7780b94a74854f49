import {
  type BuildContext,
  checker,
  contextOf,
  type Diagnostic,
  type Forecast,
  fullyNamedIndex,
  nearest,
  PROVED_ON,
} from '../../src/checker/index.ts';
import {
  type BlockNote,
  type CodeBlock,
  codeBlocksIn,
  isBad,
  readBlockNote,
} from '../../src/lessons/content/code-blocks.ts';
import type { Lesson } from '../../src/lessons/content/load.ts';
import { judge } from '../forecast-verdict.ts';
import { state, today } from './answers.ts';

/** Code of the prose is held to what it says: what is shown as right passes the checker and the forecast, what is shown as wrong fails. */

/** Lines of code have room beside the exercise. */
const LONGEST = 64;
/** What blocks copy, besides the files of the starter. */
const SAMPLE = { 'hello.c': 'int main(void) { return 0; }\n' };
/** Rules that say what the forecast says. */
const FORETELL = ['command-missing', 'file-missing', 'step-fails'];
const INSTRUCTION =
  /^(?:FROM|RUN|COPY|ADD|ENV|ARG|WORKDIR|USER|CMD|ENTRYPOINT|LABEL|EXPOSE|VOLUME|HEALTHCHECK|SHELL)\s+\S/;

/** Languages of blocks with commands to be typed. */
const SHELLS = ['sh', 'console'];

const index = await fullyNamedIndex();

type Shown = Pick<Lesson, 'body' | 'data'> & { readonly frontMatter: Pick<Lesson['frontMatter'], 'test'> };

/** What is wrong with the blocks of a lesson's prose, a sentence each, and the line of the body on which the block begins. */
export function shownCodeFaults(lesson: Shown): { readonly line: number; readonly says: string }[] {
  const blocks = codeBlocksIn(lesson.body);
  return [
    // The test of a track shows nothing first.
    ...(lesson.frontMatter.test ? [] : beginning(lesson.body, blocks)),
    ...blocks.flatMap((block) => faultsOf(block, lesson).map((says) => ({ line: block.line, says }))),
  ];
}

/** The first that is shown is a whole file that is right. */
function beginning(body: string, blocks: readonly CodeBlock[]): { line: number; says: string }[] {
  const prose = body.split('\n').findIndex((line) => line.startsWith('<Section')) + 1;
  const first = blocks.find((block) => block.language === 'dockerfile' && isWhole(block.code));
  if (first !== undefined && (prose === 0 || first.line < prose) && !isBad(readBlockNote(first.meta))) return [];
  return [{ line: 1, says: 'Begin the prose, above the first section, with a small Dockerfile that is right.' }];
}

function faultsOf(block: CodeBlock, lesson: Shown): string[] {
  const note = readBlockNote(block.meta);
  const unknown = [...note.finds, ...note.allow].filter((id) => !checker.ruleIds.includes(id)).map(noRule);
  const long = block.code.split('\n').find((line) => line.length > LONGEST);
  const faults = [
    ...note.problems,
    ...unknown,
    ...(long === undefined ? [] : [`Keep lines of code to ${LONGEST} characters: ${long.trim()}`]),
  ];
  if (faults.length > 0) return faults;
  if (block.language === 'dockerfile') return dockerfileFaults(block.code, note, lesson);
  // An ellipsis says that it is not whole.
  if (INSTRUCTION.test(block.code) && !block.code.includes('…'))
    return ['Call it ```dockerfile, so that it is checked.'];
  if (note.finds.length > 0) return ['Only a dockerfile block can be bad for a rule: say what is printed (bad="…").'];
  return apkFaults(SHELLS.includes(block.language) ? apkCommands(block.code) : [], note);
}

function noRule(id: string): string {
  const guess = nearest(id, checker.ruleIds);
  return `There is no rule "${id}". ${guess === undefined ? 'All ids: npm run --silent belay -- rules.' : `Did you mean "${guess}"?`}`;
}

function dockerfileFaults(code: string, note: BlockNote, { data }: Shown): string[] {
  // Nobody knows what else stands above a part of a file, so it is not foretold, but for the packages that it names.
  const isOpen = !isWhole(code);
  const above = isOpen ? aboveOf(code) : '';
  const others = Object.fromEntries(note.files.map((path) => [path, 'x\n']));
  const context = contextOf({ ...SAMPLE, ...state({ data }, 'starter').files, ...others });
  const off = [...note.allow, ...data.task.allow].filter((id) => !note.finds.includes(id));
  const { diagnostics } = checker.check(above + code, { today, context, off, also: note.finds });
  const found = diagnostics.filter(
    ({ range, rule }) =>
      range.start >= above.length && !((isOpen || note.prints !== undefined) && FORETELL.includes(rule)),
  );
  if (!isOpen || note.prints !== undefined)
    return [...findingFaults(found, note), ...forecastFaults(above + code, note, context)];
  return [...findingFaults(found, note), ...(isBad(note) ? [] : apkFaults(apkCommands(code), note))];
}

/** Holds what is found to what is said. */
function findingFaults(found: readonly Diagnostic[], note: BlockNote): string[] {
  const rules = [...new Set(found.map(({ rule }) => rule))];
  const silent = note.finds.filter((id) => !rules.includes(id));
  const more = found.filter(({ rule }) => !note.finds.includes(rule));
  return [
    ...silent.map(
      (id) => `Marked as bad for ${id}, which finds nothing in it. It finds: ${rules.join(', ') || 'nothing at all'}.`,
    ),
    ...more.map(({ rule, message }) => {
      const mark = isBad(note) ? `name it too (bad=…,${rule})` : `mark the block (bad=${rule})`;
      return `Mend what ${rule} finds, ${mark}, or allow it (allow=${rule}): ${message}`;
    }),
  ];
}

/** Holds the forecast to what is said. */
function forecastFaults(text: string, note: BlockNote, context: BuildContext): string[] {
  if (note.prints !== undefined) {
    const prints = printedAtStop(checker.forecast(text, { context, data: { index, judgedOn: PROVED_ON } }));
    if (prints?.includes(note.prints) === true) return [];
    const really = prints === undefined ? 'by the forecast it does not fail.' : `it prints: ${prints.trim()}`;
    return [`Marked as bad because it prints "${note.prints}", and ${really}`];
  }
  if (isBad(note)) return [];
  const { verdict, why } = judge(text, { context, openArgs: true }, index);
  // A newer branch may have other versions of a package; a name that the known one has not is a mistake.
  if (verdict === 'fails' || (verdict === 'version' && why.includes('no such package')))
    return [`Mend it, or mark the block (bad="…", with what is printed): it stops with ${why.trim()}`];
  if (verdict !== 'unnamed') return [];
  return [`Whether it works is open for a reason that scripts/forecast-verdict.ts does not name: ${why}`];
}

function printedAtStop({ outcome, because, start }: Forecast): string | undefined {
  if (outcome === 'fails') return because?.prints ?? '';
  return start.outcome === 'fails' ? (start.because?.prints ?? '') : undefined;
}

const isWhole = (code: string): boolean => /^(?:(?:#.*|ARG .*)?\n)*FROM /i.test(code);

/** What stands above a part of a file: the stages that it copies from, a base, and the variables that it uses and does not set. */
function aboveOf(code: string): string {
  const stages = [...code.matchAll(/--from=([a-z][\w-]*)\b(?![:/.])/g)].map(
    ([, name = '']) => `FROM alpine:3.24 AS ${name}\n`,
  );
  const used = [...code.matchAll(/\$\{?([A-Z][A-Z0-9_]*)/g)].map(([, name = '']) => name);
  const unset = [...new Set(used)].filter((name) => !new RegExp(`\\b${name}=|ARG ${name}\\b`).test(code));
  return [...new Set(stages), 'FROM alpine:3.24\n', ...unset.map((name) => `ARG ${name}\n`)].join('');
}

function apkCommands(code: string): string[] {
  const found =
    code.replaceAll('\\\n', ' ').match(/\bapk (?:-\S+ )*(?:add|del|fix|upgrade|info)\b[^|;&>#'"\n]*/g) ?? [];
  return found.map((command) => command.trim());
}

/** Commands of apk in a block for the shell: options and packages are held to what Alpine has. */
function apkFaults(commands: readonly string[], note: BlockNote): string[] {
  const faults = commands.map((command) =>
    forecastFaults(`FROM alpine:3.24\nRUN ${command}\nCMD ["true"]\n`, note, contextOf({})).map(
      (fault) => `${command}: ${fault}`,
    ),
  );
  if (!isBad(note)) return faults.flat();
  if (faults.some((each) => each.length === 0)) return [];
  return faults.length > 0 ? faults.flat() : ['Marked as bad, and it has no command of apk that could show it.'];
}
