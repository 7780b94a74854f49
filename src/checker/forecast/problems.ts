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

/** Of words that are expanded. */
const LATE = /^(?:Close the|Use `\$)/;

/** What keeps the whole file from being read, in BuildKit's words where they are short. */
export function fatalProblem(file: Dockerfile): { range: Range; prints: string } | undefined {
  const fatal = file.problems.filter(
    ({ code, range }) => !HARMLESS.has(code) || (code === 'json-form' && isShellLine(file, range)),
  );
  // The whole file is read before any word is expanded.
  const problem = fatal.find(({ message }) => !LATE.test(message)) ?? fatal[0];
  if (problem === undefined) return undefined;
  return { range: problem.range, prints: wordsOf(file, problem) };
}

/** Words of BuildKit in Docker 26, each seen there; ours where they were not. */
function wordsOf(file: Dockerfile, problem: SyntaxProblem): string {
  const { range, code, message } = problem;
  const line = file.text.slice(0, range.start).split('\n').length;
  const at = `dockerfile parse error on line ${line}: `;
  const text = sliceOf(file.text, range).split('\n')[0] ?? '';
  const flag = text.replace(/^--/, '').split('=', 1)[0] ?? '';
  const instruction = file.instructions.find(({ range: own }) => own.start <= range.start && range.start <= own.end);
  switch (code) {
    case 'unknown-instruction':
      return `${at}unknown instruction: ${text}`;
    case 'no-instructions':
      return 'file with no instructions';
    case 'missing-from':
      return 'no build stage in current context';
    case 'unknown-flag':
      return `${at}unknown flag: ${flag}`;
    case 'duplicate-flag':
      return `${at}duplicate flag specified: ${flag}`;
    case 'heredoc-not-closed':
      return 'unterminated heredoc';
    case 'nested-onbuild':
      return `${at}Chaining ONBUILD via \`ONBUILD ONBUILD\` isn't allowed`;
    case 'bad-argument':
    case 'missing-argument': {
      const { keyword = '', args = [] } = instruction ?? {};
      const quote = /^["']/.exec(text)?.[0];
      if (quote !== undefined && !text.slice(1).includes(quote)) {
        const kind = quote === '"' ? 'double' : 'single';
        return `failed to process ${JSON.stringify(text)}: unexpected end of statement while looking for matching ${kind}-quote`;
      }
      if (message.endsWith('has no `=`.')) return `Syntax error - can't find = in "${text}"`;
      if (LATE.test(message)) return `failed to process ${JSON.stringify(text)}`;
      if (/^--[\w-]+$/.test(text)) return `${at}missing a value on flag: ${flag}`;
      if (keyword === 'FROM' && args.length !== 1 && args.length !== 3)
        return `${at}FROM requires either one or three arguments`;
      if ((keyword === 'COPY' || keyword === 'ADD') && args.length < 2)
        return `${at}${keyword} requires at least two arguments, but only one was provided. Destination could not be determined`;
      if (args.length === 0 && ONE.test(keyword)) return `${at}${keyword} requires exactly one argument`;
      if (instruction?.body.text === '' && SOME.test(keyword)) return `${at}${keyword} requires at least one argument`;
      if (code === 'missing-argument' && /^(?:ENV|LABEL)$/.test(keyword)) return `${keyword} must have two arguments`;
      return at.slice(0, -2);
    }
    default:
      return at.slice(0, -2);
  }
}

const ONE = /^(?:WORKDIR|USER|STOPSIGNAL|MAINTAINER)$/;
const SOME = /^(?:EXPOSE|ARG|ENV|LABEL|VOLUME|ONBUILD|HEALTHCHECK|SHELL)$/;

/** SHELL takes no other form than JSON. */
function isShellLine(file: Dockerfile, { start }: Range): boolean {
  return file.instructions.some(
    ({ keyword, range }) => keyword === 'SHELL' && range.start <= start && start <= range.end,
  );
}
