import type { MadeProgram } from './files/node.ts';

/** What a build command needs and makes. The author of a lesson says it; a proof holds it. */
export interface Contract {
  /**
   * Program and goals: `make install`; `make` alone has no goal. `cc hostcard.c`: any C compiler with that source. `pip install
   * tabulate`: what that requirement brings, by whatever pip and list.
   */
  readonly run: string;
  /** Of `pip install`: its wheels are for this C library alone, and elsewhere pip compiles the source. */
  readonly libc?: 'glibc' | undefined;
  /** Values of `NAME=value` arguments that are not given. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
  readonly needs?: {
    /** In the folder where it runs. */
    readonly files?: readonly string[] | undefined;
    readonly commands?: readonly string[] | undefined;
    readonly packages?: readonly string[] | undefined;
  };
  /** What the command prints without one of these packages, files or commands; left out: only that it fails. */
  readonly without?: Readonly<Record<string, string>> | undefined;
  /** `${name}` is a variable; a relative path is in the folder where it runs. */
  readonly makes?: readonly {
    readonly path: string;
    readonly mode?: number | undefined;
    readonly loads?: readonly string[] | undefined;
    readonly libc?: MadeProgram['libc'];
    /** Bytes. */
    readonly size?: number | undefined;
  }[];
}
