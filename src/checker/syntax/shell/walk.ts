import { LiteralWord } from './literal-word.ts';
import type { NestedScripts, ShellNode, ShellRedirect, ShellScript, ShellWord } from './types.ts';

/**
 * Visits every node of a script, those inside substitutions included, in the order in which a shell gets to them:
 * substitutions before the command that holds them, conditions before bodies. A group is visited before its members.
 */
export function walkShell(script: ShellScript, visit: (node: ShellNode) => void): void {
  for (const node of script.commands) walkNode(node, visit);
}

type Visit = (node: ShellNode) => void;

/** The same for one node and what is in it. */
export function walkNode(node: ShellNode, visit: Visit): void {
  switch (node.kind) {
    case 'command':
      for (const { value } of node.assignments) walkWord(value, visit);
      walkWord(node.name, visit);
      walkWords(node.args, visit);
      walkRedirects(node.redirects, visit);
      visit(node);
      return;
    case 'and-or':
    case 'pipeline':
      visit(node);
      walkNodes(node.items, visit);
      return;
    case 'background':
      visit(node);
      walkNode(node.body, visit);
      return;
    case 'group':
      walkRedirects(node.redirects, visit);
      visit(node);
      walkNodes(node.body, visit);
      return;
    case 'if':
      visit(node);
      for (const { condition, body } of node.branches) {
        walkNodes(condition, visit);
        walkNodes(body, visit);
      }
      return;
    case 'loop':
      walkWords(node.words, visit);
      visit(node);
      walkNodes(node.condition, visit);
      walkNodes(node.body, visit);
      return;
    case 'case':
      walkWord(node.subject, visit);
      visit(node);
      for (const { patterns, body } of node.arms) {
        walkWords(patterns, visit);
        walkNodes(body, visit);
      }
      return;
    case 'function':
      visit(node);
      walkNodes(node.body, visit);
      return;
    default:
      walkScripts(node.scripts, visit);
      visit(node);
  }
}

function walkNodes(nodes: readonly ShellNode[], visit: Visit): void {
  for (const node of nodes) walkNode(node, visit);
}

function walkWords(words: readonly ShellWord[], visit: Visit): void {
  for (const word of words) walkWord(word, visit);
}

function walkWord(word: ShellWord | undefined, visit: Visit): void {
  if (word === undefined || word instanceof LiteralWord) return;
  for (const part of word.parts) {
    if (part.kind === 'substitution') walkShell(part.script, visit);
    else if (part.kind !== 'literal' && part.kind !== 'glob') walkScripts(part.scripts, visit);
  }
}

function walkRedirects(redirects: readonly ShellRedirect[], visit: Visit): void {
  for (const { target, scripts } of redirects) {
    walkWord(target, visit);
    walkScripts(scripts, visit);
  }
}

function walkScripts(scripts: NestedScripts | undefined, visit: Visit): void {
  for (const script of scripts ?? []) walkShell(script, visit);
}
