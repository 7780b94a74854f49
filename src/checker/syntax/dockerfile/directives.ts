import type { Directive, SyntaxProblem } from './types.ts';
import { withoutEnd } from '../../text.ts';

const pattern = /^([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=/;

/**
 * Reads parser directives. BuildKit looks for them only until the first line that is anything else: an instruction,
 * an ordinary comment, an unknown directive, a blank line.
 */
export class DirectiveReader {
  readonly directives: Directive[] = [];
  escape: '\\' | '`' = '\\';
  #done = false;
  #shebang = false;
  readonly #problems: SyntaxProblem[];

  constructor(problems: SyntaxProblem[]) {
    this.#problems = problems;
  }

  /** No directive can follow. */
  stop(): void {
    this.#done = true;
  }

  /** Whether the comment line `text.slice(start, end)` (it starts with `#`) is a directive. */
  read(text: string, start: number, end: number): boolean {
    if (this.#done) return false;
    if (this.directives.length === 0 && text[start + 1] === '!') {
      // BuildKit looks for `syntax` and `check` behind a first line `#!`, but not for `escape`.
      this.#shebang = true;
      return false;
    }
    const body = text.slice(start + 1, end).trimStart();
    const match = body.length > 1000 ? undefined : pattern.exec(body);
    const name = match?.[1]?.toLowerCase();
    const value = match?.[0] === undefined ? undefined : valueOf(body.slice(match[0].length));
    const known = name === 'syntax' || name === 'check' || (name === 'escape' && !this.#shebang);
    if (!known || value === undefined) {
      this.#done = true;
      return false;
    }
    const range = { start, end };
    if (this.directives.some((directive) => directive.name === name)) {
      this.#problems.push({
        code: 'bad-directive',
        message: `Keep one \`# ${name}=\` line: Docker refuses a file that has two.`,
        range,
        fix: { title: 'Delete the second directive', range: lineWithBreak(text, start, end), text: '' },
      });
      return false;
    }
    this.directives.push({ name, value, range });
    if (name === 'escape') {
      if (value === '\\' || value === '`') this.escape = value;
      else {
        this.#problems.push({
          code: 'bad-directive',
          message: `Write \`# escape=\\\` or \`# escape=\`\`: Docker takes no other escape character.`,
          range,
        });
      }
    }
    return true;
  }
}

/** The whole line with its line break, so that deleting it leaves no blank line. */
function lineWithBreak(text: string, start: number, end: number): { start: number; end: number } {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  return { start: start === 0 ? 0 : lineStart, end: next < 0 ? text.length : next + 1 };
}

/** The value as BuildKit takes it: blanks around it are not part of it, and it is in one line. */
function valueOf(text: string): string | undefined {
  const value = withoutEnd(text.replace(/^[\t\n\f\r ]+/, ''), '\t\n\f\r ');
  return /^.+$/.test(value) ? value : undefined;
}
