import { allRules } from './all.ts';
import type { Rule, RuleMeta } from './types.ts';

const byId: ReadonlyMap<string, Rule> = new Map(allRules.map((rule) => [rule.id, rule]));

/** Ids of all rules, sorted. */
export const ruleIds: readonly string[] = allRules.map((rule) => rule.id);

/** A rule's metadata, undefined for an id that does not exist. */
export function ruleInfo(id: string): RuleMeta | undefined {
  return byId.get(id);
}
