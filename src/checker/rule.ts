import type { Instruction } from './syntax/dockerfile/types.ts';
import type { Forecast } from './forecast/types.ts';
import type { Model, Stage } from './model/types.ts';
import type { Range, TextEdit } from './text.ts';

export type Severity = 'error' | 'warning' | 'info';
export type Category = 'packages' | 'virtual' | 'stages' | 'musl' | 'running' | 'releases' | 'safety' | 'syntax';
/** `safe`: same result, better file. `suggestion`: the author decides. */
export type FixKind = 'safe' | 'suggestion';
export type Profile = 'app' | 'base' | 'lesson' | 'buildkit';

/** A fix is data: edits of the text it was made for. This much a rule says of it. */
export interface ProposedFix {
  /** What it does, in the imperative: "Add --no-cache". */
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** A fix as it leaves the checker, of the kind that its rule declares. */
export interface Fix extends ProposedFix {
  readonly kind: FixKind;
}

/** What a rule reports. */
export interface Finding {
  readonly range: Range;
  /** What, why, and what to do, in one or two plain sentences; the recommendation first. */
  readonly message: string;
  /** Where this finding weighs less (or more) than the rule's own severity, with the reason in rule.md. */
  readonly severity?: Severity;
  readonly fix?: ProposedFix | undefined;
  /** Other places that belong to it, each with a few words. */
  readonly related?: readonly { readonly range: Range; readonly message: string }[];
  /** The fact alone, for a message that tells several: "Alpine 3.15 ended on 2023-11-01". */
  readonly inShort?: string;
  /** The `ARG` whose default it takes the fact from, so that one change mends all places with it. */
  readonly comesFrom?: { readonly range: Range; readonly words: string } | undefined;
  /** What it comes from, where several places may have one remedy, for `oneForEachCause`. */
  readonly cause?: unknown;
}

/** Where a rule found something. */
export interface FoundAt {
  readonly rule: string;
  readonly range: Range;
  /** Whether the reader is told with the rule's full weight: it is no note, and no comment holds it back. */
  readonly isTold: boolean;
}

/** A finding with the rule that made it, as it leaves the checker. */
export interface Diagnostic extends Omit<Finding, 'fix' | 'inShort' | 'cause' | 'comesFrom'> {
  readonly rule: string;
  readonly severity: Severity;
  readonly fix?: Fix | undefined;
}

/** One id of a `# belay ignore=` comment, and whether a finding was held back by it. */
export interface SuppressionMark {
  readonly id: string;
  /** Of the id in the comment. */
  readonly range: Range;
  readonly instruction: Instruction;
  /** The comment that it stands in. */
  readonly comment: Range;
  /** Whether the comment names nothing else. */
  readonly alone: boolean;
  used: boolean;
}

export interface RuleMeta {
  /** Equals the folder's name. Public and permanent. */
  readonly id: string;
  /** What the reader should do, in a few words: "Keep apk's cache out of the layer". */
  readonly title: string;
  readonly category: Category;
  readonly severity: Severity;
  /** The kind of every fix that the rule returns; `none` needs a reason in rule.md. */
  readonly fix: FixKind | 'none';
  /** Equivalents, only where they report the same thing. */
  readonly hadolint?: readonly string[];
  readonly buildkit?: readonly string[];
  /** Of tally's own rules (`tally/…`); those that it has after hadolint and BuildKit go by their names. */
  readonly tally?: readonly string[];
  /** Profiles in which it is off. */
  readonly offIn?: readonly Profile[];
  /** Off unless a configuration or a lesson asks for it. */
  readonly optIn?: true;
  /** Profiles in which it runs although it is off elsewhere. */
  readonly onIn?: readonly Profile[];
}

export interface Rule extends RuleMeta {
  /**
   * Words (`words.ts`) of which a file has one wherever the rule finds anything. A file without them is checked without
   * the rule, which makes most of the rules cost nothing; without the field the rule looks at every file.
   */
  readonly needs?: readonly string[];
  /** Looks at what the other rules did, so it runs behind them. */
  readonly runsLast?: true;
  /** Rules that have a better word for the same fault; what they found is in `found`. Runs last. */
  readonly yieldsTo?: readonly string[];
  /** Looks at the model and yields findings. Must not throw; a throw is caught, named and reported as our bug. */
  readonly check: (context: RuleContext) => Iterable<Finding>;
  /** Makes one finding of those that have one cause and one remedy. Gets what no comment holds back, in the order of `check`. */
  readonly together?: (findings: readonly Finding[], context: RuleContext) => Iterable<Finding>;
}

export interface RuleContext {
  readonly model: Model;
  /** The text, for making edits that keep the author's layout. */
  readonly text: string;
  /** ISO date against which support dates are judged. */
  readonly today: string;
  /** `# belay ignore=` comments; `used` is final only for a rule that runs last. */
  readonly ignores: readonly Readonly<SuppressionMark>[];
  /** Ids of all rules. */
  readonly knownRules: readonly string[];
  /** Whether the rule of an id runs this time. */
  readonly isRunning: (id: string) => boolean;
  /** Images that the configuration allows in FROM; undefined allows all. */
  readonly allowedBases: readonly string[] | undefined;
  /** Path of the Dockerfile, where it is known. */
  readonly path: string | undefined;
  /** Two stages made of one that compiles, where that is certain; absent in a checker that was made without it. */
  readonly splitStage: ((context: RuleContext) => ProposedFix | undefined) | undefined;
  /**
   * What this Dockerfile would do, by the tables of its own branch; undefined where nothing is known of it (no Alpine
   * stage) and in very long files. Made once, when a rule first asks.
   */
  readonly forecast: () => Forecast | undefined;
  /** Whether the table of packages has a name; true in a checker without a table. */
  readonly isKnownPackage: (name: string) => boolean;
  /** What the rules found that others yield to, what an `ignore` holds back too; complete for a rule that runs last. */
  readonly found: readonly FoundAt[];
  /** Stages that are Alpine, in order. */
  readonly alpineStages: readonly Stage[];
  /** All stages, and behind each what its ONBUILD lines do. For rules about what a command says, wherever it runs. */
  readonly stagesWithOnbuild: readonly Stage[];
  /** Those of them that are Alpine. */
  readonly alpineStagesWithOnbuild: readonly Stage[];
}

/** Identity at run time; exists so that a rule file is checked where it is written. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
