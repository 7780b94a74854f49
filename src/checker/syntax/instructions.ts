import type { MappedText, Range } from '../text.ts';
import { skipBlanks, skipSpaces, trimSpacesBefore, wordEnd } from './chars.ts';
import { checkArguments } from './arguments.ts';
import { checkFlags, readFlags } from './flags.ts';
import { intendedJson, parseJsonForm } from './json-form.ts';
import { lexWord, splitQuoted, type LexError } from './lex.ts';
import { sliceMapped } from './mapped-text.ts';
import { nearest } from './suggest.ts';
import type { Comment, Instruction, Keyword, Pair, SyntaxProblem, Word } from './types.ts';

/**
 * How the arguments of an instruction are read:
 * `command` JSON array or shell text; `list` JSON array or words; `words`; `string` everything as one word;
 * `pairs` names and values; `names` names with or without value.
 */
type Style = 'command' | 'list' | 'words' | 'string' | 'pairs' | 'names' | 'health' | 'onbuild';

const styles: Readonly<Record<Keyword, Style>> = {
  ADD: 'list', ARG: 'names', CMD: 'command', COPY: 'list', ENTRYPOINT: 'command', ENV: 'pairs', EXPOSE: 'words',
  FROM: 'words', HEALTHCHECK: 'health', LABEL: 'pairs', MAINTAINER: 'string', ONBUILD: 'onbuild', RUN: 'command',
  SHELL: 'command', STOPSIGNAL: 'string', USER: 'string', VOLUME: 'list', WORKDIR: 'string',
};

export const keywords: readonly string[] = Object.keys(styles);

