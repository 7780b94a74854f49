import { firstLesson } from './belay.ts';
import { loadTracks } from '../../src/lessons/content/tracks.ts';
import { root } from '../../scripts/root.ts';

/** One page of every kind, by what it is. */
export const pages: Readonly<Record<string, string>> = {
  front: '/',
  lessons: '/lessons/',
  lesson: `/lessons/${firstLesson}/`,
  track: `/tracks/${loadTracks(root)[0]?.slug ?? ''}/`,
  'end of a track': `/tracks/${loadTracks(root)[0]?.slug ?? ''}/end/`,
  review: '/review/',
  'review of a track': `/tracks/${loadTracks(root)[0]?.slug ?? ''}/review/`,
  rules: '/rules/',
  rule: '/rules/apk-no-cache/',
  'use in CI': '/use-in-ci/',
  glossary: '/glossary/',
  recordings: '/recordings/',
  licences: '/licences/',
};
