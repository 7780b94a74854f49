/**
 * `npm run new:rule -- <id> [--category <category>] [--lesson <slug>]`: makes everything that a rule consists of, which
 * fails its tests until it is written: `src/checker/rules/<id>/`, a mutation that it must find, its released address, its
 * place in the list of rules and, with `--lesson`, in what that lesson teaches.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Category } from '../src/checker/index.ts';
import { AuthorError } from '../src/lessons/content/author-error.ts';
import { lessonSlugs } from '../src/lessons/content/load.ts';
import { lessonFolders } from '../src/lessons/content/roots.ts';
import { slugSchema } from '../src/lessons/content/schema.ts';
import { ruleUrl } from '../src/site/urls.ts';
import { generatedFiles } from './generate.ts';
import { root } from './root.ts';
import { withTaughtRule } from './taught-rule.ts';

/** Where the mutations of a category stand: `tests/unit/mutations/<list>.ts`. */
const mutationLists: Readonly<Record<Category, string>> = {
  packages: 'packages',
  virtual: 'packages',
  stages: 'stages',
  releases: 'stages',
  syntax: 'stages',
  running: 'running',
  safety: 'safety',
  musl: 'musl',
};
const categories = Object.keys(mutationLists);

const usage = `Usage: npm run new:rule -- <id> [--category <category>] [--lesson <slug>]
  <id>         small letters and digits with single dashes; it is public and permanent
  --category   ${categories.join(', ')}; packages when left out
  --lesson     the lesson that teaches it`;

const { id, category, lesson } = readArguments();
const folder = join(root, 'src/checker/rules', id);
if (existsSync(folder)) fail(`There is a rule ${id} already: src/checker/rules/${id}/.`);
const lessonFolder = lesson === undefined ? undefined : lessonFolders(root).get(lesson);
if (lesson !== undefined && lessonFolder === undefined) {
  fail(`There is no lesson ${lesson}. The lessons: ${lessonSlugs(root, { drafts: true }).join(', ')}.`);
}

const operators = `tests/unit/mutations/${mutationLists[category]}.ts`;
const addresses = 'tests/unit/released-urls.json';
try {
  // First what may be refused: nothing is left half done.
  if (lessonFolder !== undefined) edit(`${lessonFolder}/lesson.mdx`, (text, file) => withTaughtRule(text, id, file));
} catch (error) {
  if (error instanceof AuthorError) fail(error.message);
  throw error;
}
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'rule.ts'), ruleText());
writeFileSync(join(folder, 'rule.md'), documentText());
edit(operators, withOperator);
edit(addresses, (text) => {
  const urls = [...(JSON.parse(text) as readonly string[]), ruleUrl(id, '/')];
  return `${JSON.stringify([...new Set(urls)].sort(), null, 2)}\n`;
});
for (const { path, text } of await generatedFiles()) writeFileSync(join(root, path), text);

const taught =
  lesson === undefined
    ? '; no lesson teaches it: add the id to "teaches" in a lesson.mdx, then npm run generate'
    : lessonSlugs(root).includes(lesson)
      ? ''
      : `; ${lesson}, which teaches it, is a draft`;
console.log(`Made src/checker/rules/${id}/ with rule.ts and rule.md, a mutation in ${operators}${lesson === undefined ? '' : `, the id in what ${lesson} teaches`}
and its address in ${addresses}. These tests fail until it is written:
  npx vitest run tests/unit/rules.test.ts -t ${id}
    TODO stands in rule.ts and rule.md; the bad example has no finding${taught}
  npx vitest run tests/unit/mutations.test.ts -t ${id}
    the mutation breaks nothing yet`);

function readArguments(): { id: string; category: Category; lesson: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { category: { type: 'string', default: 'packages' }, lesson: { type: 'string' } },
    });
    const [name, ...more] = positionals;
    const known = categories.includes(values.category);
    // A digit in front makes no name of a variable.
    if (name === undefined || more.length > 0 || !known || !/^[a-z]/.test(name)) fail(usage);
    if (!slugSchema.safeParse(name).success) fail(usage);
    return { id: name, category: values.category as Category, lesson: values.lesson };
  } catch {
    fail(usage);
  }
}

function edit(path: string, change: (text: string, path: string) => string): void {
  const file = join(root, path);
  writeFileSync(file, change(readFileSync(file, 'utf8'), path));
}

/** The list of mutations with one more at its end, which breaks nothing yet. */
function withOperator(text: string): string {
  const end = text.lastIndexOf('\n];');
  return `${text.slice(0, end)}
  {
    name: 'TODO what the author did, in a few words',
    // Of tests/unit/mutations/clean-files.ts: which file is broken, and what stands once in it.
    base: 'tool',
    replace: 'WORKDIR /work\\n',
    with: '# TODO for ${id}\\nWORKDIR /work\\n',
    rule: '${id}',
    line: 3,
  },${text.slice(end)}`;
}

function ruleText(): string {
  return `import { type Finding, defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: '${id}',
  // What the reader should do, in a few words and in the imperative.
  title: 'TODO',
  category: '${category}',
  severity: 'warning',
  // The kind of every fix that it returns: 'safe' (same result, better file), 'suggestion' or 'none'.
  fix: 'none',
  *check({ model }): Iterable<Finding> {
    // Ask the model, never the text. What is not known is undefined: report nothing on a guess.
    for (const stage of model.stages) {
      if (!stage.inFinalImage) continue;
      for (const step of stage.steps) {
        for (const invocation of step.invocations) {
          if (invocation.name !== 'TODO') continue;
          yield { range: invocation.range, message: 'TODO what to do first; then why, in one or two plain sentences.' };
        }
      }
    }
  },
});
`;
}

function documentText(): string {
  return `## Why

TODO what goes wrong, with a number or a source.

## When not to

TODO the exceptions, each with an example marked "good" below.

## Examples

\`\`\`dockerfile bad
FROM alpine:3.24
# belay: here
RUN true
\`\`\`

\`\`\`dockerfile good
FROM alpine:3.24
RUN true
\`\`\`
`;
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
