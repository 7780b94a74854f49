import type { Lesson } from '../../src/lessons/content/load.ts';

/** Slow readers and second languages included: words of prose, and lines of code, in a minute. */
const WORDS = 200;
const LINES = 20;
/** Minutes for what is looked at: a recording, a file, a picture, a change. */
const SHOWN = 0.25;
/** Minutes for a small exercise, and for the lesson's own by its form. */
const ASKED = 0.5;
const EXERCISE: Readonly<Record<Lesson['frontMatter']['form'], number>> = { fix: 3 };

/** How far what the front matter says may be away, as a part of what is worked out. */
export const TOLERANCE = 0.25;

/** How long a lesson takes, in minutes: reading, looking, and the exercise. */
export function lessonTime({ body, frontMatter }: Pick<Lesson, 'body' | 'frontMatter'>): number {
  const { breaks, goal, keep, hints, asks, form } = frontMatter;
  const code = [...body.matchAll(/^```[^\n]*\n([^]*?)^```$/gm)].flatMap(([, text = '']) => text.split('\n'));
  const prose = body.replace(/^```[^]*?^```$/gm, '').replace(/<[^<>]{0,300}>/g, ' ');
  const words = [prose, breaks, goal, ...keep, ...hints].join(' ').match(/\S+/g) ?? [];
  const shown = body.match(/<(?:Recording|Source|Picture|Changes)\b/g) ?? [];
  const lines = code.filter((line) => line.trim() !== '');
  return words.length / WORDS + lines.length / LINES + shown.length * SHOWN + asks.length * ASKED + EXERCISE[form];
}
