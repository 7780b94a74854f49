import type { Range } from '../text.ts';

/** One `apk` command line, understood. Options are those of apk-tools 2.14 and 3.0. */
export interface ApkCommand {
  /** `add`, `del`, `update`, `upgrade`, `cache`, `fix`, … ; undefined when unknown. */
  readonly command: string | undefined;
  /** Long names without dashes (`-t` is `virtual`, `-U` is `update-cache`, `-X` is `repository`); value where the option takes one. */
  readonly options: readonly ApkOption[];
  /** Arguments behind the command that are not options. */
  readonly packages: readonly PackageSpec[];
  has(option: string): boolean;
  readonly virtual: { readonly name: string | undefined; readonly range: Range } | undefined;
}

/** One option of an `apk` command line. */
export interface ApkOption {
  /** As resolved; undefined when apk has no such option. */
  readonly name: string | undefined;
  /** As written: `-y`, `--yes`. */
  readonly written: string;
  readonly value: string | undefined;
  readonly range: Range;
  readonly afterCommand: boolean;
}

/** One word of `apk add` or `apk del`. */
export interface PackageSpec {
  /** Name without constraint, tag and `!`; undefined when the word is not known (variable, substitution). */
  readonly name: string | undefined;
  readonly raw: string;
  /** `=1.2-r0`, `~=1.2`, `>1`, …; as written. */
  readonly constraint: string | undefined;
  /** `@edge` */
  readonly repositoryTag: string | undefined;
  readonly kind: 'package' | 'provides' | 'file' | 'conflict' | 'unknown';
  readonly range: Range;
}
