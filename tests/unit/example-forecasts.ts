import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleOptions, parseRuleDoc } from '../../src/rule-docs/rule-document.ts';
import { ruleFolders } from '../../scripts/generate.ts';
import { judge, type Verdict } from '../../scripts/forecast-verdict.ts';
import { root } from '../../scripts/root.ts';

export interface ExampleForecast extends Verdict {
  readonly place: string;
}

/** Forecasts of all `good` and `fixed` examples: by the tables of their own branch, then on the branch that lessons are proved on. */
export function exampleForecasts(): ExampleForecast[] {
  return ruleFolders().flatMap((id) => {
    const file = `src/checker/rules/${id}/rule.md`;
    const { examples } = parseRuleDoc(readFileSync(join(root, file), 'utf8'), file);
    return examples.flatMap((example) => {
      const shown =
        example.kind === 'good' ? { text: example.text, documentLine: example.documentLine } : example.fixed;
      if (shown === undefined) return [];
      const { context } = exampleOptions(id, example);
      // Without a word about it, an example has nothing to copy.
      const known = context ?? { paths: [], read: () => undefined };
      const { buildArgs } = example.settings;
      const { verdict, why } = judge(shown.text, { context: known, openArgs: true, ...(buildArgs && { buildArgs }) });
      return [{ place: `${id}:${shown.documentLine}`, verdict, why }];
    });
  });
}
