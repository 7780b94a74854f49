import { describe, expect, test } from 'vitest';
import { checker } from '../../src/checker/index.ts';
import { lessonSlugs } from '../../src/lessons/content/load.ts';
import { rolesIn, sectionRoles } from '../../src/lessons/content/sections.ts';
import { loadTracks } from '../../src/lessons/content/tracks.ts';
import { root } from '../../scripts/root.ts';
import { gradeAnswer, mutate, notMet, readAccepted, readLesson, readMutants, state, today } from './lesson-folder.ts';

/** What every lesson must be. Adding a folder to `content/lessons` is enough to have it tested. */
describe.each(lessonSlugs(root))('lesson %s', (slug) => {
  const lesson = readLesson(slug);
  const starter = state(lesson, 'starter');
  const solution = state(lesson, 'solution');
  const mutants = readMutants(slug);
  const accepted = readAccepted(slug);

  test('has its sections, hints and sources', () => {
    expect(rolesIn(lesson.body)).toEqual(sectionRoles);
    expect(lesson.data.hints.length).toBeGreaterThan(0);
    expect(lesson.frontMatter.sources.length).toBeGreaterThan(0);
  });

  test('has a state between starter and solution', () => {
    expect(lesson.data.states.length).toBeGreaterThanOrEqual(3);
  });

  test('does not pass with the starter, nor with the starter written differently', () => {
    expect(gradeAnswer(lesson, starter).passed).toBe(false);
    expect(gradeAnswer(lesson, { ...starter, dockerfile: `# Mine.\n${starter.dockerfile}\n` }).passed).toBe(false);
    expect(notMet(gradeAnswer(lesson, starter))).not.toEqual([]);
  });

  test('passes with the solution, and nothing else is found in it', () => {
    expect(notMet(gradeAnswer(lesson, solution))).toEqual([]);
    expect(gradeAnswer(lesson, solution).passed).toBe(true);
    const { failures } = checker.check(solution.dockerfile, { today });
    expect(failures).toEqual([]);
    const { others } = gradeAnswer(lesson, solution);
    expect(others.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  test('passes with the solution in any line break, with trailing blanks and in lower case keywords', () => {
    for (const dockerfile of rewritten(solution.dockerfile)) {
      expect(notMet(gradeAnswer(lesson, { ...solution, dockerfile }))).toEqual([]);
    }
  });

  test('does not pass empty, with comments alone or with the base alone', () => {
    const base = /^FROM .*$/m.exec(solution.dockerfile)?.[0] ?? '';
    const commented = solution.dockerfile.replace(/^(?!FROM|#)/gm, '# ');
    const echoed = `${base}\nRUN echo '${solution.dockerfile.replaceAll("'", '').replace(/\\?\n/g, ' ')}'\n`;
    for (const dockerfile of ['', '\n', base, commented, echoed]) {
      expect(gradeAnswer(lesson, { ...solution, dockerfile }).passed).toBe(false);
    }
  });

  test('has at least five mutants and three other right answers', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(5);
    expect(accepted.length).toBeGreaterThanOrEqual(3);
  });

  test.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
    'fails the mutant "%s" as it says',
    (_, mutant) => {
      const grade = gradeAnswer(lesson, mutate(mutant, solution));
      expect([...notMet(grade)].sort()).toEqual([...mutant.fails].sort());
      expect(grade.passed).toBe(false);
    },
  );

  test.each(accepted)('accepts %s', (_, dockerfile) => {
    const grade = gradeAnswer(lesson, { ...solution, dockerfile });
    expect(grade.criteria.filter(({ met }) => !met).map(({ id, message }) => `${id}: ${message}`)).toEqual([]);
    expect(grade.passed).toBe(true);
    expect(dockerfile).not.toBe(solution.dockerfile);
  });

  test('says why for every criterion that is not met, and names each differently', () => {
    const { criteria } = gradeAnswer(lesson, starter);
    expect(new Set(criteria.map(({ id }) => id)).size).toBe(criteria.length);
    for (const { label, message } of criteria) {
      expect(label.length).toBeGreaterThan(0);
      expect(message).toMatch(/[.!?)`"]$/);
    }
  });
});

/** The same Dockerfile as other people type it. */
function rewritten(dockerfile: string): readonly string[] {
  return [
    dockerfile.replaceAll('\n', '\r\n'),
    dockerfile.replace(/^(FROM|RUN|COPY|ENV|WORKDIR|USER|CMD|ENTRYPOINT|ARG|LABEL)\b/gm, (word) => word.toLowerCase()),
    dockerfile.replace(/^(FROM|COPY|ENV|WORKDIR|USER|CMD|ENTRYPOINT)\b(.*[^\\])$/gm, '$1 $2  '),
    `\ufeff${dockerfile}`,
  ];
}

describe('tracks', () => {
  test('hold every lesson, and only lessons that exist', () => {
    const listed = new Set(loadTracks(root).flatMap(({ lessons }) => lessons));
    expect(lessonSlugs(root).filter((slug) => !listed.has(slug))).toEqual([]);
  });
});
