import type { Range } from '../../text.ts';

/**
 * A shell script as the checker needs it: a tree of lists, pipelines and commands with exact source ranges.
 * See shell.ts for what BusyBox ash does differently.
 */
export interface ShellScript {
  readonly commands: readonly ShellNode[];
  /** Syntax errors; what follows one may be missing from the tree. */
  readonly errors: readonly { readonly message: string; readonly range: Range }[];
}

export type ShellNode =
  | ShellCommand
  /** `a && b || c`: `operators[i]` stands between `items[i]` and `items[i + 1]`. */
  | {
      readonly kind: 'and-or';
      readonly items: readonly ShellNode[];
      readonly operators: readonly ('&&' | '||')[];
      readonly range: Range;
    }
  | {
      readonly kind: 'pipeline';
      readonly items: readonly ShellNode[];
      readonly negated: boolean;
      /** Where `|&` stands, which bash knows and ash does not; absent when nowhere. */
      readonly pipeBoth?: readonly Range[];
      readonly range: Range;
    }
  | { readonly kind: 'background'; readonly body: ShellNode; readonly range: Range }
  | {
      readonly kind: 'group';
      readonly style: 'subshell' | 'brace';
      readonly body: readonly ShellNode[];
      readonly redirects: readonly ShellRedirect[];
      readonly range: Range;
    }
  | {
      readonly kind: 'if';
      /** Condition and body of `if` and each `elif`; `condition` is empty for `else`. */
      readonly branches: readonly { readonly condition: readonly ShellNode[]; readonly body: readonly ShellNode[] }[];
      readonly hasElse: boolean;
      readonly range: Range;
    }
  | {
      readonly kind: 'loop';
      readonly style: 'for' | 'while' | 'until' | 'select';
      readonly variable: string | undefined;
      /** Words of `for x in …`. */
      readonly words: readonly ShellWord[];
      readonly condition: readonly ShellNode[];
      readonly body: readonly ShellNode[];
      readonly range: Range;
    }
  | {
      readonly kind: 'case';
      readonly subject: ShellWord;
      readonly arms: readonly { readonly patterns: readonly ShellWord[]; readonly body: readonly ShellNode[] }[];
      readonly range: Range;
    }
  | { readonly kind: 'function'; readonly name: string; readonly body: readonly ShellNode[]; readonly range: Range }
  /** `[[ … ]]`, `(( … ))` and other nodes without commands of their own that rules look at. */
  | {
      readonly kind: 'test' | 'arithmetic' | 'other';
      readonly range: Range;
      readonly scripts?: NestedScripts;
      /** Of `[[ … ]]` without operators of the shell's own such as `&&` and `<`. */
      readonly words?: readonly ShellWord[];
    };

/** Command substitutions inside something whose value is not followed; absent when there are none. */
export type NestedScripts = readonly ShellScript[];

export interface ShellCommand {
  readonly kind: 'command';
  /** Undefined for a bare assignment. */
  readonly name: ShellWord | undefined;
  readonly args: readonly ShellWord[];
  readonly assignments: readonly {
    readonly name: string;
    readonly value: ShellWord | undefined;
    readonly range: Range;
  }[];
  readonly redirects: readonly ShellRedirect[];
  readonly range: Range;
}

export interface ShellRedirect {
  /** `>`, `>>`, `<`, `<<`, `<<<`, `&>`, `>|`, `<>`, `>&`, `<&`. */
  readonly operator: string;
  readonly descriptor: number | undefined;
  readonly target: ShellWord | undefined;
  /** Of a here-document; without leading tabs for `<<-`, whose operator is given as `<<` too. */
  readonly body: string | undefined;
  /** Substitutions in the body of a here-document. */
  readonly scripts?: NestedScripts;
  readonly range: Range;
}

export interface ShellWord {
  readonly raw: string;
  readonly range: Range;
  readonly parts: readonly ShellWordPart[];
}

export type ShellWordPart =
  | { readonly kind: 'literal'; readonly value: string; readonly quoted: boolean }
  /** `$A`, `${A:-b}`; operators as written. `operand` is the raw text behind the operator. */
  | {
      readonly kind: 'variable';
      readonly name: string;
      readonly operator: string | undefined;
      readonly operand: string | undefined;
      readonly quoted: boolean;
      readonly scripts?: NestedScripts;
    }
  /** `$(…)`, backquotes, `<(…)`: the commands inside run before the command that holds them. */
  | { readonly kind: 'substitution'; readonly script: ShellScript; readonly quoted: boolean }
  /** `*`, `?`, `[…]`, unquoted. */
  | { readonly kind: 'glob'; readonly value: string }
  /** `{a,b}`, which BusyBox ash leaves alone; `$((…))` and other things whose value is not followed. */
  | { readonly kind: 'brace' | 'arithmetic' | 'other'; readonly value: string; readonly scripts?: NestedScripts };
