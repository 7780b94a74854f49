import { NONE } from '../../lists.ts';
import type { MappedText, Range } from '../../text.ts';
import { checkArguments } from './arguments.ts';
import { skipBlanks, skipSpaces, trimSpacesBefore, wordEnd } from '../chars.ts';
import { execWords } from './exec-form.ts';
import { checkFlags, readFlags } from './flags.ts';
import { healthCommand } from './exec-form.ts';
import { keywords, styles, type Style } from './keywords.ts';
import { ParsedInstruction } from './parsed-instruction.ts';
import { sliceMapped } from '../mapped-text.ts';
import { readPairs } from './pairs.ts';
import { blankSeparated, readWord, shorten, type InstructionContext } from './read-words.ts';
import { nearest } from '../suggest.ts';
import type { Instruction, SyntaxProblem } from './types.ts';
import { entryOf } from '../../data/table.ts';

type Arguments = Pick<Instruction, 'form' | 'args' | 'pairs'> & Partial<Pick<Instruction, 'onbuild'>>;

const SHELL_FORM: Arguments = { form: 'shell', args: NONE, pairs: NONE };

/** Reads one instruction from its joined line. Heredoc bodies are added by the caller. */
export function parseInstruction(line: MappedText, context: InstructionContext, inOnbuild = false): Instruction {
  const { text } = line;
  const { problems, escape } = context;
  const end = trimSpacesBefore(text, 0, text.length);
  const start = skipSpaces(text, 0, end);
  const keywordEnd = wordEnd(text, start, end);
  const written = text.slice(start, keywordEnd);
  const upper = written.toUpperCase();
  // The same string for the same keyword of a long file's lines.
  const keyword = keywords.find((each) => each === upper) ?? upper;
  const keywordRange = line.range(start, keywordEnd);
  const style = entryOf(styles, keyword);
  const { flags, at } = readFlags(line, skipBlanks(text, keywordEnd, end), end, escape);
  const bodyStart = skipSpaces(text, at, end);
  const body = sliceMapped(line, bodyStart, end);
  const { onbuild, form, args, pairs }: Arguments =
    style === undefined ? SHELL_FORM : readArguments(keyword, style, body, context, inOnbuild);
  const place = { start: keywordRange.start, keywordEnd: keywordRange.end, end: line.range(start, end).end };
  const parts = { flags, form, args, pairs, heredocs: NONE, leading: context.leading, onbuild };
  const result = new ParsedInstruction(keyword, place, body, context.text, parts);
  if (style === undefined) {
    problems.push(unknownInstruction(written, keywordRange));
    return result;
  }
  // BuildKit does not look at the flags of these.
  const none = keyword === 'HEALTHCHECK' && result.args[0]?.raw.toUpperCase() === 'NONE';
  if (keyword !== 'ARG' && keyword !== 'STOPSIGNAL' && !none) checkFlags(keyword, flags, problems);
  checkArguments(result, line, problems);
  return result;
}

function readArguments(
  keyword: string,
  style: Style,
  body: MappedText,
  context: InstructionContext,
  inOnbuild: boolean,
): Arguments {
  switch (style) {
    case 'command':
    case 'list': {
      const exec = execWords(keyword, body, context);
      if (exec !== undefined) return { form: 'exec', args: exec, pairs: NONE };
      return { form: 'shell', pairs: NONE, args: style === 'list' ? blankSeparated(keyword, body, context) : NONE };
    }
    case 'words':
      return { form: 'shell', pairs: NONE, args: blankSeparated(keyword, body, context) };
    case 'string':
      return {
        form: 'shell',
        pairs: NONE,
        args: body.text === '' ? NONE : [readWord(keyword, body, 0, body.text.length, context)],
      };
    case 'names':
    case 'pairs':
      return { form: 'shell', ...readPairs(keyword, style, body, context) };
    case 'health': {
      const type = wordEnd(body.text, 0, body.text.length);
      if (body.text.slice(0, type).toUpperCase() !== 'CMD') {
        return { form: 'shell', pairs: NONE, args: blankSeparated(keyword, body, context) };
      }
      const exec = execWords(keyword, healthCommand(body), context);
      return exec === undefined ? SHELL_FORM : { form: 'exec', args: exec, pairs: NONE };
    }
    case 'onbuild':
      if (body.text === '' || inOnbuild) return SHELL_FORM;
      return { ...SHELL_FORM, onbuild: parseInstruction(body, { ...context, leading: [] }, true) };
  }
}

function unknownInstruction(written: string, range: Range): SyntaxProblem {
  // `Use an image` is a comment that lost its `#`, and nobody writes an instruction like this.
  const near = /^[A-Z][a-z]{1,2}$/.test(written) ? undefined : nearest(written, keywords);
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
