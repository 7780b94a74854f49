import { ignoredBy } from './ignore.ts';
import { analyze } from './model/analyze.ts';
import type { BuildContext, Model } from './model/types.ts';
import { allRules } from './rules/all.ts';
import type { Diagnostic, Finding, Profile, Rule, RuleContext } from './rules/types.ts';

export interface CheckOptions {
  /** ISO date (`2026-11-21`) against which support dates are judged; default today. */
  readonly today?: string | undefined;
  /** Stage that is built; default the last. */
  readonly target?: string | undefined;
  readonly context?: BuildContext | undefined;
  /** Ids of rules that are off. */
  readonly off?: readonly string[] | undefined;
  /** Only these rules, opt-in ones included. */
  readonly only?: readonly string[] | undefined;
  /** Opt-in rules to run as well. */
  readonly also?: readonly string[] | undefined;
  readonly profile?: Profile | undefined;
}

/** A rule that crashed: our bug, never the author's. The other rules still ran. */
export interface RuleFailure {
  readonly rule: string;
  readonly error: Error;
}

export interface CheckResult {
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
  readonly model: Model;
  readonly failures: readonly RuleFailure[];
}

/** Checks a Dockerfile against the rules. Takes any text and never throws on one. */
export function check(text: string, options: CheckOptions = {}): CheckResult {
  const model = analyze(text, { target: options.target, context: options.context });
  const diagnostics: Diagnostic[] = [];
  const failures: RuleFailure[] = [];
  const context: RuleContext = {
    model,
    text,
    today: options.today ?? new Date().toISOString().slice(0, 10),
    alpineStages: model.stages.filter((stage) => stage.distro === 'alpine'),
  };
  const ignored = ignoredBy(model.file);
  for (const rule of allRules) {
    if (!isOn(rule, options)) continue;
    try {
      for (const finding of rule.check(context)) {
        if (!ignored(rule, finding.range)) diagnostics.push(toDiagnostic(rule, finding));
      }
    } catch (cause) {
      failures.push({
        rule: rule.id,
        error: new Error(`The rule ${rule.id} failed on this text. This is a bug of Belay.`, { cause }),
      });
    }
  }
  diagnostics.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end || (a.rule < b.rule ? -1 : 1));
  return { diagnostics, model, failures };
}

function isOn(rule: Rule, options: CheckOptions): boolean {
  const profile = options.profile ?? 'app';
  if (options.off?.includes(rule.id) === true) return false;
  if (options.only !== undefined) return options.only.includes(rule.id);
  if (options.also?.includes(rule.id) === true) return true;
  // A lesson teaches one idea: advice on anything else waits for its own lesson.
  if (profile === 'lesson' && rule.severity === 'info') return false;
  return rule.optIn !== true && !(rule.offIn ?? []).includes(profile);
}

function toDiagnostic(rule: Rule, finding: Finding): Diagnostic {
  return { rule: rule.id, severity: rule.severity, ...finding };
}
