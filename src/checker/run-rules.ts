import { Suppressions } from './suppressions.ts';
import { analyze } from './model/analyze.ts';
import { withTriggers } from './model/stage-chain.ts';
import type { BuildContext, Model, Stage } from './model/types.ts';
import { faultOfEdits, type Range } from './text.ts';
import type { Forecast } from './forecast/types.ts';
import { type Foresee, forecastOfCheck } from './forecast-of-check.ts';
import { SharedTexts } from './shared-texts.ts';
import { wordsOf } from './words.ts';
import type { Diagnostic, Finding, FoundAt, Profile, ProposedFix, Rule, RuleContext, Severity } from './rule.ts';

export interface CheckOptions {
  /** ISO date (`2026-11-21`) against which support dates are judged; default today. */
  readonly today?: string | undefined;
  /** Stage that is built; default the last. */
  readonly target?: string | undefined;
  readonly context?: BuildContext | undefined;
  /** Of the Dockerfile, with `/`: `Dockerfile.dev` and `.devcontainer/Dockerfile` say what the image is for. */
  readonly path?: string | undefined;
  /** Ids of rules that are off. */
  readonly off?: readonly string[] | undefined;
  /** Only these rules, opt-in ones included. */
  readonly only?: readonly string[] | undefined;
  /** Severities that replace the rules' own; an opt-in rule that is named here runs. */
  readonly severities?: Readonly<Record<string, Severity>> | undefined;
  /** Images that a FROM may name: `alpine`, `alpine:3.24`, `ghcr.io/acme/*`. Undefined allows all. */
  readonly allowedBases?: readonly string[] | undefined;
  /** Opt-in rules to run as well. */
  readonly also?: readonly string[] | undefined;
  readonly profile?: Profile | undefined;
  /** A forecast of the same text, where the caller has one: rules take it for their own. */
  readonly foreseen?: Forecast | undefined;
}

/** A rule that crashed: our bug, never the author's. The other rules still ran. */
interface RuleFailure {
  readonly rule: string;
  readonly error: Error;
}

/** A fix that is not offered, or was not applied, because it would do harm. */
export interface DroppedFix {
  readonly rule: string;
  /** Of the finding, which stays. */
  readonly range: Range;
  /** In a few words, to be put behind a colon: "its edits overlap". */
  readonly reason: string;
}

export interface CheckResult {
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
  readonly model: Model;
  readonly failures: readonly RuleFailure[];
  /** Fixes that their own edits or their rule forbid; their findings are among the diagnostics, without a fix. */
  readonly dropped: readonly DroppedFix[];
}

interface RuleSet {
  /** Those that are on by certain options, in the order in which they run. */
  readonly on: (options: CheckOptions) => readonly Rule[];
  readonly ids: readonly string[];
  /** Ids of those that others yield to. */
  readonly betterWords: ReadonlySet<string>;
  readonly splitStage: RuleContext['splitStage'];
  readonly isKnownPackage: RuleContext['isKnownPackage'];
  /** Undefined: rules that ask for a forecast find nothing. */
  readonly foresee?: Foresee | undefined;
}

/** Checks a Dockerfile against a set of rules. Takes any text and never throws on one. */
export function runRules(set: RuleSet, text: string, options: CheckOptions): CheckResult {
  const model = analyze(text, { target: options.target, context: options.context });
  const diagnostics: Diagnostic[] = [];
  const failures: RuleFailure[] = [];
  const dropped: DroppedFix[] = [];
  const texts = new SharedTexts();
  const ignores = new Suppressions(model.file);
  const rules = ignores.skipsAny ? set.on(options).filter((rule) => !ignores.skips(rule)) : set.on(options);
  const found: FoundAt[] = [];
  const stagesWithOnbuild = withTriggers(model.stages);
  const words = wordsOf(model, stagesWithOnbuild);
  const context: RuleContext = {
    model,
    text,
    ignores: ignores.marks,
    knownRules: set.ids,
    isRunning: (id) => rules.some((rule) => rule.id === id),
    allowedBases: options.allowedBases,
    path: options.path?.replaceAll('\\', '/'),
    splitStage: set.splitStage,
    isKnownPackage: set.isKnownPackage,
    forecast: forecastOfCheck(set.foresee, model, { target: options.target, foreseen: options.foreseen }),
    found,
    today: options.today ?? new Date().toISOString().slice(0, 10),
    stagesWithOnbuild,
    alpineStages: model.stages.filter(isAlpine),
    alpineStagesWithOnbuild: stagesWithOnbuild.filter(isAlpine),
  };
  for (const rule of rules) {
    if (rule.needs !== undefined && !hasAny(words, rule.needs)) continue;
    try {
      const open = notHeldBack(rule, context, { ignores, found: set.betterWords.has(rule.id) ? found : undefined });
      for (const finding of rule.together?.([...open], context) ?? open) {
        const reason = finding.fix && faultOf(rule, finding.fix, text);
        if (reason !== undefined) dropped.push({ rule: rule.id, range: finding.range, reason });
        const manner = { isSound: reason === undefined, severities: options.severities };
        diagnostics.push(toDiagnostic(rule, finding, manner, texts));
      }
    } catch (cause) {
      failures.push({
        rule: rule.id,
        error: new Error(`The rule ${rule.id} failed on this text. This is a bug of Belay.`, { cause }),
      });
    }
  }
  diagnostics.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end || (a.rule < b.rule ? -1 : 1));
  return { diagnostics, model, failures, dropped };
}

/** What a rule finds and no comment holds back. All of it goes to `found`, where others yield to the rule. */
function* notHeldBack(
  rule: Rule,
  context: RuleContext,
  { ignores, found }: { readonly ignores: Suppressions; readonly found: FoundAt[] | undefined },
): Iterable<Finding> {
  for (const finding of rule.check(context)) {
    const { range, severity } = finding;
    const isHeldBack = ignores.holdsBack(rule, range);
    found?.push({ rule: rule.id, range, isTold: !isHeldBack && severity === undefined });
    if (!isHeldBack) yield finding;
  }
}

function hasAny(words: ReadonlySet<string>, some: readonly string[]): boolean {
  for (const word of some) if (words.has(word)) return true;
  return false;
}

function isAlpine({ distro }: Stage): boolean {
  return distro === 'alpine';
}

/** Why a fix cannot be offered; undefined when it can. */
function faultOf({ fix: kind }: Rule, { edits }: ProposedFix, text: string): string | undefined {
  return kind === 'none' ? 'its rule declares that it has none' : faultOfEdits(text, edits);
}

interface Manner {
  /** Whether its fix may be offered. */
  readonly isSound: boolean;
  readonly severities: CheckOptions['severities'];
}

/** A severity of the configuration wins over the finding's own, and that over the rule's. */
function toDiagnostic(rule: Rule, finding: Finding, { isSound, severities }: Manner, texts: SharedTexts): Diagnostic {
  const { range, fix: proposed, related } = finding;
  const fix =
    proposed !== undefined && isSound && rule.fix !== 'none'
      ? { kind: rule.fix, title: proposed.title, edits: proposed.edits }
      : undefined;
  const severity = severities?.[rule.id] ?? finding.severity ?? rule.severity;
  // All properties at once: an object that gets them one by one takes more room.
  const diagnostic: Diagnostic = { range, message: texts.shared(finding.message), fix, rule: rule.id, severity };
  return related === undefined ? diagnostic : { ...diagnostic, related };
}
