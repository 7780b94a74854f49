import type { Readable } from 'node:stream';
import type { OptionSpec, ParsedArgs } from './args.ts';
import type { Output } from './escape/output.ts';
import type { Paint } from './paint.ts';

/** 0 clean or passed · 1 findings or not passed · 2 usage, a file that cannot be read or takes too long, or output that nobody takes. */
export type ExitCode = 0 | 1 | 2;

/** What a command gets from outside. */
export interface CommandContext {
  /** Folder that relative paths are meant from. */
  readonly folder: string;
  readonly stdin: Readable;
  /** ISO date against which support dates are judged. */
  readonly today: string;
  readonly paint: Paint;
  /**
   * Writes to stdout, as it stands; only what the escape layer made fits. What it gives is there when the reader is
   * behind: to be awaited by whoever writes much.
   */
  readonly out: (text: Output) => unknown;
  /** Writes one line to stderr, "belay: " before it; escapes what is in it. */
  readonly warn: (line: string) => void;
}

/** One command of `belay`. */
export interface Command {
  readonly name: string;
  /** Words behind the name: `[paths…]`. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** More, for its own help; lines. */
  readonly details: readonly string[];
  readonly options: readonly OptionSpec[];
  run(args: ParsedArgs, around: CommandContext): Promise<ExitCode>;
}

export const urlOption: OptionSpec = {
  name: 'url',
  value: 'BASE',
  help: 'where the site stands, for links (default: BELAY_SITE)',
};
