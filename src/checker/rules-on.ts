import type { CheckOptions } from './run-rules.ts';
import type { Rule } from './rule.ts';

/** The options that say which rules are on. */
type Choice = Pick<CheckOptions, 'off' | 'only' | 'also' | 'severities' | 'profile'>;

/** Which of these rules are on. All files of a run have the same options as a rule, so the last answer is kept. */
export function rulesOn(rules: readonly Rule[]): (choice: Choice) => readonly Rule[] {
  let last: Choice | undefined;
  let on: readonly Rule[] = [];
  return (choice) => {
    if (last === undefined || !isSame(last, choice)) {
      on = rules.filter((rule) => isOn(rule, choice));
      const { off, only, also, severities, profile } = choice;
      last = { off, only, also, severities, profile };
    }
    return on;
  };
}

function isSame(a: Choice, b: Choice): boolean {
  return (
    a.off === b.off &&
    a.only === b.only &&
    a.also === b.also &&
    a.severities === b.severities &&
    a.profile === b.profile
  );
}

function isOn(rule: Rule, { off, only, also, severities, profile = 'app' }: Choice): boolean {
  if (off?.includes(rule.id) === true) return false;
  if (only !== undefined) return only.includes(rule.id);
  if (also?.includes(rule.id) === true || severities?.[rule.id] !== undefined) return true;
  // A lesson teaches one idea: advice on anything else waits for its own lesson.
  if (profile === 'lesson' && rule.severity === 'info') return false;
  if (rule.onIn?.includes(profile) === true) return true;
  return rule.optIn !== true && !(rule.offIn ?? []).includes(profile);
}
