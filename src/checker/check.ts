import { checkWith, makeRuleSet, type CheckOptions, type CheckResult, type RuleSet } from './engine.ts';
import { allRules } from './rules/all.ts';
import { splitStage } from './fixes/two-stages/split-stage.ts';

export type { CheckOptions, CheckResult, RuleFailure } from './engine.ts';

/** Every rule there is. */
export const everyRule: RuleSet = makeRuleSet(allRules, splitStage);

/** Checks a Dockerfile against the rules. Takes any text and never throws on one. */
export function check(text: string, options: CheckOptions = {}): CheckResult {
  return checkWith(everyRule, text, options);
}
