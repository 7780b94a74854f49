import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { AuthorError } from './author-error.ts';
import { parseYaml, validate } from './front-matter.ts';
import { requireAsks } from './lesson-asks.ts';
import { loadLesson } from './load.ts';
import { fieldNames, lessonSchema } from './schema.ts';

const lesson = loadLesson('apk-cache');

const predict = {
  id: 'size',
  form: 'predict',
  asks: 'What happens?',
  recorded: { state: 'starter', layer: 'rm -rf', shown: 'docker history' },
  choices: [
    { says: 'Nothing', when: { from: 0, to: 0 }, because: 'It is so.' },
    { says: 'Something', when: { from: 1 }, because: 'It is not so.' },
  ],
};
const foreseen = {
  id: 'builds',
  form: 'predict',
  asks: 'Does it build?',
  forecast: { state: 'starter', asks: 'builds' },
  choices: [
    { says: 'It does', when: 'yes', because: 'It is so.' },
    { says: 'It does not', when: 'no', because: 'It is not so.' },
  ],
};
const choose = {
  id: 'base',
  form: 'choose',
  asks: 'Which one?',
  choices: [
    { says: 'This', fits: 'yes', because: 'It fits.' },
    { says: 'That', fits: 'no', because: 'It does not.' },
  ],
};
const order = { id: 'lines', form: 'order', asks: 'Put in order.', decoys: [{ line: 'RUN true', because: 'It does nothing.' }] };
const review = { id: 'change', form: 'review', asks: 'What is wrong?', before: 'solution', after: 'starter', allow: ['root-user'] };

const place = (...ids: string[]): string => ids.map((id) => `\nText.\n\n<Exercise id="${id}" />\n`).join('');

/** Reads exercises as a lesson's front matter has them, and holds them to the lesson's prose. */
function read(asks: readonly object[], body = place(...asks.map((ask) => String((ask as { id?: string }).id)))): void {
  const yaml = stringify({ ...lesson.frontMatter, asks }, { aliasDuplicateObjects: false });
  const file = 'content/lessons/apk-cache/lesson.mdx';
  const rules = [...lesson.frontMatter.teaches, 'root-user'];
  const frontMatter = validate(lessonSchema(rules), parseYaml(yaml, file), file, {
    fields: fieldNames,
    documentation: 'src/lessons/content/schema.ts',
  });
  requireAsks({ ...lesson, frontMatter, body });
}

const [nothing, something] = predict.choices;
const [does, breaks] = foreseen.choices;
const [fits, not] = choose.choices;

