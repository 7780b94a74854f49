import { walkNode } from '../../syntax/shell/walk.ts';
import type { ShellNode } from '../../syntax/shell/types.ts';
import { fails, type Status } from '../status.ts';

/**
 * What of bash BusyBox ash cannot parse: here-strings, `|&`, arrays, `for ((…))`, `select`. It ends with 2 then, and nothing of
 * that line has run (words and code seen with BusyBox 1.36.1 of Alpine 3.20.3).
 */
export function refusedByAsh(line: ShellNode): Status | undefined {
  let refused: Status | undefined;
  const refuse = (what: string, { range }: Pick<ShellNode, 'range'>): void => {
    refused ??= fails(2, `/bin/sh: syntax error: ${what}`, range);
  };
  walkNode(line, (node) => {
    const [both] = node.kind === 'pipeline' ? (node.pipeBoth ?? []) : [];
    if (both !== undefined) refuse('unexpected "&"', { range: both });
    else if (node.kind === 'loop' && node.style === 'select') refuse('unexpected "do"', node);
    else if (node.kind === 'loop' && node.style === 'for' && node.variable === undefined)
      refuse('bad for loop variable', node);
    else if (node.kind === 'command') {
      for (const { value, range } of node.assignments)
        if (value?.parts[0]?.kind === 'other' && value.raw.startsWith('(')) refuse('unexpected "("', { range });
      for (const redirect of node.redirects)
        if (redirect.operator === '<<<') refuse('unexpected redirection', redirect);
    } else if (node.kind === 'group') {
      for (const redirect of node.redirects)
        if (redirect.operator === '<<<') refuse('unexpected redirection', redirect);
    }
  });
  return refused;
}
