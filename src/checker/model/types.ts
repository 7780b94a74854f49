import type { ApkCommand, PackageSpec } from '../apk/types.ts';
import type { Range } from '../text.ts';
import type { Dockerfile, Instruction } from '../syntax/dockerfile/types.ts';
import type { ShellCommand, ShellRedirect, ShellScript } from '../syntax/shell/types.ts';
import type { Installed } from './installed.ts';
import type { Memoized } from './memo.ts';
import type { VariableView } from './variables.ts';

/**
 * The model: what a Dockerfile does, stage by stage and in order. Rules and grades ask only this, never the text.
 * Unknown stays unknown (`undefined`): nothing is reported on a guess.
 */
export interface Model extends Memoized {
  readonly file: Dockerfile;
  readonly stages: readonly Stage[];
  /** The stage that `docker build` builds: `options.target`, else the last. Undefined without any FROM. */
  readonly target: Stage | undefined;
  /** ARGs before the first FROM, with their defaults. */
  readonly globalArgs: VariableView;
  /** The build context, where it is known. */
  readonly context: BuildContext | undefined;
}

/** Files of the build context, as the caller knows them. Paths are relative, with `/`. */
export interface BuildContext {
  /** Text of a file, undefined when there is none. */
  read(path: string): string | undefined;
  readonly paths: readonly string[];
  /** Folders of it whose files are not among `paths`: what is in them is not known. The context itself is the empty string. */
  readonly unlisted?: readonly string[];
  /** What is known of a path besides; files are 0644 without. */
  stat?(path: string):
    | {
        readonly kind: 'file' | 'dir' | 'link';
        readonly mode?: number;
        readonly size?: number;
        /** Of a link. */
        readonly target?: string;
      }
    | undefined;
}

export type Libc = 'musl' | 'glibc' | 'none' | 'unknown';
export type Distro = 'alpine' | 'debian' | 'redhat' | 'wolfi' | 'scratch' | 'distroless' | 'unknown';

/** What stands behind FROM. */
export interface Base {
  readonly kind: 'image' | 'stage' | 'scratch' | 'unknown';
  /** As written, variables expanded where known. */
  readonly reference: string | undefined;
  readonly range: Range;
  /** Repository without registry default: `alpine`, `python`, `ghcr.io/a/b`, `registry:5000/a/b`. */
  readonly name: string | undefined;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  readonly platform: string | undefined;
  /** For kind `stage`. */
  readonly stage: Stage | undefined;
}

export interface Stage extends Memoized {
  /** Place among the stages of the file, from 0. That of triggers lies half way to the next stage. */
  readonly index: number;
  /** Lower case, as BuildKit compares it. */
  readonly name: string | undefined;
  readonly from: Instruction;
  readonly base: Base;
  readonly distro: Distro;
  readonly libc: Libc;
  /** Alpine branch, for example `3.24` or `edge`, where the base (or the base's base) says so. */
  readonly release: string | undefined;
  readonly steps: readonly Step[];
  /**
   * What its ONBUILD lines do, as a stage of its own without a name: it stands on this one, and a stage that is FROM this
   * one stands on it, since BuildKit runs the triggers first. Not one of `model.stages`.
   */
  readonly triggers: Stage | undefined;
  /** The target stage or one that the target is built FROM: its layers are in the final image. */
  readonly inFinalImage: boolean;
  /** Needed for the target: `inFinalImage`, or copied or mounted from. */
  readonly reached: boolean;
  /** State after the last step. */
  readonly end: State;
  /** Everything that happened to packages in this stage, in order; not that of the parent stage. */
  readonly packageEvents: readonly PackageEvent[];
  /** Packages there at the end, those of a parent stage included; key is the name without constraint. */
  readonly installed: Installed<InstalledPackage>;
  /** Names of packages or tools known to be in the base image already. */
  readonly baseProvides: ReadonlySet<string>;
  /** Files that steps of this stage (not the parent's) make, copy or delete, in order. */
  readonly fileEvents: readonly FileEvent[];
  /** What a container of this stage starts; undefined parts are unknown. */
  readonly process: Process;
}

