/**
 * `npm run new:rule -- <id>`: makes `src/checker/rules/<id>/` with a rule and its document, which
 * fail their test until they are filled in.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from './generate.ts';
import { root } from './root.ts';

const usage = 'Usage: npm run new:rule -- <id>      id: small letters and digits with dashes';

const [id, ...more] = process.argv.slice(2);
if (id === undefined || more.length > 0 || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) fail(usage);
const folder = join(root, 'src/checker/rules', id);
if (existsSync(folder)) fail(`There is a rule ${id} already: src/checker/rules/${id}/.`);

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'rule.ts'), ruleText(id));
writeFileSync(join(folder, 'rule.md'), documentText());
for (const { path, text } of generatedFiles()) writeFileSync(join(root, path), text);
console.log(`Made src/checker/rules/${id}/ with rule.ts and rule.md, and added it to the list of rules.
Fill in both, then run: npx vitest run tests/unit/rules.test.ts -t ${id}`);

function ruleText(name: string): string {
  return `import { type Finding, defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: '${name}',
  // What the reader should do, in a few words and in the imperative.
  title: 'TODO',
  category: 'packages',
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
          yield { range: invocation.range, message: 'What to do first; then why, in one or two plain sentences.' };
        }
      }
    }
  },
});
`;
}

function documentText(): string {
  return `## Why

TODO: what goes wrong, with a number or a source.

## When not to

TODO: the exceptions, each with an example marked "good" below.

## Examples

\`\`\`dockerfile bad
FROM alpine:3.24
# belay: here
RUN TODO
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
