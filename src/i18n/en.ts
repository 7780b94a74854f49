import * as asks from './en/asks.ts';
import * as editor from './en/editor.ts';
import * as exercise from './en/exercise.ts';
import * as glossary from './en/glossary.ts';
import * as home from './en/home.ts';
import * as language from './en/language.ts';
import * as lessons from './en/lessons.ts';
import * as licences from './en/licences.ts';
import * as passed from './en/passed.ts';
import * as picture from './en/picture.ts';
import * as recordings from './en/recordings.ts';
import * as replay from './en/replay.ts';
import * as review from './en/review.ts';
import * as rules from './en/rules.ts';
import * as site from './en/site.ts';
import * as takeAlong from './en/take-along.ts';
import * as track from './en/track.ts';
import * as useInCi from './en/use-in-ci.ts';

/** Every text that the interface shows, in English, by the place where it stands. */
export const en = {
  language,
  site,
  home,
  lessons,
  glossary,
  track,
  review,
  takeAlong,
  asks,
  exercise,
  editor,
  passed,
  picture,
  replay,
  recordings,
  rules,
  useInCi,
  licences,
};
