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
  const fatal = file.problems.filter(({ code, range }) =>
    code === 'json-form' ? isShellLine(file, range) : !HARMLESS.has(code),
  );
  // The whole file is read before any word is expanded.
  const problem = fatal.find(({ message }) => !/^(?:Close the|Use `\$)/.test(message)) ?? fatal[0];
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
    case 'bad-name':
      if (instruction?.keyword === 'FROM')
        return `${at}invalid name for build stage: ${JSON.stringify(text)}, name can't start with a number or contain symbols`;
      return `${at}${instruction?.keyword ?? ''} names can not be blank`;
    case 'json-form':
      return `${at}SHELL requires the arguments to be in JSON form`;
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
      const inner = instruction?.onbuild;
      if (inner?.keyword === 'FROM' || inner?.keyword === 'MAINTAINER')
        return `${at}${inner.keyword} isn't allowed as an ONBUILD trigger`;
      const [, duration] = /a duration needs a unit/.test(message) ? (/=(\d+)s`/.exec(message) ?? []) : [];
      if (duration !== undefined) return `${at}time: missing unit in duration "${duration}"`;
      if (keyword === 'HEALTHCHECK' && args[0]?.raw.toUpperCase() === 'NONE')
        return `${at}HEALTHCHECK NONE takes no arguments`;
      if (keyword === 'HEALTHCHECK' && args[0] !== undefined)
        return `${at}Unknown type "${args[0].raw.toUpperCase()}" in HEALTHCHECK (try CMD)`;
      if (/^--[\w-]+$/.test(text)) return `${at}missing a value on flag: ${flag}`;
      if (keyword === 'FROM' && args.length !== 1 && args.length !== 3)
        return `${at}FROM requires either one or three arguments`;
      if ((keyword === 'COPY' || keyword === 'ADD') && args.length < 2)
        return `${at}${keyword} requires at least two arguments, but only one was provided. Destination could not be determined`;
      if (args.length === 0 && ONE.test(keyword)) return `${at}${keyword} requires exactly one argument`;
      if (args.length === 0 && SOME.test(keyword)) return `${at}${keyword} requires at least one argument`;
      if (code === 'missing-argument' && /^(?:ENV|LABEL)$/.test(keyword)) return `${keyword} must have two arguments`;
      return `${at}${message}`;
    }
    default:
      return `${at}${message}`;
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