/** One instruction of a stage and what it does. */
export interface Step extends Memoized {
  readonly instruction: Instruction;
  readonly stage: Stage;
  /** Place within the stage, from 0. */
  readonly index: number;
  readonly before: State;
  /** RUN (and CMD, ENTRYPOINT, HEALTHCHECK, for rules that look into them): commands in order of execution. */
  readonly invocations: readonly Invocation[];
  /** The script behind them; undefined for exec form and where no shell runs. */
  readonly script: ShellScript | undefined;
  /** RUN only. */
  readonly mounts: readonly Mount[];
  /** COPY and ADD only. */
  readonly copy: CopyStep | undefined;
}

export interface State {
  /** ENV, known values; undefined value = set to something unknown. Those of the base are not listed. */
  readonly env: VariableView;
  /** ARG of this stage with defaults; undefined value = given at build time. */
  readonly args: VariableView;
  readonly user: string | undefined;
  /** Absolute; undefined when unknown. */
  readonly workdir: string | undefined;
  /** SHELL in force, default ['/bin/sh', '-c']. */
  readonly shell: readonly string[];
  readonly entrypoint: CommandLine | undefined;
  readonly command: CommandLine | undefined;
  readonly healthcheck: Instruction | 'none' | undefined;
  /** `80/tcp` */
  readonly exposed: readonly string[];
}

export interface CommandLine {
  readonly instruction: Instruction;
  readonly form: 'exec' | 'shell';
  /** Exec form: the strings. Shell form: undefined, see the step's invocations. Empty for `CMD []`. */
  readonly argv: readonly string[] | undefined;
}

/** What PID 1 is and which program really runs, through init programs, `exec`, `env` and `sh -c`. */
export interface Process {
  /** The whole argument vector of ENTRYPOINT and CMD together, exec form; undefined when shell form or unknown. */
  readonly argv: readonly string[] | undefined;
  readonly form: 'exec' | 'shell' | 'none';
  /** Where it stands, for messages: ENTRYPOINT if there is one, else CMD. */
  readonly instruction: Instruction | undefined;
  /** Base name of an init that wraps it: tini, dumb-init, catatonit, s6-svscan, docker-init. */
  readonly init: string | undefined;
  /** The path or name as written, for example `/sbin/tini`. */
  readonly initPath: string | undefined;
  /** The program behind init, exec and sh -c, with its arguments; undefined members are unknown words. */
  readonly program: readonly (string | undefined)[];
  /** A shell is PID 1, and the program its child. */
  readonly shellIsPid1: boolean;
  /** The shell becomes its last command without being told to by `exec`: PID 1 is the program, until something is added. */
  readonly shellYields: boolean;
}

