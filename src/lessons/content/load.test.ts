import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lessonSlugs, loadLesson, loadLessons, readCast } from './load.ts';
import { loadTracks } from './tracks.ts';

const frontMatter = `---
title: Title
summary: Summary.
minutes: 8
breaks: It does not run.
goal: Make it run.
keep: [the base]
job: { runs: { file: run.sh } }
goals: [{ id: run, says: It runs, symptom: It does not run., holds: { present: [run.sh] } }]
hints: [one, two, three]
passed:
  well: It runs.
  figures: [{ says: Time, cited: { before: 2, after: 1, unit: seconds, source: 1 } }]
  others: [{ answer: first, says: When it is first. }, { answer: half-way, says: When it is half. }]
  ask: Why does it run?
  answer: It is there.
sources: [{ title: Source, url: "https://example.org/" }]
---
Prose.
`;

const lesson: Readonly<Record<string, string | Uint8Array>> = {
  'lesson.mdx': frontMatter,
  'starter/Dockerfile': 'FROM alpine:3.24\n',
  'starter/app/run.sh': 'echo hello\n',
  'starter/logo.png': new Uint8Array([0x89, 0x50, 0, 1]),
  'solution/Dockerfile': 'FROM alpine:3.24\nRUN true\n',
  'variants/half-way/app/run.sh': 'echo half\n',
  'accepted/first.Dockerfile': 'FROM alpine:3.24\nRUN :\n',
};

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'belay-load-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string | Uint8Array | undefined>>): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, 'content/lessons/one', path);
    mkdirSync(dirname(file), { recursive: true });
    if (content !== undefined) writeFileSync(file, content);
  }
}
/** A second lesson, which is a draft. */
function writeDraft(): void {
  const folder = join(root, 'content/lessons/two');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'lesson.mdx'), frontMatter.replace('minutes: 8', 'minutes: 8\ndraft: true'));
}
const load = () => loadLesson('one', { root, rules: ['apk-no-cache'], base: '/repo/' });

describe('a lesson', () => {
  test('has its states with the files that they see', () => {
    write(lesson);
    const { data, body } = load();
    expect(body).toBe('Prose.\n');
    expect(data.states.map(({ name, title }) => [name, title])).toEqual([
      ['starter', 'Starter'],
      ['solution', 'Solution'],
      ['half-way', 'Half way'],
    ]);
    const [starter, solution, halfWay] = data.states;
    expect(starter?.files).toEqual({ 'app/run.sh': 'echo hello\n' });
    expect(solution?.dockerfile).toBe('FROM alpine:3.24\nRUN true\n');
    expect(solution?.files).toEqual(starter?.files);
    expect(halfWay?.dockerfile).toBe(starter?.dockerfile);
    expect(halfWay?.files).toEqual({ 'app/run.sh': 'echo half\n' });
    expect(starter?.recording).toBeUndefined();
    expect(starter?.recordCommand).toBe('npm run record -- one/starter');
  });

  test('is listed once it has prose', () => {
    write(lesson);
    mkdirSync(join(root, 'content/lessons/empty'), { recursive: true });
    expect(lessonSlugs(root)).toEqual(['one']);
    expect(readCast('one', 'starter', root)).toBeUndefined();
  });

  test.each<[string, Readonly<Record<string, string>>, string, string]>([
    ['no solution', { 'solution/Dockerfile': '' }, 'content/lessons/one/solution/Dockerfile', 'missing'],
    ['no starter', { 'starter/Dockerfile': '' }, 'content/lessons/one/starter/Dockerfile', 'missing'],
  ])('with %s is refused', (_, without, file, words) => {
    const left = Object.entries(lesson).filter(
      ([path]) => !path.startsWith(`${dirname(Object.keys(without)[0] ?? '')}/`),
    );
    write(Object.fromEntries(left));
    expect(load).toThrow(file);
    expect(load).toThrow(words);
  });

  test('without front matter is refused', () => {
    write({ ...lesson, 'lesson.mdx': '# Title\n' });
    expect(load).toThrow('content/lessons/one/lesson.mdx: There is no front matter.');
  });

  test('with broken YAML is refused with the line', () => {
    write({ ...lesson, 'lesson.mdx': '---\ntitle: [\n---\n' });
    expect(load).toThrow(/lesson\.mdx: This is not valid YAML: .*line/s);
  });

  test('with half a recording is refused', () => {
    write({ ...lesson, 'recordings/starter.cast': '{}\n' });
    expect(load).toThrow(
      'recordings/starter.json: The cast has no JSON beside it. Record it again: npm run record -- one/starter',
    );
    write({ 'recordings/starter.json': '{}' });
    expect(load).toThrow('recordings/starter.json: version');
  });

  test('that does not exist is refused', () => {
    mkdirSync(join(root, 'content'));
    expect(load).toThrow('There is no such lesson');
  });
});

describe('a draft', () => {
  beforeEach(() => {
    write(lesson);
    writeDraft();
    mkdirSync(join(root, 'content/tracks'));
    writeFileSync(join(root, 'content/tracks/both.yaml'), 'title: Both\nsummary: Two.\nlessons: [two, one]\n');
    writeFileSync(join(root, 'content/tracks/later.yaml'), 'title: Later\nsummary: One.\nlessons: [two]\n');
  });

  test('is none of the lessons, unless it is asked for', () => {
    expect(lessonSlugs(root)).toEqual(['one']);
    expect(lessonSlugs(root, { drafts: true })).toEqual(['one', 'two']);
    expect(loadLessons({ root, rules: ['apk-no-cache'] }).map(({ slug }) => slug)).toEqual(['one']);
  });

  test('stands in no track, unless it is asked for; nor is there a track of drafts alone', () => {
    expect(loadTracks(root).map(({ slug, lessons }) => [slug, lessons])).toEqual([['both', ['one']]]);
    expect(loadTracks(root, { drafts: true }).map(({ slug, lessons }) => [slug, lessons])).toEqual([
      ['both', ['two', 'one']],
      ['later', ['two']],
    ]);
  });
});
