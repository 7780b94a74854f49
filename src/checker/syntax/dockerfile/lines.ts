import type { MappedText } from '../../text.ts';
import { skipSpaces } from '../chars.ts';
import { MappedTextBuilder, plainText } from '../mapped-text.ts';
import type { Comment, SyntaxProblem } from './types.ts';

/** A line of the file. Only LF ends one; `end` is before the line break and any CR in front of it. */
interface PhysicalLine {
  readonly start: number;
  readonly end: number;
  /** Where the next line begins. */
  readonly next: number;
}

export function physicalLine(text: string, start: number): PhysicalLine {
  const lineFeed = text.indexOf('\n', start);
  const next = lineFeed < 0 ? text.length : lineFeed + 1;
  let end = lineFeed < 0 ? next : lineFeed;
  while (end > start && text.charCodeAt(end - 1) === 13) end--;
  return { start, end, next };
}

/** Offset of the escape character that continues this line, or -1. Two escapes in a row do not continue it. */
function continuation(text: string, start: number, end: number, escape: string): number {
  let at = end - 1;
  while (at >= start && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at--;
  if (at < start || text[at] !== escape) return -1;
  return at > start && text[at - 1] === escape ? -1 : at;
}

/** A comment line; `start` is its `#`. */
export function commentAt(text: string, start: number, end: number): Comment {
  return { text: text.slice(start + 1, end).trim(), range: { start, end } };
}

interface LogicalLine {
  /** The joined text: continuations and comment lines are gone, nothing is put in their place. */
  readonly line: MappedText;
  /** End of the last line that belongs to it, without the line break. */
  readonly end: number;
  readonly next: number;
}

/**
 * Reads one instruction with its continued lines.
 * @param first its first line, `start` at the first character that is no white space
 */
export function readLogicalLine(
  text: string,
  first: PhysicalLine,
  escape: string,
  comments: Comment[],
  problems: SyntaxProblem[],
): LogicalLine {
  let stop = continuation(text, first.start, first.end, escape);
  if (stop < 0) return { line: plainText(text, first.start, first.end), end: first.end, next: first.next };
  const builder = new MappedTextBuilder();
  builder.add(text.slice(first.start, stop), first.start);
  let { end, next } = first;
  let lastEscape = stop;
  let blank: PhysicalLine | undefined;
  while (stop >= 0 && next < text.length) {
    const line = physicalLine(text, next);
    next = line.next;
    const content = skipSpaces(text, line.start, line.end);
    if (content === line.end) {
      blank = blank === undefined ? line : { start: blank.start, end: line.end, next };
      continue;
    }
    if (blank !== undefined) problems.push(blankInside(text, blank, content, line.end, lastEscape));
    blank = undefined;
    end = line.end;
    if (text[content] === '#') {
      comments.push(commentAt(text, content, line.end));
      continue;
    }
    stop = continuation(text, line.start, line.end, escape);
    if (stop >= 0) lastEscape = stop;
    builder.add(text.slice(line.start, stop < 0 ? line.end : stop), line.start);
  }
  if (blank !== undefined) problems.push(blankInside(text, blank, text.length, text.length, lastEscape));
  return { line: builder.build(), end, next };
}

const instructionStart =
  /^(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)[ \t]/;

function blankInside(text: string, blank: PhysicalLine, content: number, end: number, escapeAt: number): SyntaxProblem {
  const range = { start: blank.start, end: blank.end };
  const escape = text[escapeAt] ?? '\\';
  if (content >= text.length || instructionStart.test(text.slice(content, Math.min(end, content + 12)))) {
    return {
      code: 'empty-continuation',
      message: `Remove the \`${escape}\` at the end of the line above: it joins this instruction to what comes after the empty line.`,
      range,
      fix: { title: `Remove the ${escape}`, range: { start: escapeAt, end: escapeAt + 1 }, text: '' },
    };
  }
  return {
    code: 'empty-continuation',
    message:
      'Remove the empty line: the instruction continues after it, and Docker will refuse that in a coming release.',
    range,
    fix: { title: 'Remove the empty line', range: { start: blank.start, end: blank.next }, text: '' },
  };
}
