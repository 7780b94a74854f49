import type { MappedText, Range } from '../../text.ts';

/**
 * The typed Dockerfile. It follows BuildKit's parser (moby/buildkit, frontend/dockerfile/parser and
 * frontend/dockerfile/instructions): what BuildKit accepts parses here to the same instruction sequence.
 * Nothing here expands variables; the model does.
 */
export interface Dockerfile {
  readonly text: string;
  /** Offsets of line starts, for `positionAt`. */
  readonly lineStarts: readonly number[];
  /** The escape character, from the `# escape=` directive. */
  readonly escape: '\\' | '`';
  readonly directives: readonly Directive[];
  readonly instructions: readonly Instruction[];
  /** Every comment line, also those inside a continued instruction; not parser directives. */
  readonly comments: readonly Comment[];
  /** What is wrong with the text itself. Reported by the rule `syntax`. */
  readonly problems: readonly SyntaxProblem[];
}

/** A parser directive: `# syntax=…`, `# escape=…`, `# check=…`. */
export interface Directive {
  readonly name: string;
  readonly value: string;
  readonly range: Range;
}

/** A comment line; `text` is what follows the `#`, trimmed. */
export interface Comment {
  readonly text: string;
  readonly range: Range;
}

export type Keyword =
  | 'ADD'
  | 'ARG'
  | 'CMD'
  | 'COPY'
  | 'ENTRYPOINT'
  | 'ENV'
  | 'EXPOSE'
  | 'FROM'
  | 'HEALTHCHECK'
  | 'LABEL'
  | 'MAINTAINER'
  | 'ONBUILD'
  | 'RUN'
  | 'SHELL'
  | 'STOPSIGNAL'
  | 'USER'
  | 'VOLUME'
  | 'WORKDIR';

/** Not to be spread into another object: `with` makes one that differs. */
export interface Instruction {
  /** Upper case; a word that is not an instruction of the Dockerfile reference is kept (and is a problem). */
  readonly keyword: Keyword | (string & {});
  readonly keywordRange: Range;
  /** From the keyword to the end of its last line, heredoc bodies included, line break excluded. */
  readonly range: Range;
  /** `--name=value` flags before the arguments (for HEALTHCHECK those before CMD). */
  readonly flags: readonly Flag[];
  /**
   * `exec` when the arguments are a valid JSON array of strings and the instruction takes that form
   * (RUN, CMD, ENTRYPOINT, SHELL, HEALTHCHECK CMD; also ADD, COPY, VOLUME), else `shell`.
   */
  readonly form: 'exec' | 'shell';
  /**
   * Arguments after the flags. Exec form: the decoded strings. FROM, ARG, ENV, LABEL, COPY, ADD, EXPOSE, USER,
   * WORKDIR, VOLUME, STOPSIGNAL: words as BuildKit splits them (for ENV, LABEL and ARG see `pairs`).
   * RUN, CMD, ENTRYPOINT, HEALTHCHECK in shell form: empty, see `body`.
   */
  readonly args: readonly Word[];
  /** ENV, LABEL, ARG: names and values (`value` undefined for `ARG NAME`). */
  readonly pairs: readonly Pair[];
  /** The text after the flags, without continuations and comment lines, heredoc bodies excluded. */
  readonly body: MappedText;
  readonly heredocs: readonly Heredoc[];
  /** Comment lines directly above, in order, with no blank line between. */
  readonly leading: readonly Comment[];
  /** ONBUILD: the instruction it holds. HEALTHCHECK: absent (`HEALTHCHECK NONE` has args ['NONE']). */
  readonly onbuild: Instruction | undefined;
  /**
   * The same with other parts.
   * @param end where it ends, when that changes too.
   */
  with(
    change: Partial<Pick<Instruction, 'flags' | 'form' | 'args' | 'pairs' | 'heredocs' | 'leading' | 'onbuild'>>,
    end?: number,
  ): Instruction;
}

export interface Flag {
  /** Without the dashes, lower case as written. */
  readonly name: string;
  /** Undefined for a flag without `=`, for example `--link`. */
  readonly value: string | undefined;
  readonly range: Range;
  readonly valueRange: Range | undefined;
}

/** A word of an instruction. */
export interface Word {
  readonly raw: string;
  readonly range: Range;
  /** The pieces; quotes and escapes are already taken off the literals. Exec-form strings are literals for RUN, CMD, ENTRYPOINT, SHELL. */
  readonly parts: readonly WordPart[];
}

export type WordPart =
  | { readonly kind: 'literal'; readonly value: string }
  | {
      readonly kind: 'variable';
      readonly name: string;
      /** `:-`, `-`, `:+`, `+`, `:?`, `?`, `#`, `##`, `%`, `%%`, `/`, `//`; undefined for plain `$A` or `${A}`. */
      readonly operator: string | undefined;
      /** What follows the operator, itself expandable. For `/` and `//` the pattern. */
      readonly operand: readonly WordPart[];
      /** `/` and `//` only: what the matches become. */
      readonly replacement?: readonly WordPart[];
    };

export interface Pair {
  readonly name: string;
  readonly nameRange: Range;
  readonly value: Word | undefined;
}

export interface Heredoc {
  /** The delimiter without quotes. */
  readonly name: string;
  /** False when the delimiter was quoted: then the body is taken literally. */
  readonly expand: boolean;
  /** `<<-` strips leading tabs. */
  readonly stripTabs: boolean;
  /**
   * The body without the closing line; tabs are already stripped from `body.text` when `stripTabs`. A CR LF is an LF
   * here (BuildKit keeps the CR), so that a file means the same whatever its line ends.
   */
  readonly body: MappedText;
  /** Of the `<<NAME` marker. */
  readonly range: Range;
  readonly bodyRange: Range;
  readonly closed: boolean;
}

export interface SyntaxProblem {
  /** Stable name, for tests and for messages that are held by a test. */
  readonly code:
    | 'unknown-instruction'
    | 'missing-from'
    | 'json-form'
    | 'empty-continuation'
    | 'heredoc-not-closed'
    | 'missing-argument'
    | 'bad-argument'
    | 'comment-behind'
    | 'unknown-flag'
    | 'duplicate-flag'
    | 'bad-directive'
    | 'bad-name'
    | 'line-too-long'
    | 'nested-onbuild'
    | 'shell-syntax'
    | 'too-deep'
    | 'no-instructions';
  /** What, why and what to do, in one or two sentences. */
  readonly message: string;
  readonly range: Range;
  /** A replacement that makes it right, where there is only one plausible. */
  readonly fix?: { readonly title: string; readonly range: Range; readonly text: string };
}
