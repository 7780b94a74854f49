import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckOptions, checker } from '../../src/checker/index.ts';
import { exampleOptions, parseRuleDoc } from '../../src/rule-docs/rule-document.ts';
import { ruleFolders } from '../../scripts/generate.ts';
import { root } from '../../scripts/root.ts';
import { cpuTime, leastCpuTime } from '../cpu-time.ts';

/** A text that can be made as long as wanted, in one place. */
export interface Probe {
  readonly name: string;
  /** @param size about the number of characters that are put in */
  readonly text: (size: number) => string;
  readonly options: CheckOptions | undefined;
}

/** What is put in, again and again: parts of words, words, options, and what opens and never closes. */
const FRAGMENTS = [
  ...[
    'a',
    '-a ',
    ' a',
    ' -a',
    'a=',
    'a=b ',
    '.0',
    '1',
    '1111s',
    '>a ',
    '"$(',
    '"',
    "'",
    '`',
    '\\',
    '\\\n',
    ' \\\n a',
    '*a',
  ],
  ...[
    '/..',
    '/a',
    '/',
    ',a',
    ':',
    '@',
    '${a',
    '$a',
    '$(a)',
    '(',
    '[',
    '{',
    '{a,',
    '&& a ',
    '; a ',
    '| a ',
    '|| a ',
    ' <<A',
    '\t',
  ],
  ...['\n', '\n# a', '=', '-', '--', '--a ', 'a:', '://', 'a@', '!', '~', '<', '#', ' .a', '_', 'x y ', 'ä', '\0'],
];

/** Every word of every example of every rule, with every fragment behind it. */
export function* slotProbes(): Iterable<Probe> {
  for (const { name, text, options } of examples()) {
    for (const { index, 0: word } of text.matchAll(/\S+/g)) {
      for (const fragment of FRAGMENTS) {
        for (const at of word.length > 3 ? [index + (word.length >> 1), index + word.length] : [index + word.length]) {
          yield {
            name: `${name}: ${JSON.stringify(fragment)} in ${word}`,
            text: (size) => text.slice(0, at) + fragment.repeat(Math.ceil(size / fragment.length)) + text.slice(at),
            options,
          };
        }
      }
    }
  }
}

/** Every line of every example again and again, and every example as a whole, with names that differ and that do not. */
export function* lineProbes(): Iterable<Probe> {
  for (const { name, text, options } of examples()) {
    const lines = text.split('\n');
    for (const [i, line] of lines.entries()) {
      if (line.trim() === '') continue;
      const repeated = (size: number): string[] => Array.from({ length: Math.ceil(size / line.length) }, () => line);
      yield {
        name: `${name}: line ${line}`,
        text: (size) => [...lines.slice(0, i), ...repeated(size), ...lines.slice(i + 1)].join('\n'),
        options,
      };
      yield {
        name: `${name}: line ${line}, numbered`,
        text: (size) => [...lines.slice(0, i), ...repeated(size).map(numbered), ...lines.slice(i + 1)].join('\n'),
        options,
      };
    }
    const count = (size: number): number => Math.ceil(size / text.length);
    yield { name: `${name}: as a whole`, text: (size) => text.repeat(count(size)), options };
    yield {
      name: `${name}: as a whole, numbered`,
      text: (size) => Array.from({ length: count(size) }, (_, n) => numbered(text, n)).join(''),
      options,
    };
  }
}

/** Words that may be names get a number. */
function numbered(text: string, n: number): string {
  return text.replace(/(?<=\s(?:AS |--from=|-t |\/|add |USER |del )?)[a-z]{2,}(?=\s|$)/g, (word) => `${word}${n}`);
}

interface Example {
  readonly name: string;
  readonly text: string;
  readonly options: Probe['options'];
}

function examples(): Example[] {
  return ruleFolders().flatMap((id) => {
    const file = join(root, 'src/checker/rules', id, 'rule.md');
    return parseRuleDoc(readFileSync(file, 'utf8'), file).examples.map((example) => ({
      name: `${id}, line ${example.documentLine}`,
      text: example.text,
      options: { ...exampleOptions(id, example), today: '2026-11-21' },
    }));
  });
}

/** Below this, in milliseconds, a time says nothing about growth. */
const FLOOR = 150;
/** Twice the text: 2 is linear, 4 is the square. */
const MOST_GROWTH = 3.2;

/**
 * What is wrong with the time that a probe takes: more than three times the time for twice the text, or more than `most`
 * milliseconds. Measured again before it counts.
 */
export function slowness({ text, options }: Omit<Probe, 'name'>, size: number, most: number): string | undefined {
  const check = (long: string) => (): void => {
    const { failures } = checker.check(long, options);
    if (failures[0] !== undefined) throw failures[0].error;
  };
  const [small, large] = [check(text(size / 2)), check(text(size))];
  const first = cpuTime(large);
  if (first < FLOOR) return undefined;
  let said = '';
  for (let attempt = 0; attempt < 2; attempt++) {
    const short = leastCpuTime(small, 3);
    const enough = Math.min(most, Math.max(FLOOR, short * MOST_GROWTH));
    const long = attempt === 0 && first <= enough ? first : leastCpuTime(large, 3, enough);
    if (long > most) return `takes ${Math.round(long)} ms at ${size}`;
    if (long <= enough) return undefined;
    said = `${Math.round(short)} ms at ${size / 2}, ${Math.round(long)} ms at ${size}`;
  }
  return said;
}
