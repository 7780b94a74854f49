/** What the image of a lesson has to do once it runs. */
export interface Job {
  /** The program: what a contract made, or a file of the context, at any path. */
  readonly runs: { readonly made: string } | { readonly file: string };
  /** Its last arguments; left out: any. */
  readonly with?: readonly string[] | undefined;
  /** For the final user, with its PATH and environment. */
  readonly needs?:
    | {
        readonly commands?: readonly string[] | undefined;
        readonly reads?: readonly string[] | undefined;
        /** What files have to say, by path; line breaks at the end do not count. */
        readonly says?: Readonly<Record<string, string>> | undefined;
        readonly writes?: readonly string[] | undefined;
        /** Bytes of stack that one of its threads needs, or one of a program that it calls. */
        readonly stack?: number | undefined;
        /** Packages that Node.js finds from the folder of the program, in a `node_modules` there or above. */
        readonly modules?: readonly string[] | undefined;
      }
    | undefined;
  readonly ends?: { readonly exit: readonly number[]; readonly within?: string | undefined } | undefined;
  readonly stays?: string | undefined;
  readonly stop?:
    | { readonly signal: string; readonly within?: string | undefined; readonly exit?: readonly number[] | undefined }
    | undefined;
  /** Checked by the proof only. */
  readonly prints?: string | undefined;
}
