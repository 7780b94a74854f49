import { describe, expect, test } from 'vitest';
import {
  castUrl,
  homeUrl,
  isSitePath,
  lessonDataUrl,
  lessonUrl,
  normalizeBase,
  ruleUrl,
  reviewUrl,
  siteUrl,
  takeAlongUrl,
  trackEndUrl,
  trackUrl,
  transcriptsUrl,
} from './urls.ts';

test.each([
  [undefined, '/'],
  ['', '/'],
  ['/', '/'],
  ['repo', '/repo/'],
  ['/repo', '/repo/'],
  ['/a/b/', '/a/b/'],
])('the base %s is %s', (written, base) => {
  expect(normalizeBase(written)).toBe(base);
});

describe('addresses', () => {
  test('stand below the base', () => {
    expect(homeUrl('/repo/')).toBe('/repo/');
    expect(lessonUrl('tini', '/repo/')).toBe('/repo/lessons/tini/');
    expect(ruleUrl('exec-form', '/')).toBe('/rules/exec-form/');
    expect(trackUrl('essentials', '/')).toBe('/tracks/essentials/');
    expect(trackEndUrl('essentials', '/repo/')).toBe('/repo/tracks/essentials/end/');
    expect(reviewUrl('/repo/')).toBe('/repo/review/');
    expect(takeAlongUrl('tini', '/repo/')).toBe('/repo/lessons/tini/tini.zip');
    expect(lessonDataUrl('tini', '/')).toBe('/lessons/tini/lesson.json');
    expect(transcriptsUrl('tini', 'starter', '/')).toBe('/lessons/tini/recordings/#starter');
    expect(castUrl('tini', 'starter', '/repo/')).toBe('/repo/lessons/tini/recordings/starter.cast');
  });

  test('keep query and fragment', () => {
    expect(siteUrl('/lessons/tini/?a=1#solution', '/repo/')).toBe('/repo/lessons/tini/?a=1#solution');
  });

  test('of this site are told from others', () => {
    expect(['/rules/', '//cdn.example/x', 'https://a.example/', '#idea'].map(isSitePath)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
