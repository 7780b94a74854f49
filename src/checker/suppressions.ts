import type { Dockerfile, Instruction } from './syntax/dockerfile/types.ts';
import type { RuleMeta, SuppressionMark } from './rule.ts';
import { type Range, sliceOf } from './text.ts';

/**
 * Comments that switch rules off:
 * - `# belay ignore=<id>[,<id>] reason` above an instruction, for that instruction;
 * - `# hadolint ignore=DL3018` likewise, and `# hadolint global ignore=DL3018` for the file, for rules that name the code
 *   as their equivalent (hadolint, README, "Ignoring Rules");
 * - `# check=skip=JSONArgsRecommended` at the top for the file (Dockerfile reference, "check"), or above an instruction for
 *   that one (BuildKit's linter.go, WithMergedConfigFromComments, read 2026-11-21), for rules that name the check.
 */
export class Suppressions {
  readonly marks: SuppressionMark[];
  /** Codes of hadolint and names of BuildKit's checks, by the instruction that goes without them. */
  readonly #others: readonly { readonly code: string; readonly instruction: Instruction }[];
  readonly #wholeFile: ReadonlySet<string>;

  constructor(file: Dockerfile) {
    const commented = file.instructions.filter(({ leading }) => leading.length > 0);
    this.marks = commented.flatMap((instruction) =>
      codes(file.text, instruction, BELAY).map(({ code, range }) => ({ id: code, range, instruction, used: false })),
    );
    this.#others = commented.flatMap((instruction) =>
      [...codes(file.text, instruction, HADOLINT).map(({ code }) => code), ...skippedAbove(instruction)].map(
        (code) => ({
          code,
          instruction,
        }),
      ),
    );
    this.#wholeFile = new Set([...skippedChecks(file), ...globalCodes(file)]);
  }

  /** True when the whole file goes without this rule. */
  skips(rule: RuleMeta): boolean {
    if (this.#wholeFile.size === 0) return false;
    return namesOf(rule).some((name) => this.#wholeFile.has(name));
  }

  /** True when a comment holds this finding back; the comment then counts as used. */
  holdsBack(rule: RuleMeta, range: Range): boolean {
    const inside = ({ instruction }: { readonly instruction: Instruction }): boolean =>
      range.start >= instruction.range.start && range.start <= instruction.range.end;
    if (this.marks.length + this.#others.length === 0) return false;
    const mark = this.marks.find((each) => each.id === rule.id && inside(each));
    if (mark !== undefined) mark.used = true;
    return mark !== undefined || this.#others.some((each) => namesOf(rule).includes(each.code) && inside(each));
  }
}

/** What other tools call a rule; `all` stands for every check of BuildKit. */
function namesOf({ hadolint = [], buildkit = [] }: RuleMeta): readonly string[] {
  return buildkit.length === 0 ? hadolint : [...hadolint, ...buildkit, 'all'];
}

interface Code {
  readonly code: string;
  readonly range: Range;
}

const BELAY = /#\s*belay\s+ignore\s*=\s*([\w-]+(?:\s*,\s*[\w-]+)*)/;
const HADOLINT = /#\s*hadolint\s+ignore\s*=\s*([\w-]+(?:\s*,\s*[\w-]+)*)/;

/** The ids of one tool in the comments above an instruction. */
function codes(text: string, instruction: Instruction, syntax: RegExp): Code[] {
  return instruction.leading.flatMap(({ range }) => {
    const line = sliceOf(text, range);
    const match = syntax.exec(line);
    if (match?.[1] === undefined) return [];
    const from = range.start + match.index + match[0].length - match[1].length;
    return [...match[1].matchAll(/[\w-]+/g)].map((each) => ({
      code: each[0],
      range: { start: from + each.index, end: from + each.index + each[0].length },
    }));
  });
}

/** `# check=skip=A,B;error=true` at the top of a file. */
function skippedChecks({ directives }: Dockerfile): string[] {
  return directives.filter(({ name }) => name === 'check').flatMap(({ value }) => skipped(value));
}

/** The same above an instruction; the first one counts, and a reason may stand behind it. */
function skippedAbove({ leading }: Instruction): string[] {
  const values = leading.flatMap(({ text }) => /^check\s*=\s*(\S+)/i.exec(text)?.[1] ?? []);
  return skipped(values[0] ?? '');
}

function skipped(options: string): string[] {
  return options
    .split(';')
    .flatMap((option) => (option.trim().startsWith('skip=') ? option.trim().slice('skip='.length).split(',') : []))
    .map((name) => name.trim());
}

function globalCodes({ comments }: Dockerfile): string[] {
  return comments.flatMap(({ text }) => {
    const match = /^hadolint\s+global\s+ignore\s*=\s*([\w-]+(?:\s*,\s*[\w-]+)*)/.exec(text);
    return match?.[1]?.split(/\s*,\s*/) ?? [];
  });
}
