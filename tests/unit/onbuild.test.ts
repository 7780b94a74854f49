import { describe, expect, test } from 'vitest';
import { applyEdits, checker, type Diagnostic, parseDockerfile } from '../../src/checker/index.ts';
import { ruleExamples } from './mutations/texts.ts';

/**
 * A rule that looks at ONBUILD lines at all says of each line behind ONBUILD what it says of the line itself, and fixes
 * it in the same way; once, also when a stage of the same file is built on it.
 */

/** Rules that see less behind ONBUILD, each with its reason. */
const seesLess: Readonly<Record<string, string>> = {
  'bash-missing': 'What a container starts counts for the image that is built at last, which may install bash.',
  'work-after-user': 'Who owns a folder is known of a stage that stands on an image.',
};

/** Examples of one stage that stands on an image and does nothing but instructions that ONBUILD takes. */
const examples = ruleExamples().flatMap((example) => {
  const { instructions } = parseDockerfile(example.text);
  const [first, ...others] = instructions;
  const isOne = first?.keyword === 'FROM' && first.args.length === 1;
  // Lines of a template begin with no keyword.
  return isOne && !others.some(({ keyword }) => /^(FROM|ONBUILD|MAINTAINER)$|\W/.test(keyword)) ? [example] : [];
});

function behindOnbuild(text: string): string {
  const lines = parseDockerfile(text).instructions.filter(({ keyword }) => keyword !== 'FROM');
  return applyEdits(
    text,
    lines.map(({ range: { start } }) => ({ range: { start, end: start }, text: 'ONBUILD ' })),
  );
}

const withChild = (text: string): string => `${text.replace(/^FROM \S+/m, '$& AS base')}\nFROM base\n`;

/** What the fixes make of a text, one by one; undefined for a finding without one. */
const fixed = (text: string, findings: readonly Diagnostic[]): (string | undefined)[] =>
  findings.map(({ fix }) => fix && applyEdits(text, fix.edits));

const isInOnbuild = (text: string, { range }: Diagnostic): boolean =>
  parseDockerfile(text).instructions.some(
    (each) => each.keyword === 'ONBUILD' && each.range.start <= range.start && range.end <= each.range.end,
  );

const cases = checker.ruleIds.flatMap((id) => {
  const own = examples
    .filter(({ name }) => name.startsWith(`src/checker/rules/${id}/`))
    .map(({ name, text, options }) => {
      const run = (each: string): readonly Diagnostic[] => checker.check(each, { ...options, only: [id] }).diagnostics;
      return { name, text, onbuild: behindOnbuild(text), run };
    });
  return own.some(({ onbuild, run }) => run(onbuild).some((each) => isInOnbuild(onbuild, each))) ? [{ id, own }] : [];
});

test('many rules look at ONBUILD', () => {
  expect(cases.length).toBeGreaterThan(30);
});

describe.each(cases.map((each) => [each.id, each] as const))('%s behind ONBUILD', (id, { own }) => {
  test('finds and fixes the same', () => {
    const faults = own.flatMap(({ name, text, onbuild, run }) => {
      const plain = run(text);
      const behind = run(onbuild);
      if (behind.length < plain.length && seesLess[id] !== undefined) return [];
      const before = [
        plain.map(({ message }) => message),
        fixed(text, plain).map((each) => each && behindOnbuild(each)),
      ];
      const after = [behind.map(({ message }) => message), fixed(onbuild, behind)];
      return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ name, before, after }];
    });
    expect(faults).toEqual([]);
  });

  test('says it once where a stage is built on it', () => {
    const faults = own.flatMap(({ name, onbuild, run }) => {
      const messages = (text: string): readonly string[] => run(text).map(({ message }) => message);
      const [alone, together] = [messages(onbuild), messages(withChild(onbuild))];
      return JSON.stringify(alone) === JSON.stringify(together) ? [] : [{ name, alone, together }];
    });
    expect(faults).toEqual([]);
  });
});

test('exceptions name rules that look at ONBUILD', () => {
  for (const [id, reason] of Object.entries(seesLess)) {
    expect(cases.map((each) => each.id)).toContain(id);
    expect(reason).toMatch(/^[A-Z].*\.$/);
  }
});
