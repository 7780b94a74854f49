import type { MappedText } from '../../text.ts';
import { skipBlanks, wordEnd } from '../chars.ts';
import { lexWord, splitQuoted } from './lex.ts';
import { readWord, type InstructionContext } from './read-words.ts';
import type { Instruction, Pair, Word } from './types.ts';
import { literalOf } from '../expand.ts';

/** The names and values of ENV and LABEL (`pairs`) or ARG (`names`: a value may be missing). */
export function readPairs(
  keyword: string,
  style: 'pairs' | 'names',
  body: MappedText,
  context: InstructionContext,
): Pick<Instruction, 'args' | 'pairs'> {
  const { text } = body;
  const places = splitQuoted(text, 0, text.length, context.escape);
  const [first] = places;
  const part = (start: number, end: number): Word => readWord(keyword, body, start, end, context);
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
function nameOf(word: Word): string {
  return literalOf(word) ?? word.raw;
}
