import type { Diagnostic, Fix } from '../rule.ts';
import type { Range } from '../text.ts';

export type Level = 'essential' | 'actionable' | 'informative';

/** Which stage an expectation speaks of: the built image (default), any stage, or a stage by name. */
export type Where = 'final' | 'any' | (string & {});

/**
 * What the Dockerfile must still do. Every field given must hold. Speaks of the model, never of the text.
 */
export interface Expectation {
  readonly in?: Where;
  /** Packages there at the end of the stage. An entry with `|` accepts either name. */
  readonly installs?: readonly string[];
  readonly notInstalled?: readonly string[];
  /** Variables with exactly these values in the finished stage; a value `*` accepts any. */
  readonly env?: Readonly<Record<string, string>>;
  readonly user?: string;
  /** ENTRYPOINT begins with these words (exec form; program by path or by base name). */
  readonly entrypoint?: readonly string[];
  /** The program that really runs (behind init, exec, sh -c) begins with these words; in either form. */
  readonly command?: readonly string[];
  /** Absolute paths that must exist in the stage because a COPY, ADD or RUN puts them there. */
  readonly copies?: readonly string[];
  /** At least this many stages. */
  readonly stages?: number;
  /** Base image name, or name:tag, of the stage (a stage's stage is followed). */
  readonly base?: string;
  readonly healthcheck?: boolean;
  readonly exposes?: readonly (string | number)[];
  readonly workdir?: string;
  /** A RUN executes this program with these arguments among its own, in this order; `gcc|musl-gcc` accepts either. */
  readonly runs?: readonly string[];
  /** The process runs under an init that reaps and forwards signals (tini, dumb-init, …). */
  readonly init?: boolean;
  /** A process of the stage has this IANA zone as its local time, by whatever means. */
  readonly timezone?: string;
  /** A file of the context matches: `{ path: .dockerignore, contains: [".git"] }`. */
  readonly file?: { readonly path: string; readonly contains: readonly string[] };
}

export type CriterionSpec =
  | { readonly rule: string; readonly level?: Level }
  | { readonly expect: Expectation; readonly level?: Level; readonly because?: string };

/** The part of a lesson's front matter that grading needs. */
export interface LessonCriteria {
  readonly target?: string;
  readonly criteria: readonly CriterionSpec[];
  /** Rules whose findings the lesson leaves alone. */
  readonly allow: readonly string[];
}

export interface CriterionResult {
  /** `rule:apk-no-cache` or `expect:installs:git`; unique in a lesson. */
  readonly id: string;
  readonly level: Level;
  readonly met: boolean;
  /** A few words that name the criterion, the same whether met or not: "git is installed in the final image". */
  readonly label: string;
  /** Met: what was done well. Not met: what is missing, why it matters and what to do. */
  readonly message: string;
  /** Where to look; undefined when nothing in the file stands for it. */
  readonly range: Range | undefined;
  readonly fix: Fix | undefined;
}

export interface Grade {
  /** All essential criteria are met and the text is not the starter. */
  readonly passed: boolean;
  readonly criteria: readonly CriterionResult[];
  /** Findings of rules that are no criterion and not allowed: good to know, never blocking. */
  readonly others: readonly Diagnostic[];
}