/** Instructions whose words are taken literally by the builder. */
const literal: readonly string[] = ['CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'MAINTAINER', 'RUN', 'SHELL'];

export interface InstructionContext {
  readonly escape: '\\' | '`';
  readonly problems: SyntaxProblem[];
  readonly leading: readonly Comment[];
}

type Arguments = Pick<Instruction, 'form' | 'args' | 'pairs' | 'onbuild'>;

/** Reads one instruction from its joined line. Heredoc bodies are added by the caller. */
export function parseInstruction(line: MappedText, context: InstructionContext, inOnbuild = false): Instruction {
  const { text } = line;
  const { problems, escape } = context;
  const end = trimSpacesBefore(text, 0, text.length);
  const start = skipSpaces(text, 0, end);
  const keywordEnd = wordEnd(text, start, end);
  const written = text.slice(start, keywordEnd);
  const keyword = written.toUpperCase();
  const keywordRange = line.range(start, keywordEnd);
  const style = Object.hasOwn(styles, keyword) ? styles[keyword as Keyword] : undefined;
  const { flags, at } = readFlags(line, skipBlanks(text, keywordEnd, end), end, escape);
  const bodyStart = skipSpaces(text, at, end);
  const body = sliceMapped(line, bodyStart, end);
  const instruction = {
    keyword, keywordRange, range: line.range(start, end), flags, body, heredocs: [], leading: context.leading,
  };
  if (style === undefined) {
    problems.push(unknownInstruction(written, keywordRange));
    return { ...instruction, form: 'shell', args: [], pairs: [] };
  }
  const read = readArguments(keyword, style, body, context, inOnbuild);
  const result: Instruction = { ...instruction, ...read };
  // BuildKit does not look at the flags of these.
  const none = keyword === 'HEALTHCHECK' && result.args[0]?.raw.toUpperCase() === 'NONE';
  if (keyword !== 'ARG' && keyword !== 'STOPSIGNAL' && !none) checkFlags(keyword, flags, problems);
  checkArguments(result, line, problems);
  return result;
}

function readArguments(keyword: string, style: Style, body: MappedText, context: InstructionContext, inOnbuild: boolean): Arguments {
  const nothing = { args: [], pairs: [] } as const;
  switch (style) {
    case 'command':
    case 'list': {
      const exec = jsonWords(keyword, body, context);
      if (exec !== undefined) return { form: 'exec', args: exec, pairs: [] };
      return { form: 'shell', pairs: [], args: style === 'list' ? blankSeparated(keyword, body, context) : [] };
    }
    case 'words':
      return { form: 'shell', pairs: [], args: blankSeparated(keyword, body, context) };
    case 'string':
      return { form: 'shell', pairs: [], args: body.text === '' ? [] : [word(keyword, body, 0, body.text.length, context)] };
    case 'names':
    case 'pairs':
      return { form: 'shell', ...readPairs(keyword, style, body, context) };
    case 'health': {
      const type = wordEnd(body.text, 0, body.text.length);
      if (body.text.slice(0, type).toUpperCase() !== 'CMD') {
        return { form: 'shell', pairs: [], args: blankSeparated(keyword, body, context) };
      }
      const exec = jsonWords(keyword, healthCommand(body), context);
      return exec === undefined ? { form: 'shell', ...nothing } : { form: 'exec', args: exec, pairs: [] };
    }
    case 'onbuild':
      if (body.text === '' || inOnbuild) return { form: 'shell', ...nothing };
      return { form: 'shell', ...nothing, onbuild: parseInstruction(body, { ...context, leading: [] }, true) };
  }
}

/** What follows the CMD of a HEALTHCHECK's body. */
export function healthCommand(body: MappedText): MappedText {
  const { text } = body;
  return sliceMapped(body, skipSpaces(text, wordEnd(text, 0, text.length), text.length), text.length);
}

function word(keyword: string, body: MappedText, start: number, end: number, context: InstructionContext): Word {
  const raw = body.text.slice(start, end);
  const range = body.range(start, end);
  if (literal.includes(keyword) || (raw.includes('<<') && (keyword === 'COPY' || keyword === 'ADD'))) {
    return { raw, range, parts: [{ kind: 'literal', value: raw }] };
  }
  const { parts, error } = lexWord(raw, context.escape);
  if (error !== undefined) context.problems.push(badWord(keyword, raw, error, range));
  return { raw, range, parts };
}

function blankSeparated(keyword: string, body: MappedText, context: InstructionContext): Word[] {
  const { text } = body;
  const words: Word[] = [];
  for (let at = 0; at < text.length; ) {
    const end = wordEnd(text, at, text.length);
    words.push(word(keyword, body, at, end, context));
    at = skipBlanks(text, end, text.length);
  }
  return words;
}

/** The words of the exec form; undefined for the shell form. */
function jsonWords(keyword: string, body: MappedText, context: InstructionContext): Word[] | undefined {
  const items = parseJsonForm(body.text);
  if (Array.isArray(items)) {
    return items.map(({ start, end, value }) => {
      const range = body.range(start, end);
      const lexed = literal.includes(keyword) ? undefined : lexWord(value, context.escape);
      if (lexed?.error !== undefined) context.problems.push(badWord(keyword, value, lexed.error, range));
      return { raw: body.text.slice(start, end), range, parts: lexed?.parts ?? [{ kind: 'literal', value }] };
    });
  }
  const fix = keyword === 'SHELL' ? shellAsJson(body.text) : intendedJson(body.text);
  // `["` begins no command that anyone would write.
  if (items === undefined && fix === undefined && !/^\[["']/.test(body.text)) return undefined;
  const range = body.range(0, body.text.length);
  context.problems.push({
    code: 'json-form',
    message:
      items === 'mixed'
        ? 'Put every element in double quotes: Docker takes only strings in this list.'
        : keyword === 'SHELL'
          ? 'Write a JSON array, as in `SHELL ["/bin/sh", "-c"]`: SHELL takes no other form.'
          : `Write a JSON array of double-quoted strings: as it stands this is no valid JSON, so Docker takes it as ${shellText(keyword)}.`,
    range,
    ...(fix === undefined ? {} : { fix: { title: 'Change to a JSON array', range, text: fix } }),
  });
  return undefined;
}

function shellText(keyword: string): string {
  return keyword === 'ADD' || keyword === 'COPY' || keyword === 'VOLUME' ? 'file names' : 'a shell command';
}

function shellAsJson(text: string): string | undefined {
  if (text === '') return undefined;
  if (text.startsWith('[')) return intendedJson(text);
  if (/["'\\$]/.test(text)) return undefined;
  return `[${text.split(/\s+/).map((one) => JSON.stringify(one)).join(', ')}]`;
}

function readPairs(keyword: string, style: 'pairs' | 'names', body: MappedText, context: InstructionContext): Pick<Arguments, 'args' | 'pairs'> {
  const { text } = body;
  const places = splitQuoted(text, 0, text.length, context.escape);
  const [first] = places;
  const part = (start: number, end: number): Word => word(keyword, body, start, end, context);
  if (first === undefined) return { args: [], pairs: [] };
  if (style === 'pairs' && !text.slice(...first).includes('=')) {
    // The old form: ENV name all the rest.
    const nameEnd = wordEnd(text, 0, text.length);
    const valueStart = skipBlanks(text, nameEnd, text.length);
    const name = part(0, nameEnd);
    if (valueStart >= text.length) {
      context.problems.push({
        code: 'missing-argument',
        message: `Write \`${keyword} ${name.raw}=value\`: ${keyword} needs a value for every name.`,
        range: name.range,
      });
      return { args: [name], pairs: [] };
    }
    const value = part(valueStart, text.length);
    return { args: [name, value], pairs: [{ name: nameOf(name), nameRange: name.range, value }] };
  }
  const args: Word[] = [];
  const pairs: Pair[] = [];
  for (const [start, end] of places) {
    const equals = text.indexOf('=', start);
    const split = equals >= 0 && equals < end;
    const raw = text.slice(start, end);
    const range = body.range(start, end);
    const name = part(start, split ? equals : end);
    args.push({ raw, range, parts: split ? lexWord(raw, context.escape).parts : name.parts });
    if (split || style === 'names') {
      pairs.push({ name: nameOf(name), nameRange: name.range, value: split ? part(equals + 1, end) : undefined });
    } else if (raw.startsWith('#')) break;
    else {
      context.problems.push({
        code: 'bad-argument',
        message: `Put quotes around a value with blanks, or write \`name=value\`: \`${raw}\` has no \`=\`.`,
        range,
      });
    }
  }
  return { args, pairs };
}

/** A name with its quotes taken off; as written when it holds a variable. */
function nameOf({ raw, parts }: Word): string {
  return parts.every((part) => part.kind === 'literal') ? parts.map((part) => part.value).join('') : raw;
}

function unknownInstruction(written: string, range: Range): SyntaxProblem {
  const near = nearest(written, keywords);
  if (near === undefined) {
    return {
      code: 'unknown-instruction',
      message:
        written === ''
          ? 'Write an instruction before the continued line: this one is empty.'
          : `Start the line with an instruction, or end the line above with the escape character if this belongs to it: \`${shorten(written)}\` is no instruction.`,
      range,
    };
  }
  const text = written === written.toLowerCase() ? near.toLowerCase() : near;
  return {
    code: 'unknown-instruction',
    message: `Write \`${text}\`: \`${written}\` is no instruction.`,
    range,
    fix: { title: `Change to ${text}`, range, text },
  };
}

function badWord(keyword: string, raw: string, error: LexError, range: Range): SyntaxProblem {
  const blanks = keyword === 'COPY' || keyword === 'ADD' || keyword === 'VOLUME';
  const messages: Record<LexError, string> = {
    quote: blanks
      ? 'Close the quote, or use the JSON form for names with blanks: Docker splits this line at blanks, also inside quotes.'
      : 'Close the quote: Docker finds no second one in this word.',
    brace: 'Close the variable with `}`: Docker finds no end of the `${`.',
    operator: 'Use `${name}` or one of the operators `:-` `:+` `:?` `#` `%` `/`: Docker knows no other form.',
    'too-deep': 'Nest fewer variables: this word goes deeper than Belay reads.',
  };
  return {
    code: error === 'too-deep' ? 'too-deep' : 'bad-argument',
    message: `${messages[error]} Found: \`${shorten(raw)}\`.`,
    range,
  };
}

/** Messages show the start of long words. */
function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
