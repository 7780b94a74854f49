import type { Diagnostic, RuleMeta } from '../checker/index.ts';
import type { Output } from './escape/output.ts';
import type { Paint } from './paint.ts';
import type { SiteLinks } from './site.ts';

/** What `belay check` found, before it is written in a format. */
export interface Report {
  readonly files: readonly FileReport[];
  /** What could not be checked, as on stderr: whole sentences without "belay:". */
  readonly problems: readonly string[];
  readonly links: SiteLinks;
  readonly rule: (id: string) => RuleMeta | undefined;
}

export interface FileReport {
  /** As shown to people; `-` for stdin. */
  readonly path: string;
  readonly text: string;
  /** In the order of the file. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A way to write a report. One file per format in `formats/`, listed in `formats/index.ts`. */
export interface Format {
  readonly name: string;
  /**
   * The whole of stdout in order, line break at the end included; in pieces, because the report of a long file may be
   * longer than a string can be.
   */
  render(report: Report, paint: Paint): Iterable<Output> | Promise<Iterable<Output>>;
}
