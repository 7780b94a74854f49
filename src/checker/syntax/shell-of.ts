import type { MappedText } from '../text.ts';
import { isMarkerAlone } from './dockerfile/heredoc.ts';
import { healthCommand } from './dockerfile/exec-form.ts';
import { joinMapped, textAt } from './mapped-text.ts';
import { parseShell, tooDeepMessage } from './shell/parse-shell.ts';
import type { ShellScript } from './shell/types.ts';
import type { Instruction, SyntaxProblem } from './dockerfile/types.ts';

const shebang = /^#!\s*(\S+)(?:[\t ]+(\S+))?/;
const shells = /^(?:sh|ash|dash|bash|busybox)$/;

/**
 * The script that an instruction gives to a shell: RUN, CMD, ENTRYPOINT and HEALTHCHECK CMD in shell form, or the
 * heredoc of `RUN <<EOF`. Undefined when no shell runs, or when a shebang names another interpreter.
 * For ONBUILD ask with the instruction it holds.
 */
export function shellOf(instruction: Instruction): ShellScript | undefined {
  const source = shellSource(instruction);
  return source && parseShell(source);
}

/** The text of that script. */
export function shellSource({ keyword, form, body, heredocs, args }: Instruction): MappedText | undefined {
  if (form === 'exec' || body.text === '') return undefined;
  switch (keyword) {
    case 'CMD':
    case 'ENTRYPOINT':
      return body;
    case 'HEALTHCHECK':
      return args.length === 0 ? healthCommand(body) : undefined;
    case 'RUN':
      break;
    default:
      return undefined;
  }
  const [first] = heredocs;
  if (first === undefined) return body;
  if (isMarkerAlone(body.text)) return isShell(first.body.text) ? first.body : undefined;
  // The shell sees the heredocs too: the command line, then each body with its closing line.
  const texts = [body];
  for (const { body: content, name, bodyRange, closed } of heredocs) {
    const before = Math.max(bodyRange.start - 1, 0);
    texts.push(textAt('\n', { start: before, end: before + 1 }), content);
    if (!closed) break;
    texts.push(textAt(name, { start: bodyRange.end, end: bodyRange.end + name.length }));
  }
  return joinMapped(texts);
}

function isShell(script: string): boolean {
  const match = shebang.exec(script);
  if (match === null) return true;
  const program = match[1]?.split('/').at(-1) ?? '';
  return shells.test(program === 'env' ? (match[2] ?? '') : program);
}

/** The errors of a script as problems of the Dockerfile. */
export function shellProblems(script: ShellScript): SyntaxProblem[] {
  return script.errors.map(({ message, range }) =>
    message === tooDeepMessage
      ? {
          code: 'too-deep',
          message:
            'Split this command: it has more brackets or heredocs inside each other than Belay reads, so nothing in it is checked.',
          range,
        }
      : {
          code: 'shell-syntax',
          message: `Correct the shell command here: a shell cannot read it (${message}).`,
          range,
        },
  );
}
