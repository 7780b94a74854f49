import type { ShellNode } from '../../syntax/shell/types.ts';

/** They ask the network before they change anything. */
const SLOW = /^(?:apk|apt|apt-get|pip3?|npm)$/;
/** They take no time. */
const QUICK = /^(?::|true|echo|rm|rmdir|mkdir|touch|chmod|ls|cd)$/;

/**
 * Whether a step certainly ends before what it has put into the background does anything: the container ends with its first process
 * (seen with Docker 26).
 */
export function isCutOff(body: ShellNode, behind: readonly ShellNode[]): boolean {
  return SLOW.test(nameOf(body) ?? '') && behind.every((node) => QUICK.test(nameOf(node) ?? ''));
}

function nameOf(node: ShellNode): string | undefined {
  const [part, ...more] = (node.kind === 'command' ? node.name?.parts : undefined) ?? [];
  return part?.kind === 'literal' && more.length === 0 ? part.value : undefined;
}
