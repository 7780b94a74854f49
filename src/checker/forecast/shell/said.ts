import type { Status } from '../status.ts';

/**
 * In a file the shell names the file and the line, from 1, and a builtin its line everywhere, from 0 in a text of `-c` (seen with
 * BusyBox 1.36.1): `/a: line 2: x: not found`.
 */
export function saidIn(name: string | undefined, lineAt: (offset: number) => number, status: Status): Status {
  if (status.kind !== 'fails' || status.reason?.range === undefined) return status;
  const { prints, range } = status.reason;
  const line = `line ${lineAt(range.start)}: `;
  const said =
    name === undefined
      ? prints.replace(': line 0: ', `: ${line}`)
      : prints.replace(/^(?:\/bin\/)?sh: (?!.*syntax error)([\w.]+: (?=line \d+: ))?(?:line \d+: )?/, (_, builtin = '') => `${name}: ${String(builtin)}${line}`);
  return { ...status, reason: { ...status.reason, prints: said } };
}

/** The line of a place in a text, from 1. */
export function linesIn(text: string): (offset: number) => number {
  return (offset) => text.slice(0, offset).split('\n').length;
}
