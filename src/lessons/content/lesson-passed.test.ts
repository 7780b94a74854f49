import { describe, expect, test } from 'vitest';
import { AuthorError } from './author-error.ts';
import { requirePassed } from './lesson-passed.ts';
import { loadLesson, readCast } from './load.ts';
import type { Passed } from './passed-schema.ts';

const lesson = loadLesson('timezones');
const { passed } = lesson.frontMatter;
if (passed === undefined) throw new Error('The lesson has no "passed".');

const folder = {
  accepted: ['one-file', 'localtime-from-a-stage'],
  cast: (state: string) => readCast('timezones', state),
};
const others = [
  { answer: 'one-file', says: 'It is small.' },
  { answer: 'one-zone', says: 'It is small, too.' },
];
const check = (change: Partial<Passed>, states = lesson.data.states): void =>
  requirePassed(
    {
      ...lesson,
      data: { ...lesson.data, states },
      frontMatter: { ...lesson.frontMatter, passed: { ...passed, others, ...change } },
    },
    folder,
  );
const figure = (from: object, to: object): Partial<Passed> => ({
  figures: [{ says: 'Size', from: { state: 'starter', ...from }, to: { state: 'solution', ...to } }],
});
const cited = (source: string | number): Partial<Passed> => ({
  figures: [{ says: 'Time', cited: { before: 2, after: 1, unit: 'seconds', source } }],
});

function messageOf(run: () => void): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(AuthorError);
    return (error as AuthorError).message;
  }
  throw new Error('It was accepted.');
}

describe('what the page shows after the exercise', () => {
  test('may take any number and any line of a recording, or of a source', () => {
    check(figure({ size: 'image' }, { size: 'image' }));
    check(figure({ exit: '--entrypoint ls' }, { exit: '--entrypoint ls' }));
    check(figure({ prints: 'docker run --rm clock' }, { prints: 'docker run --rm clock', line: 'summer' }));
    check(cited(1));
    check(cited('Time Zone Database, IANA'));
  });

  test.each<[string, Partial<Passed>, string[]]>([
    ['an unknown state', figure({ state: 'startr', size: 'image' }, { size: 'image' }), ['passed.figures.0', '"startr"', 'Did you mean "starter"?']],
    ['an unknown layer', figure({ layer: 'apk del' }, { size: 'image' }), ['passed.figures.0', '0 layers']],
    ['an unknown command', figure({ exit: 'podman' }, { exit: 'docker' }), ['passed.figures.0', 'No command of "starter"']],
    ['a line that was not printed', figure({ prints: 'docker run --rm clock', line: 'CET' }, { exit: 'docker' }), ['passed.figures.0', 'printed no line with "CET"', 'winter:']],
    ['output of no command', figure({ prints: 'podman' }, { exit: 'docker' }), ['passed.figures.0', 'No command of "starter" contains "podman"']],
    ['two kinds', figure({ size: 'image' }, { exit: 'docker run' }), ['passed.figures.0', '"from" is size and "to" is exit']],
    ['two equal numbers', figure({ exit: 'docker run --rm clock' }, { exit: 'docker build' }), ['passed.figures.0', 'Both are ', 'Show what has changed']],
    ['an unknown source', cited('Time Zone Database, IAN'), ['passed.figures.0', 'No source is called', 'Did you mean "Time Zone Database, IANA"?']],
    ['a source that is not there', cited(99), ['passed.figures.0', 'There is no source 99']],
    ['an unknown answer', { others: [{ answer: 'one-fil', says: 'So.' }] }, ['passed.others.0.answer', '"one-fil"', 'Did you mean "one-file"?']],
    ['the solution as another answer', { others: [{ answer: 'solution', says: 'So.' }] }, ['passed.others.0.answer', 'no answer "solution"']],
  ])('is refused for %s', (_, change, parts) => {
    const message = messageOf(() => check(change));
    expect(message).toContain('content/lessons/timezones/lesson.mdx: passed.');
    for (const part of parts) expect(message).toContain(part);
  });

  const unrecorded = lesson.data.states.map((each) => ({ ...each, recording: undefined }));

  test('needs its recordings, unless the lesson is a draft', () => {
    const size = figure({ size: 'image' }, { size: 'image' });
    const message = messageOf(() => check(size, unrecorded));
    expect(message).toContain('passed.figures.0.from: There is no recording of "starter".');
    expect(message).toContain('npm run record -- timezones/starter');
    const frontMatter = { ...lesson.frontMatter, draft: true, passed: { ...passed, ...size, others } };
    requirePassed({ ...lesson, data: { ...lesson.data, states: unrecorded }, frontMatter }, folder);
  });

  test('is missing in a draft alone', () => {
    const without = { ...lesson, frontMatter: { ...lesson.frontMatter, passed: undefined } };
    expect(messageOf(() => requirePassed(without, folder))).toContain('passed: It is missing.');
    requirePassed({ ...without, frontMatter: { ...without.frontMatter, draft: true } }, folder);
  });
});
