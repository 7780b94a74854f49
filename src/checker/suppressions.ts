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
  /** What stands above an instruction, in the order of the file. */
  readonly #above: readonly Above[];
  readonly #wholeFile: ReadonlySet<string>;

  constructor(file: Dockerfile) {
    const commented = file.instructions.filter(({ leading }) => leading.length > 0);
    this.#above = commented.map((instruction) => ({
      range: instruction.range,
      marks: codes(file.text, instruction, BELAY).map(({ code, ...rest }) => ({
        id: code,
        ...rest,
        instruction,
        used: false,
      })),
      others: new Set([
        ...codes(file.text, instruction, HADOLINT).map(({ code }) => code),
        ...skippedAbove(instruction),
      ]),
    }));
    this.marks = this.#above.flatMap(({ marks }) => marks);
    this.#wholeFile = new Set([...skippedChecks(file), ...globalCodes(file)]);
  }

  /** Whether the whole file may go without some rules. */
  get skipsAny(): boolean {
    return this.#wholeFile.size > 0;
  }

  /** True when the whole file goes without this rule. */
  skips(rule: RuleMeta): boolean {
    return namesOf(rule).some((name) => this.#wholeFile.has(name));
  }

  /** True when a comment holds this finding back; the comment then counts as used. */
  holdsBack(rule: RuleMeta, range: Range): boolean {
    const above = this.#aboveOf(range);
    if (above === undefined) return false;
    above.first ??= firstOfEach(above.marks);
    const mark = above.first.get(rule.id);
    if (mark !== undefined) mark.used = true;
    return mark !== undefined || namesOf(rule).some((name) => above.others.has(name));
  }

  /** What stands above the instruction in which a range begins, by binary search. */
  #aboveOf({ start }: Range): Above | undefined {
    let low = 0;
    let high = this.#above.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#above[middle]?.range.start ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    const above = this.#above[low - 1];
    return above !== undefined && start <= above.range.end ? above : undefined;
  }
}

/** The comments above one instruction. */
interface Above {
  /** Of the instruction. */
  readonly range: Range;
  readonly marks: readonly SuppressionMark[];
  /** Codes of hadolint and names of BuildKit's checks that the instruction goes without. */
  readonly others: ReadonlySet<string>;
  /** The first mark of each rule, made when asked for. */
  first?: ReadonlyMap<string, SuppressionMark>;
}

function firstOfEach(marks: readonly SuppressionMark[]): ReadonlyMap<string, SuppressionMark> {
  const first = new Map<string, SuppressionMark>();
  for (const mark of marks) if (!first.has(mark.id)) first.set(mark.id, mark);
  return first;
}

/** What other tools call a rule; `all` stands for every check of BuildKit. */
function namesOf({ hadolint = [], buildkit = [] }: RuleMeta): readonly string[] {
  return buildkit.length === 0 ? hadolint : [...hadolint, ...buildkit, 'all'];
}

interface Code {
  readonly code: string;
  readonly range: Range;
  readonly comment: Range;
  readonly alone: boolean;
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
    const behind = sliceOf(text, { start: from + match[1].length, end: from + match[1].length + 2 });
    const alone = !match[1].includes(',') && !behind.includes(',');
    return [...match[1].matchAll(/[\w-]+/g)].map((each) => ({
      code: each[0],
      range: { start: from + each.index, end: from + each.index + each[0].length },
      comment: range,
      alone,
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
    return match?.[1]?.split(',').map((code) => code.trim()) ?? [];
  });
}
