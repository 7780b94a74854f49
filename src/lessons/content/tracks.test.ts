import { describe, expect, test } from 'vitest';
import { root } from '../../../scripts/root.ts';
import { loadLessons } from './load.ts';
import { lessonsInOrder, parseTrack, placesOf } from './tracks.ts';

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
    ['an unknown field', `${yaml}order: 1\n`, 'There is no field "order" here.'],
    ['no lessons', yaml.replace(/lessons.*/, ''), 'content/tracks/start.yaml: lessons'],
  ])('with %s is refused', (_, text, message) => {
    expect(() => parseTrack('start', text, slugs)).toThrow(message);
  });
});
