import { NONE } from '../../lists.ts';
import { lineStarts } from '../../text.ts';
import { isSpace } from '../chars.ts';
import { DirectiveReader } from './directives.ts';
import { findMarkers, readBodies } from './heredoc.ts';
import { parseInstruction } from './instructions.ts';
import { keywords } from './keywords.ts';
import { commentAt, physicalLine, readLogicalLine } from './lines.ts';
import type { Comment, Dockerfile, Instruction, SyntaxProblem } from './types.ts';

/**
 * Parses a Dockerfile as BuildKit does. Any text gives a result: what is wrong with it is in `problems`, and reading
 * goes on at the next line.
 */
export function parseDockerfile(text: string): Dockerfile {
  const problems: SyntaxProblem[] = [];
  const comments: Comment[] = [];
  const instructions: Instruction[] = [];
  const reader = new DirectiveReader(problems);
  let leading: Comment[] | undefined;
  let next = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (next < text.length) {
    const line = physicalLine(text, next);
    let { start, end } = line;
    while (start < end && isSpace(text.charCodeAt(start))) start++;
    next = line.next;
    if (start === end) {
      reader.stop();
      leading = undefined;
    } else if (text[start] === '#') {
      if (reader.read(text, start, end)) continue;
      const comment = commentAt(text, start, end);
      comments.push(comment);
      (leading ??= []).push(comment);
    } else {
      reader.stop();
      const { escape } = reader;
      const logical = readLogicalLine(text, { start, end, next }, escape, comments, problems);
      let instruction = parseInstruction(logical.line, { text, escape, problems, leading: leading ?? NONE });
      ({ end, next } = logical);
      const inner = instruction.onbuild ?? instruction;
      if (inner.form === 'shell' && (inner.keyword === 'RUN' || inner.keyword === 'COPY' || inner.keyword === 'ADD')) {
        const markers = findMarkers(logical.line.text);
        if (markers.length > 0) {
          const bodies = readBodies(text, logical.line, markers, end, next, problems);
          ({ end, next } = bodies);
          const { heredocs } = bodies;
          instruction = instruction.with({ heredocs, onbuild: instruction.onbuild?.with({ heredocs }, end) });
        }
      }
      instructions.push(instruction.range.end === end ? instruction : instruction.with({}, end));
      leading = undefined;
    }
  }
  checkOrder(text, instructions, problems);
  const starts = lineStarts(text);
  checkLength(text, starts, problems);
  return {
    text,
    lineStarts: starts,
    escape: reader.escape,
    directives: reader.directives,
    instructions,
    comments,
    problems,
  };
}

/** Only ARG may stand before the first FROM, and there must be a FROM. */
function checkOrder(text: string, instructions: readonly Instruction[], problems: SyntaxProblem[]): void {
  const [first] = instructions;
  if (first === undefined) {
    const message = 'Write a first instruction, `FROM image:tag`: a file without instructions cannot be built.';
    problems.push({ code: 'no-instructions', message, range: { start: text.length, end: text.length } });
    return;
  }
  const early = instructions.find(
    ({ keyword }) => keyword === 'FROM' || (keyword !== 'ARG' && keywords.includes(keyword)),
  );
  if (early?.keyword === 'FROM') return;
  const { keyword, keywordRange } = early ?? first;
  const message = `Write \`FROM image:tag\` before \`${keyword}\`: a build starts from a base image, and only ARG may stand before it.`;
  const alone = 'Write `FROM image:tag` behind it: a build starts from a base image, and this file names none.';
  problems.push({ code: 'missing-from', message: early === undefined ? alone : message, range: keywordRange });
}

/** BuildKit reads lines of less than 64 KiB. Counted in UTF-16 units here, so a line of other scripts may pass. */
const longestLine = 65_535;

function checkLength(text: string, starts: readonly number[], problems: SyntaxProblem[]): void {
  if (text.length <= longestLine) return;
  for (const [index, start] of starts.entries()) {
    const end = starts[index + 1] ?? text.length;
    if (end - start <= longestLine) continue;
    const message =
      'Split this line, with the escape character at the end of each part: Docker reads no line of 64 KiB or more.';
    problems.push({ code: 'line-too-long', message, range: { start, end: start + 1 } });
  }
}
