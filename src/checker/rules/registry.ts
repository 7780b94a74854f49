import { everyRule } from '../check.ts';
import type { RuleMeta } from '../rule.ts';

/** Ids of all rules, sorted. */
export const ruleIds: readonly string[] = everyRule.ids;

/** A rule's metadata, undefined for an id that does not exist. */
export function ruleInfo(id: string): RuleMeta | undefined {
  return everyRule.byId.get(id);
}
