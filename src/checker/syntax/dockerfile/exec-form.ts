import type { MappedText } from '../../text.ts';
import { skipSpaces, wordEnd } from '../chars.ts';
import { sliceMapped } from '../mapped-text.ts';
import { intendedJson, parseJsonForm } from './json-form.ts';
import { literalKeywords } from './keywords.ts';
import { lexWord } from './lex.ts';
import { badWord, type InstructionContext } from './read-words.ts';
import type { Word } from './types.ts';

/** The words of the exec form; undefined for the shell form. */
export function execWords(keyword: string, body: MappedText, context: InstructionContext): Word[] | undefined {
  const items = parseJsonForm(body.text);
  if (Array.isArray(items)) {
    return items.map(({ start, end, value }) => {
      const range = body.range(start, end);
      const lexed = literalKeywords.includes(keyword) ? undefined : lexWord(value, context.escape);
      if (lexed?.error !== undefined) context.problems.push(badWord(keyword, value, lexed.error, range));
      return { raw: body.text.slice(start, end), range, parts: lexed?.parts ?? [{ kind: 'literal', value }] };
    });
  }
  const fix =
    keyword === 'SHELL'
      ? shellAsJson(body.text)
      : (intendedJson(body.text) ?? (keyword === 'VOLUME' ? pathsAsJson(body.text) : undefined));
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
    ...(fix !== undefined && { fix: { title: 'Change to a JSON array', range, text: fix } }),
  });
  return undefined;
}

function shellText(keyword: string): string {
  if (keyword === 'VOLUME') return 'paths, brackets and commas included';
  return keyword === 'ADD' || keyword === 'COPY' ? 'file names' : 'a shell command';
}

function shellAsJson(text: string): string | undefined {
  if (text === '') return undefined;
  if (text.startsWith('[')) return intendedJson(text);
  if (/["'\\$]/.test(text)) return undefined;
  return `[${text
    .split(/\s+/)
    .map((one) => JSON.stringify(one))
    .join(', ')}]`;
}

/** `[ $DATA ]`, which makes the volumes `[` and `]` too (seen: Docker 20.10.24 with BuildKit, 2026-12-01). */
function pathsAsJson(text: string): string | undefined {
  const inner = /^\[([^"'[\]\\]{1,500})\]$/.exec(text.trim())?.[1];
  const paths = inner?.split(/[\s,]+/).filter((path) => path !== '') ?? [];
  return paths.length === 0 ? undefined : `[${paths.map((path) => `"${path}"`).join(', ')}]`;
}

/** What follows the CMD of a HEALTHCHECK's body. */
export function healthCommand(body: MappedText): MappedText {
  const { text } = body;
  return sliceMapped(body, skipSpaces(text, wordEnd(text, 0, text.length), text.length), text.length);
}
