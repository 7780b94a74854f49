import { type CodeBlock, codeBlocksIn } from '../../src/lessons/content/code-blocks.ts';
import type { Lesson } from '../../src/lessons/content/load.ts';

type FrontMatter = Lesson['frontMatter'];

/** Slow readers and second languages included: words of prose, and lines of code, in a minute. */
const WORDS = 200;
const LINES = 20;
/** Minutes for what is looked at: a recording, a file, a picture, a change. */
const SHOWN = 0.25;
/** Minutes for a small exercise, and for the lesson's own, by their forms: a new form has to say its time here. */
const ASKED: Readonly<Record<FrontMatter['asks'][number]['form'], number>> = {
  predict: 0.5,
  choose: 0.5,
  order: 1,
  review: 1,
};
const EXERCISE: Readonly<Record<FrontMatter['form'], number>> = { fix: 3 };

/** How far what the front matter says may be away, as a part of what is worked out. */
export const TOLERANCE = 0.25;

/** How long a lesson takes, in minutes: reading, looking, and the exercise. */
export function lessonTime({ body, frontMatter }: Pick<Lesson, 'body' | 'frontMatter'>): number {
  const { breaks, goal, keep, hints, asks, form } = frontMatter;
  const blocks = codeBlocksIn(body);
  const code = blocks.flatMap((block) => block.code.split('\n'));
  const prose = withoutBlocks(body, blocks).replace(/<[^<>]{0,300}>/g, ' ');
  const words = [prose, breaks, goal, ...keep, ...hints].join(' ').match(/\S+/g) ?? [];
  const shown = body.match(/<(?:Recording|Source|Picture|Changes)\b/g) ?? [];
  const lines = code.filter((line) => line.trim() !== '');
  const asked = asks.reduce((sum, ask) => sum + ASKED[ask.form], 0);
  return words.length / WORDS + lines.length / LINES + shown.length * SHOWN + asked + EXERCISE[form];
}

function withoutBlocks(body: string, blocks: readonly CodeBlock[]): string {
  const inside = new Set(blocks.flatMap(({ line, lines }) => Array.from({ length: lines }, (_, at) => line + at)));
  return body
    .split('\n')
    .filter((_, index) => !inside.has(index + 1))
    .join('\n');
}
