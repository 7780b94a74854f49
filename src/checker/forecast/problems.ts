import type { Dockerfile, SyntaxProblem } from '../syntax/dockerfile/types.ts';
import { sliceOf, type Range } from '../text.ts';

/** Problems with which BuildKit goes on. */
const HARMLESS: ReadonlySet<SyntaxProblem['code']> = new Set([
  'json-form',
  'empty-continuation',
  'comment-behind',
  'shell-syntax',
  'bad-directive',
  'too-deep',
]);

/** What keeps the whole file from being read, in BuildKit's words where they are short. */
export function fatalProblem(file: Dockerfile): { range: Range; prints: string } | undefined {
  const problem = file.problems.find(
    ({ code, range }) => !HARMLESS.has(code) || (code === 'json-form' && isShellLine(file, range)),
  );
  if (problem === undefined) return undefined;
  const line = file.text.slice(0, problem.range.start).split('\n').length;
  const text = sliceOf(file.text, problem.range).split('\n')[0] ?? '';
  switch (problem.code) {
    case 'unknown-instruction':
      return {
        range: problem.range,
        prints: `dockerfile parse error on line ${line}: unknown instruction: ${text.toUpperCase()}`,
      };
    case 'no-instructions':
      return { range: problem.range, prints: 'file with no instructions' };
    case 'missing-from':
      return { range: problem.range, prints: 'no build stage in current context' };
    case 'unknown-flag':
      return {
        range: problem.range,
        prints: `dockerfile parse error on line ${line}: unknown flag: ${text.replace(/^--/, '').split('=', 1)[0] ?? ''}`,
      };
    default:
      return { range: problem.range, prints: `dockerfile parse error on line ${line}: ${problem.message}` };
  }
}

/** SHELL takes no other form than JSON. */
function isShellLine(file: Dockerfile, { start }: Range): boolean {
  return file.instructions.some(
    ({ keyword, range }) => keyword === 'SHELL' && range.start <= start && start <= range.end,
  );
}
