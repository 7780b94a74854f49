import { expect, test } from 'vitest';
import { formatBytes } from '../../i18n/format.ts';
import { loadLesson, loadLessons } from './load.ts';
import { passedData } from './passed-data.ts';

const links = { next: [], review: '/review/' };

test('every lesson has what its page shows after the exercise', () => {
  for (const lesson of loadLessons()) {
    const data = passedData(lesson, links);
    expect(data?.figures.length, lesson.slug).toBeGreaterThan(0);
    for (const { sides } of data?.figures ?? []) {
      expect(sides[0].text, lesson.slug).not.toBe(sides[1].text);
      // What is cited has a source and no recording.
      for (const { state } of sides)
        if (state !== undefined) expect(state.url).toContain(`/lessons/${lesson.slug}/recordings/#`);
    }
    for (const { files } of data?.others ?? []) expect(files[0]?.text.toLowerCase(), lesson.slug).toContain('from ');
  }
});

test('a size is drawn to scale, with how much less or more it is', () => {
  const lesson = loadLesson('apk-cache');
  const bytes = (name: string): number => lesson.data.states.find((each) => each.name === name)?.recording?.meta.image?.bytes ?? 0;
  const [before, after] = [bytes('starter'), bytes('solution')];
  const [figure] = passedData(lesson, links)?.figures ?? [];
  expect(figure).toMatchObject({ kind: 'scale', change: `${formatBytes(before - after)} less` });
  expect(figure?.sides.map(({ text }) => text)).toEqual([formatBytes(before), formatBytes(after)]);
  expect(figure?.sides[0].share).toBe(1);
  expect(figure?.sides[1].share).toBeCloseTo(after / before);
});

test('exit codes are numbers without a scale, what a command prints is a line, and a cited number names its source', () => {
  const tini = loadLesson('tini');
  expect(passedData(tini, links)?.figures.map(({ kind }) => kind)).toEqual(['scale', 'number']);
  expect(passedData(loadLesson('timezones'), links)?.figures[0]?.sides.map(({ text }) => text)).toEqual([
    'winter: 2026-01-15 12:00 UTC (UTC+0000)',
    'winter: 2026-01-15 13:00 CET (UTC+0100)',
  ]);
  const { passed, sources } = tini.frontMatter;
  if (passed === undefined) throw new Error('The lesson has no "passed".');
  const figures = [{ says: 'Time', cited: { before: 10, after: 1, unit: 'seconds', source: 2 } }];
  const cited = { ...tini, frontMatter: { ...tini.frontMatter, passed: { ...passed, figures } } };
  expect(passedData(cited, links)?.figures[0]).toMatchObject({
    sides: [{ text: '10 seconds' }, { text: '1 seconds' }],
    change: '9 seconds less',
    source: { title: sources[1]?.title },
  });
});

test('a variant brings its size and the files that differ; a draft without it shows nothing', () => {
  const others = passedData(loadLesson('timezones'), links)?.others;
  expect(others?.[0]).toMatchObject({ title: 'One zone', size: expect.stringContaining('MB') as string });
  const lesson = loadLesson('apk-cache');
  expect(passedData(lesson, links)?.others.map(({ title }) => title)).toEqual([
    'Cache mount',
    'Deleted in the same RUN',
    'Two installs',
  ]);
  expect(passedData({ ...lesson, frontMatter: { ...lesson.frontMatter, passed: undefined } }, links)).toBeUndefined();
});

test('an answer that is a folder brings its files, over those of the starter', () => {
  const lesson = loadLesson('sent-files', { roots: ['tests/fixtures/content'] });
  const { passed } = loadLesson('apk-cache').frontMatter;
  if (passed === undefined) throw new Error('The lesson has no "passed".');
  const others = ['everything-but', 'named-sources', 'entrypoint'].map((answer) => ({ answer, says: 'So.' }));
  const found = passedData({ ...lesson, frontMatter: { ...lesson.frontMatter, passed: { ...passed, figures: [], others } } }, links);
  expect(found?.others.map(({ title, files }) => [title, files.map(({ path }) => path)])).toEqual([
    ['Everything but', ['Dockerfile', '.dockerignore']],
    ['Named sources', ['Dockerfile']],
    ['Entrypoint', ['Dockerfile']],
  ]);
  expect(found?.others[0]?.files[0]?.text).toBe(lesson.data.states[0]?.dockerfile);
});
