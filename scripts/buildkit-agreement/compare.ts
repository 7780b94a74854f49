import { checker, contextOf, lineStarts, parseDockerfile, positionAt, type Range } from '../../src/checker/index.ts';
import type { BuildKitCase, Warning } from './cases.ts';

/** How our findings in a case compare with BuildKit's warnings. */
interface Comparison {
  readonly name: string;
  /** How many warnings BuildKit gives. */
  readonly expected: number;
  readonly missing: readonly Warning[];
  /** By the name of our rule. */
  readonly extra: readonly Warning[];
  /** Warnings that are ours too, in the same instruction, but at another of its lines. */
  readonly elsewhere: readonly Warning[];
}

/** Our rule for each check of BuildKit. */
const RULE_OF: ReadonlyMap<string, string> = new Map(
  checker.rules.flatMap(({ id, buildkit = [] }) => buildkit.map((check) => [check, id] as const)),
);

/** Checks the Dockerfile of a case and compares warning by warning: the check, the instruction, and the line. */
export function compareCase(given: BuildKitCase): Comparison {
  const { own: extra, also } = findingsIn(given);
  const instructionAt = instructionsByLine(given.dockerfile);
  const missing: Warning[] = [];
  const elsewhere: Warning[] = [];
  for (const warning of given.warnings) {
    const same = (at: (line: number) => boolean) =>
      extra.findIndex(({ check, line }) => check === RULE_OF.get(warning.check) && at(line));
    const here = same((line) => !given.hasLines || line === warning.line);
    const near = here >= 0 ? here : same((line) => instructionAt(line) === instructionAt(warning.line));
    // Places of one cause are one finding, which names the others.
    const joined =
      near >= 0
        ? -1
        : also.findIndex(({ check, line }) => check === RULE_OF.get(warning.check) && line === warning.line);
    if (joined >= 0) also.splice(joined, 1);
    else if (near < 0) missing.push(warning);
    else extra.splice(near, 1);
    if (near >= 0 && here < 0) elsewhere.push(warning);
  }
  return { name: given.name, expected: given.warnings.length, missing, extra, elsewhere };
}

/** What the rules find that have a check of BuildKit as their equivalent, and the other places that these findings name. */
function findingsIn({ dockerfile, dockerignore, options }: BuildKitCase): { own: Warning[]; also: Warning[] } {
  // We have no option of the build for it: the line at the top says the same.
  const text = options === undefined ? dockerfile : dockerfile.replace(/^#\s*check=.*/, `#check=${options}`);
  const { diagnostics } = checker.check(text, {
    profile: 'buildkit',
    // BuildKit runs this one only for a file that asks.
    off: /^#\s*check=.*experimental=/.test(text) ? [] : ['comment-name'],
    context: contextOf({ Dockerfile: text, ...(dockerignore === undefined ? {} : { '.dockerignore': dockerignore }) }),
  });
  const starts = lineStarts(text);
  const compared = new Set(RULE_OF.values());
  // What `syntax` calls an error stops the build: that is no check.
  const found = diagnostics.filter(
    ({ rule, severity }) => compared.has(rule) && !(rule === 'syntax' && severity === 'error'),
  );
  const lineOf = (range: Range): number => positionAt(starts, range.start).line;
  return {
    own: found.map(({ rule, range }) => ({ check: rule, line: lineOf(range) })),
    also: found.flatMap(({ rule, related = [] }) => related.map(({ range }) => ({ check: rule, line: lineOf(range) }))),
  };
}

/** The number of the instruction that has a line; the line itself where none has it. */
function instructionsByLine(text: string): (line: number) => string {
  const starts = lineStarts(text);
  const spans = parseDockerfile(text).instructions.map(({ range }) => [
    positionAt(starts, range.start).line,
    positionAt(starts, range.end).line,
  ]);
  return (line) => {
    const at = spans.findIndex(([first = 0, last = 0]) => first <= line && line <= last);
    return at < 0 ? `line ${line}` : `instruction ${at}`;
  };
}
