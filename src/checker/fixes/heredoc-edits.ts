import type { Heredoc } from '../syntax/dockerfile/types.ts';
import { insertAt, type TextEdit } from '../text.ts';
import { lineBreak } from './instruction-edits.ts';

/** A new first line of a heredoc's script, behind its shebang and indented as the line that was first. */
export function insertIntoScript(text: string, { body, bodyRange }: Heredoc, line: string): TextEdit {
  const at = body.text.startsWith('#!') ? text.indexOf('\n', bodyRange.start) + 1 : bodyRange.start;
  const indent = /^[ \t]*/.exec(text.slice(at, at + 100))?.[0] ?? '';
  return insertAt(at, indent + line + lineBreak(text));
}
