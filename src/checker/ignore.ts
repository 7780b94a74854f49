import type { Dockerfile, Instruction } from './syntax/types.ts';
import type { Rule } from './rules/types.ts';
import type { Range } from './text.ts';

/**
 * Says whether a comment above an instruction switches a rule off for it:
 * `# belay ignore=<id>[,<id>] reason`, or `# hadolint ignore=DL3018` for a rule that names it as its equivalent.
 */
export function ignoredBy(file: Dockerfile): (rule: Rule, range: Range) => boolean {
  const marks = file.instructions.flatMap((instruction) => marksOf(instruction));
  if (marks.length === 0) return () => false;
  return (rule, range) =>
    marks.some(
      ({ instruction, belay, hadolint }) =>
        range.start >= instruction.range.start &&
        range.start <= instruction.range.end &&
        (belay.includes(rule.id) || hadolint.some((id) => rule.hadolint?.includes(id) === true)),
    );
}

interface Mark {
  readonly instruction: Instruction;
  readonly belay: readonly string[];
  readonly hadolint: readonly string[];
}

function marksOf(instruction: Instruction): Mark[] {
  const ids = (tool: string): string[] =>
    instruction.leading.flatMap(({ text }) => {
      const match = new RegExp(`^${tool}\\s+ignore\\s*=\\s*([\\w-]+(?:\\s*,\\s*[\\w-]+)*)`).exec(text);
      return match?.[1]?.split(/\s*,\s*/) ?? [];
    });
  const belay = ids('belay');
  const hadolint = ids('hadolint');
  return belay.length + hadolint.length === 0 ? [] : [{ instruction, belay, hadolint }];
}
