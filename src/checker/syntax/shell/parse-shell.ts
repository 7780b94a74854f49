import type { MappedText, Range } from '../../text.ts';
import { textAt } from '../mapped-text.ts';
import { ScriptParser } from './script-parser.ts';
import type { ShellScript } from './types.ts';

/**
 * Parses a shell script. The grammar is that of POSIX with what Bash adds to it; what BusyBox ash does differently
 * stays visible in the tree: it leaves `{a,b}` alone, has no arrays, `select`, `coproc`, `(( … ))` or `@(…)`.
 *
 * Never throws. Behind a syntax error reading begins again at the next separator: the commands behind an error are
 * there, but they may stand in another place of the tree. `errors` of a script includes those of the scripts nested
 * in it.
 */
export function parseShell(source: MappedText): ShellScript {
  try {
    return new ScriptParser(source, 0).script('');
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { commands: [], errors: [{ message: tooDeepMessage, range: source.range(0, source.text.length) }] };
  }
}

/** Parses the script in a string, as in `sh -c "…"`. `at` is the range of the string in the Dockerfile. */
export function parseShellText(text: string, at: Range): ShellScript {
  return parseShell(textAt(text, at));
}

export const tooDeepMessage = 'nested too deep';