/** A command that a RUN (or a nested `sh -c`) executes. */
export interface Invocation extends Memoized {
  readonly step: Step;
  /** Base name of the program after wrappers (`sudo`, `exec`, `env A=b`, `command`, `time`, `nohup`, `nice`, `busybox`) are peeled off; undefined when it is not known. */
  readonly name: string | undefined;
  /** The program as written, for example `/sbin/apk`. */
  readonly program: string | undefined;
  /** Arguments behind the program, expanded where known. */
  readonly args: readonly Argument[];
  /** The whole command with wrappers, assignments and redirects. */
  readonly range: Range;
  readonly programRange: Range;
  readonly redirects: readonly ShellRedirect[];
  /** Assignments before the command, expanded where known. */
  readonly assignments: ReadonlyMap<string, string | undefined>;
  /**
   * True when it runs whenever the step succeeds: not in if, case, a loop, a function, behind `||`, in the
   * background. Commands of a `&&` chain are certain (a chain that stops fails the step).
   */
  readonly certain: boolean;
  /** Its failure is asked for, so the step goes on: in a condition, in front of `||`, behind `!`. */
  readonly tested: boolean;
  /** Ordinal among all invocations of the stage. */
  readonly order: number;
  /** Working directory, followed through `cd`; undefined when unknown. */
  readonly cwd: string | undefined;
  /** Variables known when it runs (ARG, ENV, the shell's own), for questions such as "is CGO_ENABLED 0". */
  readonly variables: VariableView;
  /** Inside `$(…)`, backquotes or `<(…)`. */
  readonly inSubstitution: boolean;
  /** Place in its pipeline, and that pipeline's length (1 when it stands alone). */
  readonly pipeline: { readonly index: number; readonly length: number };
  /** What joins it to the command before: first in the script, `&&`, `||`, `;` (or a new line), `|`. */
  readonly joint: 'first' | '&&' | '||' | ';' | '|';
  /** The shell node, undefined for exec form. */
  readonly node: ShellCommand | undefined;
  /** For `apk`: what it is asked to do. */
  readonly apk: ApkCommand | undefined;
}

export interface Argument {
  /** Undefined when it has parts that are not known. */
  readonly value: string | undefined;
  readonly raw: string;
  readonly range: Range;
}

export interface Mount {
  readonly type: 'bind' | 'cache' | 'tmpfs' | 'secret' | 'ssh' | (string & {});
  readonly target: string | undefined;
  readonly source: string | undefined;
  readonly from: string | undefined;
  readonly options: ReadonlyMap<string, string>;
  readonly range: Range;
}

export interface CopyStep {
  readonly sources: readonly Argument[];
  readonly destination: Argument | undefined;
  /** `--from` as written (expanded where known) and where. */
  readonly from: { readonly value: string | undefined; readonly range: Range } | undefined;
  /** The stage that `--from` means; undefined for the context, an image or an unknown name. */
  readonly fromStage: Stage | undefined;
  readonly chown: string | undefined;
  readonly chmod: string | undefined;
}

export interface PackageEvent {
  /** `index-removed`: `rm` of what is in /var/cache/apk or /etc/apk/cache. */
  readonly kind: 'add' | 'del' | 'update' | 'upgrade' | 'cache-clean' | 'index-removed' | 'other';
  readonly manager: 'apk' | 'apt' | 'other';
  /** The apk command; undefined for `rm` and for other package managers. */
  readonly apk: ApkCommand | undefined;
  /** What it adds or deletes; for apt the names as written. */
  readonly packages: readonly PackageSpec[];
  /** The names in world that patterns of a certain `del` match. */
  readonly matched: readonly string[];
  readonly invocation: Invocation;
  readonly step: Step;
  /** Ordinal of the invocation in the stage, for "earlier" and "later". */
  readonly order: number;
}

export interface InstalledPackage {
  readonly name: string;
  readonly spec: PackageSpec;
  /** The group it was added under (`--virtual`), if any. */
  readonly virtual: string | undefined;
  readonly event: PackageEvent;
}

export interface FileEvent {
  readonly kind: 'create' | 'copy' | 'link' | 'delete' | 'chown';
  /** Absolute, normalised; may end in `/` for a directory or hold glob characters as written. Undefined when unknown. */
  readonly path: string | undefined;
  /** Link target or copy source, as far as known. */
  readonly source: string | undefined;
  /** The stage it was copied from. */
  readonly fromStage: Stage | undefined;
  /** For what a compiler or linker made: what it needs at run time. */
  readonly binary:
    | {
        readonly libc: Libc;
        readonly linkage: 'static' | 'dynamic' | 'unknown';
        readonly invocation: Invocation;
        /** Where it lies, for a compiler that is told no name. */
        readonly folder?: string;
      }
    | undefined;
  readonly step: Step;
  readonly invocation: Invocation | undefined;
  readonly range: Range;
  readonly order: number;
}
