import type { Heredoc } from '../syntax/dockerfile/types.ts';
import type { Step } from '../model/types.ts';
import { insertAt, type TextEdit } from '../text.ts';
import { lineBreak } from './instruction-edits.ts';

/**
 * Puts a command at the end of a RUN, joined and indented as the commands before it are. Undefined for exec form,
 * heredocs and scripts that a shell cannot read.
 */
export function appendCommand(text: string, step: Step, command: string): TextEdit | undefined {
  const { instruction, script } = step;
  if (instruction.heredocs.length > 0) return undefined;
  const last = script?.commands.at(-1);
  if (script === undefined || script.errors.length > 0 || last === undefined || last.kind === 'background') {
    return undefined;
  }
  const { end } = last.range;
  if (text.slice(end, instruction.range.end).trim() !== '') return undefined;
  const items = last.kind === 'and-or' ? last.items : script.commands;
  const [before, after] = [items.at(-2), items.at(-1)];
  const joint = before === undefined || after === undefined ? ' && ' : text.slice(before.range.end, after.range.start);
  return insertAt(end, (/^[^#|]*$/.test(joint) ? joint : ' && ') + command);
}

/**
 * Makes one RUN of several that follow each other, with `&&` between them and the comments kept. Undefined when one of
 * them has flags, a heredoc or exec form, or more than one `&&` chain, so that `&&` could change what it does.
 */
export function mergeRuns(text: string, steps: readonly Step[], escape: string): TextEdit[] | undefined {
  if (steps.length < 2 || !steps.every(isChain)) return undefined;
  const newLine = lineBreak(text);
  const all = steps.map(({ instruction: { range } }) => text.slice(range.start, range.end)).join('');
  // As the author breaks chains: `&&` in front of the next line, or at the end of this one.
  const [, behind] = /&&[ \t]*[\\`]\r?\n([ \t]*)/.exec(all) ?? [];
  const [, indent = behind ?? '    '] = /[\\`]\r?\n([ \t]*)&&/.exec(all) ?? [];
  const edits: TextEdit[] = [];
  for (let i = 1; i < steps.length; i++) {
    const before = steps[i - 1]?.instruction;
    const next = steps[i]?.instruction;
    if (before === undefined || next === undefined) return undefined;
    const own = text.slice(before.range.start, before.range.end);
    const between = text.slice(before.range.end, next.range.start);
    const comments = between
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.startsWith('#'));
    edits.push({
      // Blanks at the end of its line would stand in front of the `&&`.
      range: { start: before.range.start + own.trimEnd().length, end: next.body.toSource(0) },
      text: [
        behind === undefined ? ` ${escape}` : ` && ${escape}`,
        ...comments.map((line) => indent + line),
        indent + (behind === undefined ? '&& ' : ''),
      ].join(newLine),
    });
  }
  return edits;
}

function isChain({ instruction, script }: Step): boolean {
  const { keyword, flags, heredocs } = instruction;
  if (keyword !== 'RUN' || flags.length > 0 || heredocs.length > 0) return false;
  const [only] = script?.commands ?? [];
  if (script === undefined || only === undefined || script.commands.length > 1 || script.errors.length > 0)
    return false;
  const items = only.kind === 'and-or' ? only.items : [only];
  return (
    !(only.kind === 'and-or' && only.operators.includes('||')) &&
    items.every((item) => item.kind !== 'background' && !changesShell(item))
  );
}

/** `cd` and `set` would reach into the commands of the next RUN. */
function changesShell(node: { readonly kind: string; readonly name?: unknown }): boolean {
  const { name } = node as { readonly name?: { readonly raw: string } };
  return (
    node.kind === 'command' &&
    (name === undefined || /^(cd|set|export|unset|exec|exit|umask|trap|\.|source)$/.test(name.raw))
  );
}

/** A new first line of a heredoc's script, behind its shebang and indented as the line that was first. */
export function insertIntoScript(text: string, { body, bodyRange }: Heredoc, line: string): TextEdit {
  const at = body.text.startsWith('#!') ? text.indexOf('\n', bodyRange.start) + 1 : bodyRange.start;
  const indent = /^[ \t]*/.exec(text.slice(at, at + 100))?.[0] ?? '';
  return insertAt(at, indent + line + lineBreak(text));
}
