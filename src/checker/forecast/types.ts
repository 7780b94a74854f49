import type { BuildContext } from '../model/types.ts';
import type { Instruction } from '../syntax/dockerfile/types.ts';
import type { ShellScript } from '../syntax/shell/types.ts';
import type { Range } from '../text.ts';
import type { Contract } from './contract.ts';
import type { ForecastData } from './data.ts';
import type { FileQuery, SearchResult } from './files/search.ts';
import type { Pin } from './machine.ts';
import type { Job } from './job.ts';
import type { SentContext } from './sent.ts';
import type { AbsentProgram, Cause } from './status.ts';

/**
 * The forecast: what a Dockerfile would do. Three rules above all: what the data does not list is unknown, never
 * missing, unless the data is the complete list of the file's own branch; a verdict that rests on an assumption is
 * undecided (the assumption stands in `given`); every "fails" names the line, what the real tool prints and the exit
 * code.
 */
export interface Forecast {
  readonly outcome: 'builds' | 'fails' | 'unknown';
  /** Why the build fails or is unknown. */
  readonly because?: Because;
  /** Every instruction of every stage, in the order of the file; those of ONBUILD triggers with their stage. */
  readonly steps: readonly ForecastStep[];
  readonly stages: readonly ForecastStage[];
  /** The stage that is built. */
  readonly target: number | undefined;
  /** What is sent of the build context; undefined where that is not known. */
  readonly sent: SentContext | undefined;
  readonly start: Start;
  readonly job: Verdict;
  /** The program that the HEALTHCHECK of the target starts and that is not in the image, where the check fails of it. */
  readonly absentInHealthcheck: () => AbsentProgram | undefined;
  readonly data: DataStamp;
}

/** Which package data and base paths the forecast rests on. */
interface DataStamp {
  readonly branch: string | undefined;
  readonly architecture: string;
  readonly date: string;
  /** All packages of that branch are listed, so that one that is missing does not exist. */
  readonly complete: boolean;
}

/** Why something fails or is not known. */
export interface Because {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly range: Range;
  /** What the real tool prints (its first telling line); for `unknown` what is not known, in our words. */
  readonly prints: string;
  /** What is missing, where that is why. */
  readonly cause?: Cause;
}

export interface ForecastStep {
  readonly line: number;
  /** Index into `stages`; -1 for ARG before the first FROM. */
  readonly stage: number;
  readonly range: Range;
  readonly keyword: string;
  /** `not-run`: behind a step that fails, or in a stage that the target does not need. */
  readonly outcome: 'ok' | 'fails' | 'unknown' | 'not-run';
  readonly because?: Because;
  readonly exit?: number;
  /** What the outcome rests on, as sentences: "the download from https://… works". Empty: it rests on the text alone. */
  readonly given: readonly string[];
  /** Programs that were to run and are not there, whether or not the step fails of it; not those whose failing the script expects. */
  readonly absent?: readonly AbsentProgram[];
  /** Paths that the layer brings, that it takes away, and that stay below in an earlier layer although it takes them away. */
  readonly adds: readonly string[];
  readonly removes: readonly string[];
  readonly hides: readonly string[];
  readonly bytes: Bytes;
  /** What the step does to the packages; left out where it leaves them alone, empty where it takes back what it does. */
  readonly packages?: { readonly adds: readonly PackageSize[]; readonly removes: readonly PackageSize[] };
}

interface PackageSize {
  readonly name: string;
  /** What its files take, as the index says. */
  readonly bytes: number | undefined;
}

export interface Bytes {
  readonly value: number | undefined;
  readonly kind: 'recorded' | 'index' | 'context' | 'contract' | 'unknown';
}

interface ForecastPackage {
  readonly version: string | undefined;
  /** Line whose command asked for it; undefined for the base's own and for what came along. */
  readonly askedBy: number | undefined;
}

export interface ForecastStage {
  readonly name: string | undefined;
  /** As written, variables expanded where known. */
  readonly base: string | undefined;
  /** Alpine branch of the base. */
  readonly branch: string | undefined;
  /** Distribution of the base: `alpine`, `debian`, `scratch`, `unknown`; a command of it may have told. */
  readonly distro: string;
  readonly reached: boolean;
  /** The image as it grows, with `layers` of the options; those of the stage that this one stands on come first. */
  readonly layers?: readonly ForecastLayer[];
  /** Whether a program that was made or brought by a package finds its loader and its libraries at the end of the stage. */
  readonly loads: (program: string, environment?: RunFacts['env']) => LoadFacts;
  /** What the program at a path needs to be started; undefined where there is none or nothing is known of it. */
  readonly needs: (path: string) => ProgramNeeds | undefined;
  /** The file system behind the last step. */
  readonly files: FileView;
  readonly packages: () => ReadonlyMap<string, ForecastPackage>;
  /** Lines of /etc/apk/world, sorted; undefined when unknown. */
  readonly world: readonly string[] | undefined;
  /** Words that asked for one build of a package, `git=2.43.4-r0`. */
  readonly pinned: readonly Pin[];
  /** Names of /etc/passwd with uid and gid; undefined when unknown. */
  readonly users: () => ReadonlyMap<string, { readonly uid: number; readonly gid: number }> | undefined;
  readonly env: ReadonlyMap<string, string | undefined>;
  readonly workdir: string | undefined;
  readonly user: string | undefined;
  readonly entrypoint: readonly string[] | undefined;
  readonly command: readonly string[] | undefined;
  readonly shell: readonly string[];
  readonly stopSignal: string;
}

