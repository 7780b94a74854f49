/**
 * How the recorder learns that a command has ended: the shell writes an escape sequence with the exit code before
 * each prompt. Terminals would ignore it; {@link PromptFilter} takes it out, so no recording has it.
 */
const START = '\x1b]7770;';
const END = '\x07';

/** The start-up file of the recorded shell. */
export const SHELL_SETUP = `\
PS1='$ ' PS2='> ' HISTFILE=/dev/null
set +H
bind 'set enable-bracketed-paste off'
unset MAILCHECK
__tell_exit() {
  local code=$?
  printf '\\033]7770;%d\\007' "$code"
  if [ "$code" -eq 0 ]; then PS1='$ '; else PS1="\\[\\033[31m\\][exit $code]\\[\\033[0m\\] $ "; fi
}
PROMPT_COMMAND=__tell_exit
`;

interface Filtered {
  /** What a viewer sees. */
  readonly output: string;
  /** Exit codes told in this piece. */
  readonly exitCodes: readonly number[];
}

/** Takes the exit codes out of a stream that may be cut anywhere. */
export class PromptFilter {
  #held = '';

  push(piece: string): Filtered {
    let rest = this.#held + piece;
    let output = '';
    const exitCodes: number[] = [];
    this.#held = '';
    for (;;) {
      const start = rest.indexOf('\x1b');
      if (start < 0) return { output: output + rest, exitCodes };
      output += rest.slice(0, start);
      rest = rest.slice(start);
      if (rest.startsWith(START)) {
        const end = rest.indexOf(END);
        if (end < 0) break;
        exitCodes.push(Number(rest.slice(START.length, end)));
        rest = rest.slice(end + END.length);
      } else if (START.startsWith(rest)) {
        break;
      } else {
        output += rest.slice(0, 1);
        rest = rest.slice(1);
      }
    }
    this.#held = rest;
    return { output, exitCodes };
  }
}
