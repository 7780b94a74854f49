import type { Status } from '../status.ts';

/** In a file the shell names the file and the line, from 1: `/a: line 2: x: not found` (seen with BusyBox 1.36.1). */
export function saidIn(name: string, text: string, status: Status): Status {
  const { prints = '', range } = (status.kind === 'fails' ? status.reason : undefined) ?? {};
  if (status.kind !== 'fails' || range === undefined || !/^(?:\/bin\/)?sh: (?!.*syntax error)/.test(prints))
    return status;
  const line = text.slice(0, range.start).split('\n').length;
  const said = prints.replace(/^(?:\/bin\/)?sh: (?:([\w.]+): line \d+: )?/, (_, builtin?: string) =>
    builtin === undefined ? `${name}: line ${line}: ` : `${name}: ${builtin}: line ${line}: `,
  );
  return { ...status, reason: { ...status.reason, prints: said } };
}
