import { type Instruction, type TextEdit, analyze, applyEdits } from '../../../src/checker/index.ts';

/** Writes the same program differently. `pick` says at each place whether it is taken. */
export interface Rewrite {
  readonly name: string;
  readonly apply: (text: string, pick: () => boolean) => string;
}

/** Words without anything that a shell reads as more than a word. */
const PLAIN = /^[A-Za-z0-9_./:@%+,-]+$/;
/** Scripts that are more than commands one behind the other. */
const STRUCTURED = /[(){}`#]|<<|(?:^|[\s;])(?:if|then|else|fi|for|while|until|do|done|case|esac|!)(?=[\s;]|$)/;

export const rewrites: readonly Rewrite[] = [
  { name: 'keywords in small letters', apply: (text, pick) => everyInstruction(text, pick, lowerCase) },
  { name: 'CR LF', apply: (text) => text.replaceAll('\n', '\r\n') },
  { name: 'no line break at the end', apply: (text) => text.replace(/\n+$/, '') },
  { name: 'blank lines and indentation', apply: (text, pick) => everyInstruction(text, pick, indented) },
  {
    name: 'a line for each word',
    apply: (text, pick) => everyScript(text, pick, (body) => gaps(body, pick, ' \\\n    ')),
  },
  {
    name: 'a comment between the lines',
    apply: (text, pick) => everyScript(text, pick, (body) => gaps(body, pick, ' \\\n# why\n    ')),
  },
  { name: 'more blanks', apply: (text, pick) => everyScript(text, pick, (body) => gaps(body, pick, ' \t ')) },
  { name: 'quoted words', apply: (text, pick) => everyScript(text, pick, (body) => quoted(body, pick)) },
  {
    name: 'options of apk in front',
    apply: (text, pick) =>
      everyScript(text, pick, (body) => body.replace(/\bapk add --no-cache /g, 'apk --no-cache add ')),
  },
  {
    name: 'options of apk at the end',
    apply: (text, pick) =>
      everyScript(text, pick, (body) =>
        body.replace(/\bapk add --no-cache ([^;&|<>]*[^;&|<>\s])(?=\s*(?:[;&|]|$))/g, 'apk add $1 --no-cache'),
      ),
  },
  {
    name: 'short options of apk',
    apply: (text, pick) => everyScript(text, pick, (body) => body.replaceAll('--virtual ', '-t ')),
  },
  {
    name: 'set -e in place of &&',
    apply: (text, pick) =>
      everyScript(text, pick, (body) => (body.includes('&&') ? chain(body)?.join('; ') : undefined)),
  },
  { name: 'a heredoc in place of a chain', apply: (text, pick) => everyScript(text, pick, heredoc) },
  { name: 'exec form of a command', apply: (text, pick) => everyScript(text, pick, execForm) },
  { name: 'exec form of the shell', apply: (text, pick) => everyScript(text, pick, shellInExecForm) },
  { name: 'COPY as JSON', apply: (text, pick) => everyInstruction(text, pick, copyAsJson) },
  { name: 'ENV without =', apply: (text, pick) => everyInstruction(text, pick, oldEnv) },
  { name: 'blanks in JSON', apply: (text, pick) => everyInstruction(text, pick, looseJson) },
];

type Change = (instruction: Instruction, text: string) => TextEdit | undefined;

function everyInstruction(text: string, pick: () => boolean, change: Change): string {
  const edits = analyze(text).file.instructions.flatMap((instruction) => {
    const edit = pick() ? change(instruction, text) : undefined;
    return edit === undefined ? [] : [edit];
  });
  return applyEdits(text, edits);
}

/** RUN in shell form without heredoc; the change gets its script on one line, and undefined leaves it as it is. */
function everyScript(
  text: string,
  pick: () => boolean,
  change: (body: string, hasShell: boolean) => string | undefined,
): string {
  const hasShell = analyze(text).file.instructions.some(({ keyword }) => keyword === 'SHELL');
  return everyInstruction(text, pick, ({ keyword, form, heredocs, body, flags, keywordRange, range }) => {
    if (keyword !== 'RUN' || form !== 'shell' || heredocs.length > 0) return undefined;
    const changed = change(body.text.trim(), hasShell);
    const start = flags.at(-1)?.range.end ?? keywordRange.end;
    return changed === undefined ? undefined : { range: { start, end: range.end }, text: ` ${changed}` };
  });
}

function lowerCase({ keyword, keywordRange }: Instruction): TextEdit {
  return { range: keywordRange, text: keyword.toLowerCase() };
}

/** A comment belongs to the line below it, so such an instruction stays where it is. */
function indented({ leading, keywordRange: { start } }: Instruction): TextEdit | undefined {
  return leading.length > 0 ? undefined : { range: { start, end: start }, text: '\n  ' };
}

/** Blanks between words become `instead`; those inside quotes stay. */
function gaps(body: string, pick: () => boolean, instead: string): string {
  return pieces(body)
    .map((piece) => (/^\s+$/.test(piece) && pick() ? instead : piece))
    .join('');
}

function pieces(body: string): string[] {
  return body.match(/(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\;&|<>]|[<>]+[&]?)+|\s+|[;&|]+|['"\\]/gs) ?? [];
}

/** Arguments in quotes; a command's name, options and whatever is no plain word stay. */
function quoted(body: string, pick: () => boolean): string | undefined {
  if (STRUCTURED.test(body)) return undefined;
  let isArgument = false;
  return pieces(body)
    .map((piece) => {
      if (/^\s+$/.test(piece)) return piece;
      const quote = isArgument && PLAIN.test(piece) && pick();
      isArgument = !/^[;&|]/.test(piece);
      return quote ? `"${piece}"` : piece;
    })
    .join('');
}

/** The commands of a `&&` chain behind `set -e`; undefined where that would not be the same. */
function chain(body: string): string[] | undefined {
  if (STRUCTURED.test(body) || /;|\|\||[^&]&(?!&)/.test(body)) return undefined;
  return ['set -e', ...body.split('&&').map((command) => command.trim())];
}

function heredoc(body: string): string | undefined {
  const commands = chain(body);
  return commands && `<<EOF\n${commands.join('\n')}\nEOF`;
}

function execForm(body: string, hasShell: boolean): string | undefined {
  const words = body.split(/\s+/);
  return !hasShell && words.every((word) => PLAIN.test(word)) ? json(words) : undefined;
}

function shellInExecForm(body: string, hasShell: boolean): string | undefined {
  return hasShell ? undefined : json(['/bin/sh', '-c', body]);
}

function copyAsJson({ keyword, form, heredocs, args, range }: Instruction): TextEdit | undefined {
  const first = args[0];
  if (keyword !== 'COPY' || form !== 'shell' || heredocs.length > 0 || first === undefined) return undefined;
  return { range: { start: first.range.start, end: range.end }, text: json(args.map(({ raw }) => raw)) };
}

function oldEnv({ keyword, pairs, range }: Instruction): TextEdit | undefined {
  const [pair, ...more] = pairs;
  if (keyword !== 'ENV' || pair?.value === undefined || more.length > 0 || !PLAIN.test(pair.value.raw))
    return undefined;
  return { range: { start: pair.nameRange.start, end: range.end }, text: `${pair.name} ${pair.value.raw}` };
}

function looseJson({ keyword, form, args, range }: Instruction, text: string): TextEdit | undefined {
  const first = args[0];
  if (form !== 'exec' || first === undefined || !['CMD', 'ENTRYPOINT'].includes(keyword)) return undefined;
  const start = text.indexOf('[', range.start);
  return {
    range: { start, end: range.end },
    text: `[ ${text
      .slice(start + 1, range.end)
      .replace(/\]\s*$/, '')
      .replaceAll('", "', '"  ,"')} ]`,
  };
}

function json(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}
