import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckOptions } from '../../src/checker/index.ts';
import { root } from '../../src/tools/root.ts';

/**
 * A fenced example of a `rule.md`: ```` ```dockerfile bad ````. What a rule needs besides stands behind the kind:
 * the paths of the build context (`context="server.js package.json"`), or the allowed bases of the configuration
 * (`base="alpine:3.24 ghcr.io/acme/*"`).
 */
export interface Example {
  readonly kind: 'bad' | 'good' | 'fixed';
  /** Line of the document on which the example begins, for messages. */
  readonly documentLine: number;
  /** Without the marker line. */
  readonly text: string;
  /** Line of `text` on which the finding must begin, from 1; undefined without a marker. */
  readonly markedLine: number | undefined;
  readonly options: Pick<CheckOptions, 'context' | 'allowedBases'>;
}

export interface RuleDocument {
  readonly headings: readonly string[];
  readonly examples: readonly Example[];
}

const marker = '# belay: here';

/** Reads headings and executable examples of `src/checker/rules/<id>/rule.md`; a missing file has neither. */
export function readRuleDocument(id: string): RuleDocument {
  const file = join(root, 'src/checker/rules', id, 'rule.md');
  return parseRuleDocument(existsSync(file) ? readFileSync(file, 'utf8') : '');
}

export function parseRuleDocument(markdown: string): RuleDocument {
  const headings: string[] = [];
  const examples: Example[] = [];
  let fence: { mark: string; info: string; line: number; body: string[] } | undefined;
  markdown.split('\n').forEach((line, index) => {
    const mark = /^(`{3,}|~{3,})(.*)$/.exec(line);
    if (fence === undefined) {
      if (mark?.[1] !== undefined) fence = { mark: mark[1], info: mark[2]?.trim() ?? '', line: index + 1, body: [] };
      else if (/^##\s/.test(line)) headings.push(line.replace(/^##\s+/, '').trim());
    } else if (line.trim() === fence.mark) {
      const example = toExample(fence.info, fence.line, fence.body);
      if (example !== undefined) examples.push(example);
      fence = undefined;
    } else {
      fence.body.push(line);
    }
  });
  if (fence !== undefined) throw new Error(`The code block of line ${fence.line} is not closed.`);
  return { headings, examples };
}

function toExample(info: string, documentLine: number, body: readonly string[]): Example | undefined {
  const kind = /^dockerfile (bad|good|fixed)\b/.exec(info)?.[1];
  if (kind !== 'bad' && kind !== 'good' && kind !== 'fixed') return undefined;
  const markers = body.flatMap((line, index) => (line.trim() === marker ? [index] : []));
  if (markers.length > 1) throw new Error(`The example of line ${documentLine} has more than one marker.`);
  const text = body.filter((line) => line.trim() !== marker).join('\n') + '\n';
  const markedLine = markers[0] === undefined ? undefined : markers[0] + 1;
  return { kind, documentLine, text, markedLine, options: optionsOf(info) };
}

function optionsOf(info: string): Example['options'] {
  const words = (name: string): string[] | undefined =>
    new RegExp(`\\s${name}="([^"]*)"`).exec(info)?.[1]?.split(/\s+/).filter(Boolean);
  const paths = words('context');
  const context = paths && { paths, read: (path: string) => (paths.includes(path) ? '' : undefined) };
  return { context, allowedBases: words('base') };
}
