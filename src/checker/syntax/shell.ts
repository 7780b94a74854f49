import { parse, type ParsedScript } from 'unbash';
import type { MappedText, Range } from '../text.ts';
import { sliceMapped, textAt } from './mapped-text.ts';
import { ScriptAdapter } from './shell-adapter.ts';
import type { ShellScript } from './shell-types.ts';

/** Open parentheses and braces that may stand inside each other. Scripts that people write have fewer than ten. */
const deepest = 100;

/** Heredocs that may begin on one line: their cost in unbash grows with the square. */
const mostHeredocs = 200;

/**
 * Parses a shell script with unbash, which knows the grammar of Bash. What BusyBox ash does differently stays visible
 * in the tree: it leaves `{a,b}` alone, has no arrays, `select`, `coproc`, `(( … ))` or `@(…)`.
 *
 * Never throws. After a syntax error unbash goes on where it can, and where it stops we begin again behind the next
 * separator: the commands behind an error are there, but they may stand in another place of the tree.
 * `errors` of a script includes those of the scripts nested in it.
 */
export function parseShell(source: MappedText): ShellScript {
  const { text } = source;
  if (isTooDeep(text)) return tooDeep(source);
  try {
    return parseParts(source);
  } catch (error) {
    // Long runs of some keywords (`function function …`) use up the call stack of unbash.
    if (error instanceof RangeError) return tooDeep(source);
    throw error;
  }
}

/** How often parsing begins again behind an error. */
const mostRestarts = 8;

function parseParts(source: MappedText): ShellScript {
  const script = parse(source.text);
  const result = new ScriptAdapter(source).script(script);
  if (script.errors === undefined || script.errors.length === 0) return result;
  const commands = [...result.commands];
  const separator = /;|\n|&&|\|\|/g;
  let rest = source;
  let stopped = stopOf(script);
  for (let restart = 0; restart < mostRestarts; restart++) {
    separator.lastIndex = stopped;
    if (!separator.test(rest.text)) break;
    rest = sliceMapped(rest, separator.lastIndex, rest.text.length);
    const next = parse(rest.text);
    for (const command of new ScriptAdapter(rest).script(next).commands) commands.push(command);
    if (next.errors === undefined || next.errors.length === 0) break;
    stopped = stopOf(next);
  }
  return { commands, errors: result.errors };
}

/** Where unbash stopped reading: behind the last statement, or at the last error. */
function stopOf({ commands, errors = [] }: ParsedScript): number {
  return errors.reduce((last, { pos }) => Math.max(last, pos), commands.at(-1)?.end ?? 0);
}

/** Parses the script in a string, as in `sh -c "…"`. `at` is the range of the string in the Dockerfile. */
export function parseShellText(text: string, at: Range): ShellScript {
  return parseShell(textAt(text, at));
}

export const tooDeepMessage = 'nested too deep';

function tooDeep(source: MappedText): ShellScript {
  return { commands: [], errors: [{ message: tooDeepMessage, range: source.range(0, source.text.length) }] };
}

/**
 * Whether unbash would take time out of proportion. Counts brackets without regard to quotes: cheap, and far from the
 * limits for anything but noise.
 */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let heredocs = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case 40: // (
      case 123: // {
        if (++depth > deepest) return true;
        break;
      case 41:
      case 125:
        if (depth > 0) depth--;
        break;
      case 60: // <
        if (text.charCodeAt(i + 1) === 60 && ++heredocs > mostHeredocs) return true;
        break;
      case 10:
        heredocs = 0;
    }
  }
  return false;
}
