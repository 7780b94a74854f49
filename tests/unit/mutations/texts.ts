import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckOptions } from '../../../src/checker/index.ts';
import { exampleOptions, parseRuleDoc } from '../../../src/rule-docs/rule-document.ts';
import { ruleFolders } from '../../../scripts/generate.ts';
import { root } from '../../../scripts/root.ts';
import { type CleanFile, cleanFiles } from './clean-files.ts';
import { mutate, type Operator } from './operator.ts';
import { operators } from './operators.ts';

/** A Dockerfile with findings, and how it is to be checked. */
export interface Specimen {
  /** Where it comes from, for messages. */
  readonly name: string;
  readonly text: string;
  readonly options: CheckOptions;
}

/** Support dates are judged on this day, so that findings stay the same. */
const today = '2026-11-21';

/** Each clean file, broken in one way. */
export function mutants(): Specimen[] {
  return operators.map((operator) => ({
    name: `${operator.rule}: ${operator.name}`,
    text: mutate(operator),
    options: { today, ...operator.options },
  }));
}

/** The bad and the good examples of every rule. */
export function ruleExamples(): Specimen[] {
  return ruleFolders().flatMap((id) => {
    const file = `src/checker/rules/${id}/rule.md`;
    return parseRuleDoc(readFileSync(join(root, file), 'utf8'), file).examples.map((example) => ({
      name: `${file}:${example.documentLine}`,
      text: example.text,
      options: { today, ...exampleOptions(id, example) },
    }));
  });
}

/** A clean file broken in several ways at once; an operator whose place is gone is left out. */
export function brokenTogether(base: CleanFile, chosen: readonly Operator[]): Specimen {
  let text: string = cleanFiles[base];
  const names: string[] = [];
  for (const operator of chosen) {
    const [before, after, ...more] = text.split(operator.replace);
    if (before === undefined || after === undefined || more.length > 0) continue;
    text = before + operator.with + after;
    names.push(operator.name);
  }
  return { name: `${base}: ${names.join(' + ')}`, text, options: { today } };
}