/** What an image holds once a step is done. */
export interface ForecastLayer {
  readonly line: number;
  readonly range: Range;
  readonly keyword: string;
  /** It brought nothing but files of the build context. */
  readonly isContext: boolean;
  readonly files: FileSearch;
  readonly hasPackage: (name: string, seen?: Set<object>) => 'there' | 'absent' | 'unknown';
}

/** Looks for something in all of a file system; `seen` is kept between layers to look at no folder twice. */
type FileSearch = (query: FileQuery, seen?: Set<object>) => SearchResult;

export interface LoadFacts {
  readonly state: 'loads' | 'fails' | 'unknown' | 'absent';
  /** What the real tool prints; for `unknown` what is not known. */
  readonly prints?: string;
}

/** What the kernel and the loader look for before a program runs. */
export interface ProgramNeeds {
  /** Of which C library its loader is; `script`: its first line names a program; `none`: it needs no loader. */
  readonly kind: 'musl' | 'glibc' | 'script' | 'none';
  /** The interpreter or the loader. */
  readonly loader: NeededFile | undefined;
  /** Libraries that it names, and those that these name. */
  readonly libraries: readonly NeededFile[];
}

export interface NeededFile {
  readonly name: string;
  readonly state: 'there' | 'missing' | 'unknown';
  /** Where it was found; left out where a package brings it at a place that is not known. */
  readonly path?: string;
}

/** Questions about files at the end of a stage. */
export interface FileView {
  /** What stands at an absolute path; links are followed unless `links` is `'keep'`. */
  stat(path: string, links?: 'follow' | 'keep'): FileFacts;
  /** Names in a folder that are known; `complete` is false when there may be more. */
  list(path: string): { readonly names: readonly string[]; readonly complete: boolean };
}

export interface FileFacts {
  readonly kind: 'file' | 'dir' | 'link' | 'absent' | 'unknown';
  readonly path: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly target?: string;
  readonly text?: string;
  readonly size?: number;
  readonly origin?: string;
  /** Path in the base or in a package that its content was copied from. */
  readonly source?: string;
  /** What a contract or a compiler made: a program's name; of a catalogue the text that it was made of. */
  readonly made?: string;
  /** The one who asks may not read it. */
  readonly denied?: true;
  readonly because?: string;
}

export interface Verdict {
  readonly outcome: 'done' | 'fails' | 'unknown';
  readonly because?: Because;
  readonly given: readonly string[];
}

export interface Start {
  readonly outcome: 'starts' | 'fails' | 'unknown';
  readonly because?: Because;
  readonly exit?: number;
  readonly given: readonly string[];
  /** ENTRYPOINT and CMD together, as Docker runs them. */
  readonly argv: readonly string[] | undefined;
  /** What runs as PID 1 once it has stopped replacing itself. */
  readonly pid1: string | undefined;
  /** Whether that is an init, which reaps what is left to it and passes signals on; undefined: not known. */
  readonly init: boolean | undefined;
  readonly user: string | undefined;
  /** What the stop signal does to PID 1: `kill` means that Docker has to kill it after the grace period. */
  readonly stops: 'term' | 'kill' | 'unknown';
  /** The file that the program is told to run (`node main.js`) and that is not there: it starts, and ends at once. */
  readonly absent?: string;
  /** What the shell in front of the program prints when it certainly ends with an error before it comes to it. */
  readonly ends?: string;
  /** Where the program runs that the job is about; undefined when it is not started. */
  readonly run?: RunFacts;
}

interface RunFacts {
  /** Of a script of Python; see `Watched`. */
  readonly imports?: ((module: string, from: string) => 'there' | 'absent' | 'unknown') | undefined;
  /** Undefined: not known. */
  readonly uid: number | undefined;
  /** Nothing stays in front of it but an init. */
  readonly direct: boolean;
  /** Null: not set; undefined: not known. */
  readonly env: (name: string) => string | null | undefined;
  /** As its user sees them. */
  readonly files: FileView;
  /** Bytes of stack that its threads get. Undefined: not known. */
  readonly stack: number | undefined;
}

export interface ForecastOptions {
  readonly context?: BuildContext | undefined;
  /** `--target`: name or number of a stage. */
  readonly target?: string | undefined;
  readonly contracts?: readonly Contract[] | undefined;
  /** `--build-arg`. */
  readonly buildArgs?: Readonly<Record<string, string>> | undefined;
  /** What the build is given besides, and for which platform, is not known: an ARG without a default may have any value. */
  readonly openArgs?: boolean | undefined;
  readonly job?: Job | undefined;
  /** Keeps what the image holds behind each step. */
  readonly layers?: boolean | undefined;
  /** Nobody asks what a step changes: `adds`, `removes`, `hides` and `packages` stay empty. */
  readonly brief?: boolean | undefined;
  /** The script of a RUN, where it has been parsed already. */
  readonly scriptOf?: ((run: Instruction) => ShellScript | undefined) | undefined;
  readonly data?: ForecastData | undefined;
}
