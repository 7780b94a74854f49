import { describe, expect, test } from 'vitest';
import { lessonSlugs } from '../../src/lessons/content/load.ts';
import { lessonChecks } from '../../scripts/lesson/lesson-faults.ts';
import { readWritten } from '../../scripts/lesson/written-lesson.ts';
import { root } from '../../scripts/root.ts';

/**
 * What every lesson must be, except drafts. Adding a folder to `content/lessons` is enough to have it tested; the checks are
 * those of `npm run lesson`.
 */
describe.each(lessonSlugs(root))('lesson %s', (slug) => {
  const written = readWritten(slug);

  test.each(Object.entries(lessonChecks))('%s', (_, faultsOf) => {
    expect([...faultsOf(written)]).toEqual([]);
  });
});
