import { afterAll, describe, expect, test } from 'vitest';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../../scripts/root.ts';
import { loadLessons } from './load.ts';
import { lessonsInOrder, loadTracks, parseTrack, placesOf } from './tracks.ts';

const yaml = 'title: Start\nsummary: Six habits.\nlessons: [apk-cache, tini, timezones]\n';
const slugs = ['apk-cache', 'tini', 'timezones'];

describe('a track', () => {
  const track = parseTrack('start', yaml, slugs);

  test('has an order', () => {
    expect(track).toMatchObject({ slug: 'start', title: 'Start', lessons: slugs });
    expect(placesOf('apk-cache', [track])).toMatchObject([{ place: 1, previous: undefined, next: 'tini' }]);
    expect(placesOf('tini', [track])).toMatchObject([{ place: 2, previous: 'apk-cache', next: 'timezones' }]);
    expect(placesOf('timezones', [track])).toMatchObject([{ place: 3, previous: 'tini', next: undefined }]);
    expect(placesOf('other', [track])).toEqual([]);
  });

  test('may share a lesson with another, where it has another place', () => {
    const back = parseTrack('back', yaml.replace('[apk-cache, tini, timezones]', '[tini, apk-cache]'), slugs);
    expect(placesOf('tini', [back, track])).toMatchObject([
      { track: { slug: 'back' }, place: 1, previous: undefined, next: 'apk-cache' },
      { track: { slug: 'start' }, place: 2, previous: 'apk-cache', next: 'timezones' },
    ]);
  });

  test('puts its lessons before those of no track, each once', () => {
    const lessons = loadLessons({ root });
    const back = parseTrack('back', yaml.replace('[apk-cache, tini, timezones]', '[tini, apk-cache]'), slugs);
    const ordered = lessonsInOrder([back, track], lessons).map(({ slug }) => slug);
    expect(ordered.slice(0, 3)).toEqual(['tini', 'apk-cache', 'timezones']);
    expect([...ordered].sort()).toEqual(lessons.map(({ slug }) => slug));
  });

  test.each([
    ['an unknown lesson', yaml.replace('tini', 'tiny'), 'lessons.1: There is no lesson "tiny". Did you mean "tini"?'],
    ['a lesson twice', yaml.replace('timezones', 'tini'), 'lessons.2: "tini" stands in the track twice.'],
    ['an unknown field', `${yaml}place: 1\n`, 'There is no field "place" here.'],
    ['no lessons', yaml.replace(/lessons.*/, ''), 'content/tracks/start.yaml: lessons'],
  ])('with %s is refused', (_, text, message) => {
    expect(() => parseTrack('start', text, slugs)).toThrow(message);
  });
});

describe('tracks among each other', () => {
  const place = mkdtempSync(join(tmpdir(), 'belay-tracks-'));
  afterAll(() => rmSync(place, { recursive: true }));
  const write = (path: string, text: string): void => {
    mkdirSync(join(place, 'content', path, '..'), { recursive: true });
    writeFileSync(join(place, 'content', path), text);
  };
  for (const slug of slugs) write(`lessons/${slug}/lesson.mdx`, `---\ntest: ${String(slug === 'tini')}\n---\n`);
  const track = (more: string): string => `title: T\nsummary: S.\n${more}`;
  const load = (first: string, second: string): string[] => {
    write('tracks/first.yaml', track(first));
    write('tracks/second.yaml', track(second));
    return loadTracks(place).map(({ slug }) => slug);
  };

  test('stand in their order, those without one behind', () => {
    expect(load('lessons: [timezones]\n', 'order: 2\nlessons: [apk-cache, tini]\n')).toEqual(['second', 'first']);
  });

  test.each([
    ['after: [secnd]\nlessons: [timezones]\n', 'content/tracks/first.yaml: after.0: There is no other track "secnd". Did you mean "second"?'],
    ['after: [first]\nlessons: [timezones]\n', 'There is no other track "first". The tracks: first, second.'],
    ['lessons: [tini, timezones]\n', 'content/tracks/first.yaml: lessons.0: "tini" is the test of its track, and lessons come behind it.'],
  ])('are refused: %j', (first, message) => {
    expect(() => load(first, 'lessons: [apk-cache]\n')).toThrow(message);
  });
});
