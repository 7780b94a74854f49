import type { Contract } from '../forecast/contract.ts';
import type { Job } from '../forecast/job.ts';
import type { Diagnostic, Fix } from '../rule.ts';
import type { Range } from '../text.ts';

export type Level = 'essential' | 'actionable' | 'informative';

/**
 * - `met`, `unmet`: decided;
 * - `not-yet`: another fault comes first, or there is nothing to judge yet;
 * - `unknown`: it cannot be told from the text, the files and what is known.
 */
export type CriterionState = 'met' | 'unmet' | 'not-yet' | 'unknown';

/**
 * What is true of the image of a right answer. Each field that is given must hold. It speaks of what the image would be,
 * never of the text: any way there is right.
 */
export interface Holds {
  /**
   * Not in the image: a pattern of absolute paths (`/var/cache/apk/*`, a wildcard stays in its folder), or the name of a
   * file of the build context (`zratio.s`), at whatever path and under whatever name it lies.
   */
  readonly absent?: readonly string[] | undefined;
  /** In the image, said in the same way. */
  readonly present?: readonly string[] | undefined;
  /**
   * What is sent of the build context, each as a line of `.dockerignore` says it: `{ absent: [.env, '*.log'] }` stays here,
   * whether `.dockerignore` keeps it or no instruction asks for it.
   */
  readonly context?:
    { readonly absent?: readonly string[] | undefined; readonly present?: readonly string[] | undefined } | undefined;
  /** What an edit of files of the build context leaves in the build cache. */
  readonly cached?: readonly Cached[] | undefined;
  /** Packages by name: in apk's database, or brought by a COPY of their files. */
  readonly packages?:
    { readonly absent?: readonly string[] | undefined; readonly present?: readonly string[] | undefined } | undefined;
  /** Packages of Node.js by their folder in a `node_modules`, wherever that is. */
  readonly modules?:
    { readonly absent?: readonly string[] | undefined; readonly present?: readonly string[] | undefined } | undefined;
  /** No archive: none that tar made in the build, and none by its name, wherever it lies. */
  readonly archives?: 'absent' | undefined;
  /** No stage asks for one exact build of a package, which the branch drops with the next: `git=2.43.4-r0`. */
  readonly pins?: 'loose' | undefined;
  /** Each image that the build takes is named by a branch of Alpine with support on the day of the check, or by a digest of one. */
  readonly releases?: 'supported' | undefined;
  /**
   * Where `absent`, `packages.absent` and `archives` look: in the finished `image` (default), or in all of its `layers`, which keep what a
   * later line deletes.
   */
  readonly in?: 'image' | 'layers' | undefined;
  /** Distribution that the final image stands on, under whatever name. */
  readonly base?: 'alpine' | undefined;
  /** This program, made by a build command or brought by a package, finds its loader and its libraries in the image. */
  readonly loads?: string | undefined;
  /** PID 1 of the running container: an init, which reaps what is left to it; or the program of the job, with at most an init before it. */
  readonly pid1?: 'init' | 'program' | undefined;
  /** Whom the program of the job runs as: `other`, any user but root. */
  readonly user?: 'other' | undefined;
  /** The container ends at its stop signal, and need not be killed. */
  readonly stops?: 'term' | undefined;
  /**
   * Local time of the program that the job is about: the zone's file, by whatever way musl finds it, or a TZ that says the
   * zone's present rule as POSIX writes it.
   */
  readonly timezone?: { readonly zone: string; readonly posix: string } | undefined;
  /** Python, which reads the script of the job, finds this module: from a wheel of pip, or from a package of apk. */
  readonly imports?: { readonly module: string; readonly package: string } | undefined;
  /** The program of the job gets musl's words (days, months, messages) from a catalogue made of this text of the build context. */
  readonly translated?: string | undefined;
  /** The program of the job gets one of these values in a variable: `{ STOCK_HOST: [stock.shop.prod.example] }`. */
  readonly env?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Files of the base, by absolute path, that the image has as the base brought them. */
  readonly untouched?: readonly string[] | undefined;
  /** Bytes of stack that the threads of the program of the job get at least, when they ask for no other. */
  readonly stack?: number | undefined;
}

/** The steps that install these packages, and the `RUN`s that make these files, do not run again after the edit of one of `edits`. */
export interface Cached {
  readonly edits: readonly string[];
  readonly packages?: readonly string[] | undefined;
  /** By their last name: `table.txt`. */
  readonly makes?: readonly string[] | undefined;
}

export interface Goal {
  /** Public: `goal:<id>` in the JSON of `belay grade`. */
  readonly id: string;
  /** The goal in the learner's words, as a statement: "No layer holds an index of packages". */
  readonly says: string;
  /** What is wrong while it is not met, as a sentence. The cause, with its line, follows behind it. */
  readonly symptom: string;
  readonly holds: Holds;
}

/** The part of a lesson's front matter that grading needs. */
export interface LessonTask {
  readonly target?: string;
  /** What the image has to do once it runs. */
  readonly job: Job;
  /** What the lesson's build commands need and make. */
  readonly contracts: readonly Contract[];
  readonly goals: readonly Goal[];
  /** Rules whose findings the lesson leaves alone. */
  readonly allow: readonly string[];
  /** What findings say in this lesson in place of their rule's message, by the rule's id. */
  readonly messages?: Readonly<Record<string, string>> | undefined;
}

export interface CriterionResult {
  /** `builds`, `starts`, `job`, `goal:<id>`, or `rule:<id>` for an error that blocks; unique in a grade. */
  readonly id: string;
  readonly level: Level;
  readonly state: CriterionState;
  /** Whether the state is `met`. */
  readonly met: boolean;
  /** A few words that name the criterion, the same in every state: "It builds". */
  readonly label: string;
  /** Met: the label as a sentence. Else: what is wrong or open, and where. */
  readonly message: string;
  /** Of a goal that is not met, the first part of the message: what is wrong with the image. What is left is the cause. */
  readonly symptom?: string;
  /** Where to look; undefined when nothing in the file stands for it. */
  readonly range: Range | undefined;
  readonly fix: Fix | undefined;
}

export interface Grade {
  /**
   * All criteria are met, or it cannot be told whether the file builds, starts and does its job; and the text is not the
   * starter.
   */
  readonly passed: boolean;
  readonly criteria: readonly CriterionResult[];
  /** Findings of rules that are no criterion and not allowed: good to know, never blocking. */
  readonly others: readonly Diagnostic[];
}
