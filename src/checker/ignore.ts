import type { Dockerfile, Instruction } from './syntax/types.ts';
import type { RuleMeta } from './rules/types.ts';
import type { Range } from './text.ts';

/** One id of a `# belay ignore=` comment, and whether a finding was held back by it. */
export interface IgnoreMark {
  readonly id: string;
  /** Of the id in the comment. */
  readonly range: Range;
  readonly instruction: Instruction;
  used: boolean;
}

/**
 * Comments that switch rules off:
 * - `# belay ignore=<id>[,<id>] reason` above an instruction, for that instruction;
 * - `# hadolint ignore=DL3018` likewise, and `# hadolint global ignore=DL3018` for the file, for rules that name the code
 *   as their equivalent (hadolint, README, "Ignoring Rules");
 * - `# check=skip=JSONArgsRecommended` for the file, for rules that name the check (Dockerfile reference, "check").
 */
export class Ignores {
  readonly marks: IgnoreMark[];
  private readonly hadolint: readonly { readonly code: string; readonly instruction: Instruction }[];
  private readonly wholeFile: ReadonlySet<string>;

  constructor(file: Dockerfile) {
    const commented = file.instructions.filter(({ leading }) => leading.length > 0);
    this.marks = commented.flatMap((instruction) =>
      codes(file.text, instruction, BELAY).map(({ code, range }) => ({ id: code, range, instruction, used: false })),
    );
    this.hadolint = commented.flatMap((instruction) =>
      codes(file.text, instruction, HADOLINT).map(({ code }) => ({ code, instruction })),
    );
    this.wholeFile = new Set([...skippedChecks(file), ...globalCodes(file)]);
  }

  /** True when the whole file goes without this rule. */
  skips(rule: RuleMeta): boolean {
    if (this.wholeFile.size === 0) return false;
    const names = [...(rule.hadolint ?? []), ...(rule.buildkit ?? [])];
    return names.some((name) => this.wholeFile.has(name)) || (rule.buildkit !== undefined && this.wholeFile.has('all'));
  }

  /** True when a comment holds this finding back; the comment then counts as used. */
  holdsBack(rule: RuleMeta, range: Range): boolean {
    const inside = ({ instruction }: { readonly instruction: Instruction }): boolean =>
      range.start >= instruction.range.start && range.start <= instruction.range.end;
    if (this.marks.length + this.hadolint.length === 0) return false;
    const mark = this.marks.find((each) => each.id === rule.id && inside(each));
    if (mark !== undefined) mark.used = true;
    if (mark !== undefined || rule.hadolint === undefined) return mark !== undefined;
    return this.hadolint.some((each) => rule.hadolint?.includes(each.code) === true && inside(each));
  }
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
    const line = text.slice(range.start, range.end);
    const match = syntax.exec(line);
    if (match?.[1] === undefined) return [];
    const from = range.start + match.index + match[0].length - match[1].length;
    return [...match[1].matchAll(/[\w-]+/g)].map((each) => ({
      code: each[0],
      range: { start: from + each.index, end: from + each.index + each[0].length },
    }));
  });
}

/** `# check=skip=A,B;error=true` */
function skippedChecks({ directives }: Dockerfile): string[] {
  return directives
    .filter(({ name }) => name === 'check')
    .flatMap(({ value }) => value.split(';'))
    .flatMap((option) => (option.trim().startsWith('skip=') ? option.trim().slice('skip='.length).split(',') : []))
    .map((name) => name.trim());
}

function globalCodes({ comments }: Dockerfile): string[] {
  return comments.flatMap(({ text }) => {
    const match = /^hadolint\s+global\s+ignore\s*=\s*([\w-]+(?:\s*,\s*[\w-]+)*)/.exec(text);
    return match?.[1]?.split(/\s*,\s*/) ?? [];
  });
}
