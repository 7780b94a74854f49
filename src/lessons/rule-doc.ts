import { AuthorError } from './author-error.ts';

/**
 * `src/checker/rules/<id>/rule.md` as the rule's page shows it: `## Why`, `## When not to`, `## Examples`.
 * An example is a fence ```` ```dockerfile bad ````, `good` or `fixed`; `fixed` follows its `bad`.
 */
export interface RuleDoc {
  readonly why: string;
  readonly whenNotTo: string;
  readonly examples: readonly RuleExample[];
}

/** A shown example; `fixed` belongs to the bad one. */
export type RuleExample =
  | { readonly kind: 'bad'; readonly text: string; readonly fixed: string | undefined; readonly intro: string }
  | { readonly kind: 'good'; readonly text: string; readonly intro: string };

const marker = '# belay: here';

/**
 * Reads a rule's documentation.
 * @param file its path, for messages.
 * @throws AuthorError when a section is missing or a `fixed` stands alone.
 */
export function parseRuleDoc(markdown: string, file: string): RuleDoc {
  const sections = splitSections(markdown);
  const section = (name: string): string => {
    const text = sections.get(name);
    if (text !== undefined) return text;
    throw new AuthorError(file, `The section "## ${name}" is missing.`, {
      hint: 'A rule has the sections Why, When not to and Examples.',
    });
  };
  return { why: section('Why'), whenNotTo: section('When not to'), examples: parseExamples(section('Examples'), file) };
}

/** Text below each `##` heading; headings inside of fences are code. */
function splitSections(markdown: string): Map<string, string> {
  const sections = new Map<string, string[]>();
  let lines: string[] | undefined;
  let fence: string | undefined;
  for (const line of markdown.split(/\r?\n/)) {
    const mark = /^(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined) fence = mark;
    else if (line.trim() === fence) fence = undefined;
    const heading = fence === undefined ? /^##\s+(.+?)\s*$/.exec(line)?.[1] : undefined;
    if (heading === undefined) lines?.push(line);
    else sections.set(heading, (lines = []));
  }
  return new Map([...sections].map(([name, body]) => [name, body.join('\n').trim()]));
}

function parseExamples(text: string, file: string): RuleExample[] {
  const examples: RuleExample[] = [];
  let end = 0;
  for (const fence of text.matchAll(/^(`{3,}|~{3,})dockerfile (bad|good|fixed)[^\n]*\n([\s\S]*?)^\1[ \t]*$/gm)) {
    const intro = text.slice(end, fence.index).trim();
    end = fence.index + fence[0].length;
    const code = withoutMarker(fence[3] ?? '');
    if (fence[2] === 'good') examples.push({ kind: 'good', text: code, intro });
    else if (fence[2] === 'bad') examples.push({ kind: 'bad', text: code, fixed: undefined, intro });
    else {
      const bad = examples.pop();
      if (bad?.kind !== 'bad')
        throw new AuthorError(file, 'A "fixed" example has no "bad" one before it.', { field: 'Examples' });
      examples.push({ ...bad, fixed: code });
    }
  }
  return examples;
}

/** The marker says to the tests where the finding stands; readers see the finding itself. */
function withoutMarker(code: string): string {
  return code
    .split('\n')
    .filter((line) => line.trim() !== marker)
    .join('\n');
}