describe('small exercises', () => {
  test('of every form are read', () => {
    expect(() => read([predict, foreseen, choose, order, review])).not.toThrow();
  });

  test('in a block of code are not placed', () => {
    expect(() => read([], '```mdx\n<Exercise id="other" />\n```\n')).not.toThrow();
  });

  test.each<[string, object[], string, string[]]>([
    ['an unknown form', [{ ...choose, form: 'chose' }], place('base'), ['asks.0.form', 'order, predict, choose, review']],
    ['an unknown field', [{ ...choose, answer: 1 }], place('base'), ['asks.0', 'There is no field "answer" here']],
    ['an id that is none', [{ ...choose, id: 'The base' }], place('base'), ['asks.0.id', 'small letters']],
    ['a question that is no sentence', [{ ...choose, asks: 'Which' }], place('base'), ['asks.0.asks', 'full stop']],
    ['an exercise that is not placed', [choose], 'Text.', ['asks.0.id', 'The prose does not place it', '<Exercise id="base" />']],
    ['one that is placed twice', [choose], place('base', 'base'), ['asks.0.id', 'places it 2 times']],
    ['two of one name', [choose, choose], place('base'), ['asks.1.id', 'Two exercises are called "base"']],
    ['a place for none', [choose], place('base', 'bass'), ['<Exercise id="bass">', 'Did you mean "base"?']],
    ['a place without a name', [choose], `${place('base')}<Exercise name="base" />`, ['<Exercise>', 'does not say which']],

    ['a choice that fits nowhere', [{ ...choose, choices: [{ ...fits, fits: 'maybe' }, not] }], place('base'), ['asks.0.choices.0.fits', 'yes, with care, no']],
    ['no choice that fits', [{ ...choose, choices: [{ ...fits, fits: 'with care' }, not] }], place('base'), ['asks.0.choices', 'No choice fits']],
    ['nothing to choose', [{ ...choose, choices: [fits, { ...not, fits: 'yes' }] }], place('base'), ['asks.0.choices', 'nothing to choose']],
    ['one choice', [{ ...choose, choices: [fits] }], place('base'), ['asks.0.choices', 'at least two']],
    ['two choices that say the same', [{ ...choose, choices: [fits, { ...not, says: 'This' }] }], place('base'), ['asks.0.choices', 'say the same']],
    ['a choice without a reason', [{ ...choose, choices: [fits, { says: 'That', fits: 'no' }] }], place('base'), ['asks.0.choices.1.because']],

    ['a state that there is not', [{ ...predict, recorded: { state: 'startr', layer: 'rm' } }], place('size'), ['"startr"', 'Did you mean "starter"?']],
    ['a layer that there is not', [{ ...predict, recorded: { state: 'starter', layer: 'rmdir' } }], place('size'), ['0 layers', 'rmdir']],
    ['a command that was not typed', [{ ...predict, recorded: { state: 'starter', exit: 'docker stop' } }], place('size'), ['No command of "starter" contains "docker stop"']],
    ['nothing that is asked about', [{ ...predict, recorded: { state: 'starter' } }], place('size'), ['asks.0.recorded', 'one of size, layer, exit and seconds']],
    ['two things at once', [{ ...predict, recorded: { state: 'starter', layer: 'rm -rf', exit: 'docker run' } }], place('size'), ['asks.0.recorded', 'one of size, layer, exit and seconds']],
    ['no choice for what was recorded', [{ ...predict, choices: [{ ...nothing, when: { to: -1 } }, something] }], place('size'), ['asks.0.choices', 'The recording says 0, and no choice holds']],
    ['two choices for it', [{ ...predict, choices: [nothing, { ...something, when: { from: 0 } }] }], place('size'), ['asks.0.choices.1.when', 'two choices hold']],
    ['a range without ends', [{ ...predict, choices: [{ ...nothing, when: {} }, something] }], place('size'), ['asks.0.choices.0.when', 'begins or ends']],
    ['a range backwards', [{ ...predict, choices: [{ ...nothing, when: { from: 2, to: 1 } }, something] }], place('size'), ['asks.0.choices.0.when', 'ends before it begins']],

    ['a question to no one', [{ ...predict, recorded: undefined }], place('size'), ['asks.0', '"recorded" and "forecast"']],
    ['a question to both', [{ ...predict, forecast: { state: 'starter', asks: 'builds' } }], place('size'), ['asks.0', '"recorded" and "forecast"']],
    ['an unknown question to the forecast', [{ ...foreseen, forecast: { state: 'starter', asks: 'size' } }], place('builds'), ['asks.0.forecast.asks', 'builds, starts, exit, line']],
    ['a forecast of no state', [{ ...foreseen, forecast: { state: 'startr', asks: 'builds' } }], place('builds'), ['"startr"', 'Did you mean "starter"?']],
    ['no choice for the forecast', [{ ...foreseen, choices: [breaks, { ...breaks, says: 'Never' }] }], place('builds'), ['asks.0.choices', 'The forecast says yes, and no choice holds']],
    ['two choices for the forecast', [{ ...foreseen, choices: [does, { ...does, says: 'Always' }] }], place('builds'), ['asks.0.choices.1.when', 'two choices hold']],
    ['a forecast that is not decided', [{ ...foreseen, forecast: { state: 'starter', asks: 'line' } }], place('builds'), ['asks.0.forecast', 'not decided']],

    ['no decoys', [{ ...order, decoys: [] }], place('lines'), ['asks.0.decoys', 'at least one']],
    ['a decoy of the solution', [{ ...order, decoys: [{ line: 'FROM alpine:3.24', because: 'No.' }] }], place('lines'), ['asks.0.decoys.0.line', 'The solution has this line']],
    ['lines of two instructions', [{ ...order, lines: ['FROM a', 'RUN b\nRUN c', 'RUN d'] }], place('lines'), ['asks.0.lines.1', 'not one instruction']],
    ['a decoy among its own lines', [{ ...order, lines: ['FROM a', 'RUN b', 'RUN true'] }], place('lines'), ['asks.0.decoys.0.line', 'has this line']],
    ['two lines', [{ ...order, lines: ['FROM a', 'RUN b'] }], place('lines'), ['asks.0.lines', 'at least three']],
    ['a decoy of two instructions', [{ ...order, decoys: [{ line: 'RUN a\nRUN b', because: 'No.' }] }], place('lines'), ['asks.0.decoys.0.line', 'not one instruction']],

    ['an unknown rule', [{ ...review, allow: ['root-usr'] }], place('change'), ['asks.0.allow.0', 'Did you mean "root-user"?']],
    ['a review of no state', [{ ...review, after: 'starts' }], place('change'), ['"starts"', 'Did you mean "starter"?']],
  ])('are refused for %s', (_, asks, body, parts) => {
    let message = '';
    try {
      read(asks, body);
    } catch (error) {
      expect(error).toBeInstanceOf(AuthorError);
      message = (error as AuthorError).message;
    }
    expect(message).toContain('content/lessons/apk-cache/lesson.mdx');
    for (const part of parts) expect(message).toContain(part);
  });
});
