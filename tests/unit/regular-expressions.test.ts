import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AttackPattern, check } from 'recheck';
import { describe, expect, test } from 'vitest';
import { POSIX } from '../../src/checker/grade/posix-timezone.ts';
import { SUSPECT } from '../../src/checker/rules/bashism/constructs.ts';
import { root } from '../../scripts/root.ts';
import { cpuTime } from '../cpu-time.ts';
import { type Expression, regularExpressions } from './regular-expressions.ts';

/**
 * No text can make an expression take more than linear time. `recheck` looks at each of them; what it cannot decide fails
 * too, so write such an expression in a simpler way.
 */

/** Expressions that take more, and why their input is short. */
const bounded: Readonly<Record<string, string>> = {
  '/(?:[ \\t]|[\\\\`][ \\t]*\\r?\\n)+$/': 'gets 200 characters at most (removeWord in src/checker/fixes/edits.ts)',
};

/** Calls of `RegExp`, and what their pattern is made of. */
const made: Readonly<Record<string, string>> = {
  'src/checker/rules/bashism/constructs.ts: `^(${BUILTIN_NAMES})$`': 'a list of names in that file',
  'src/checker/rules/bashism/constructs.ts: `^(${VARIABLE_NAMES})$`': 'a list of names in that file',
  'src/checker/rules/bashism/constructs.ts: [ String.raw`\\(\\(|=\\(|\\[\\[|\\w\\[|\\+=|<<<|\\|&|&>>|[!@?*+]\\(|[(':
    'constants of that file, checked as SUSPECT below',
  'src/checker/forecast/commands/text.ts: pattern':
    'what PLAIN_PERL of that file lets through: plain characters, classes of one letter and one repetition, at the end',
  'src/checker/grade/posix-timezone.ts: `^${NAME}${OFFSET}${NAME}`': 'constants of that file, checked as POSIX below',
  'src/checker/grade/posix-timezone.ts: `^${NAME}(${OFFSET})(?:${NAME}(${OFFSET})?(?:,([^,]*),([^,]*':
    'constants of that file, checked as POSIX below',
  'src/checker/grade/posix-timezone.ts: `^${NAME}[+\\\\d-]`': 'constants of that file, checked as POSIX below',
  'src/checker/grade/posix-timezone.ts: `^${OFFSET}$`': 'constants of that file, checked as POSIX below',
  'src/checker/syntax/dockerfile/json-form.ts: itemPattern': 'a copy of a literal in that file',
  "src/player/search.ts: query.replace(/[.*+?^${}()|[\\]\\\\/]/g, '\\\\$&')":
    'what somebody looks for, with all special characters escaped',
};

/**
 * Expressions that the analyser was asked about and took for linear, each as a digest of it and of the analyser's version:
 * asking about all of them takes half a minute. A new one is asked about each time;
 * `EXPRESSIONS=all npx vitest run tests/unit/regular-expressions.test.ts` asks about all and writes the list anew.
 */
const ledger = join(root, 'tests/unit/regular-expressions.json');
const asksAll = process.env['EXPRESSIONS'] === 'all';
const analyser = (
  JSON.parse(readFileSync(join(root, 'node_modules/recheck/package.json'), 'utf8')) as { version: string }
).version;
const asked = new Set(asksAll ? [] : (JSON.parse(readFileSync(ledger, 'utf8')) as readonly string[]));

function digest({ source, flags }: Pick<Expression, 'source' | 'flags'>): string {
  return createHash('sha256').update(`recheck ${analyser} /${source}/${flags}`).digest('hex').slice(0, 16);
}

/** Longer counts are treated like no limit. */
const MOST_REPEATS = 500;

const { literals, made: calls } = regularExpressions(root, 'src');

/** Only what repeats without a limit can take more than linear time: with limits each start takes a fixed time at most. */
function repeats({ source }: Pick<Expression, 'source'>): boolean {
  const bare = source.replace(/\\[^]/g, 'x').replace(/\[[^\]]*\]/g, 'x');
  return (
    /[*+]|\{\d+,\}/.test(bare) ||
    [...bare.matchAll(/\{(?:\d+,)?(\d+)\}/g)].some(([, most]) => Number(most) > MOST_REPEATS)
  );
}

/**
 * Linear by its form, so that nobody has to think for seconds: one repeat, of one character or class, that either begins at
 * one place of the text only, or has nothing behind it that could make it give back what it took.
 */
function isPlain({ source, flags }: Pick<Expression, 'source' | 'flags'>): boolean {
  const bare = source.replace(/\\[^]/g, 'x').replace(/\[[^\]]*\]/g, 'x');
  const [only, ...more] = bare.matchAll(/[*+]\??|\{\d+,\}\??/g);
  // Groups that repeat, alternatives and what looks around are for the analyser.
  if (only === undefined || more.length > 0 || /\||\(\?[<=!][^\w]?|\)[?*+{]/.test(bare)) return false;
  const anchored = (bare.startsWith('^') && !flags.includes('m')) || flags.includes('y');
  return anchored || only.index + only[0].length === bare.length;
}

async function complaint({ source, flags }: Pick<Expression, 'source' | 'flags'>): Promise<string | undefined> {
  const result = await check(source, flags, { timeout: 60_000 });
  if (result.status === 'safe') return undefined;
  if (result.status === 'unknown') return `not decided: ${result.error.kind}`;
  // Where it cannot prove, the analyser looks for texts that take many steps, among short ones: a repeat of at most 100
  // characters looks like one without a limit there. So its text is tried for real, and longer.
  return result.checker === 'fuzz' && !isSlow(source, flags, result.attack) ? undefined : result.complexity.summary;
}

/** Whether four times as much of a text takes far more than four times as long. */
function isSlow(source: string, flags: string, { pumps, suffix }: AttackPattern, most = 80_000): boolean {
  const expression = new RegExp(source, flags.replace('y', ''));
  const [short = 0, long = 0] = [most / 4, most].map((length) => {
    const parts = pumps.map(({ prefix, pump }) => prefix + pump.repeat(length / pumps.length / pump.length));
    const text = parts.join('') + suffix;
    return cpuTime(() => text.replace(expression, ''));
  });
  return long > 100 && long > 8 * short;
}

describe('regular expressions', () => {
  test('are found in all kinds of code', () => {
    const kinds = new Set(literals.flatMap(({ places }) => places.map((place) => place.split('.').at(-1))));
    expect([...kinds].sort()).toEqual(expect.arrayContaining(['astro', 'ts']));
  });

  test('are made of text only where that is known to be harmless', () => {
    expect([...calls].sort()).toEqual(Object.keys(made).sort());
  });

  test('are seen through: what is bad is called bad', async () => {
    const bad = ['^(a+)+$', 'a*b', '\\s+$', '^v?(\\d+\\.\\d+)(?:[._]\\d+|_rc\\d+|\\.\\d+)*$'];
    expect(bad.map((source) => repeats({ source }))).toEqual([true, true, true, true]);
    expect(bad.map((source) => isPlain({ source, flags: '' }))).toEqual([false, false, false, false]);
    // Each would be plain, were it not for one thing: what follows, a line of its own, a group, an alternative.
    const near = ['a+b', '\\s*$', '(?:ab?)+', 'a|b+', '(?=a+)', '^(?:a+){2}'];
    expect([...near.map((source) => isPlain({ source, flags: '' })), isPlain({ source: '^a*b', flags: 'gm' })]).toEqual(
      Array<boolean>(7).fill(false),
    );
    for (const source of bad) expect(await complaint({ source, flags: '' })).toMatch(/polynomial|exponential/);
    const attack = (pump: string): AttackPattern => ({
      pumps: [{ prefix: '', pump, bias: 0 }],
      suffix: 'x',
      base: 1,
      string: '',
      pattern: '',
    });
    // A third of the length, or the square alone would take ten seconds.
    expect(isSlow('\\s+$', '', attack(' '), 28_000)).toBe(true);
    expect(isSlow('^a+b$', '', attack('a'), 28_000)).toBe(false);
    expect(await complaint({ source: '^a+b$', flags: '' })).toBeUndefined();
  }, 60_000);

  test('take linear time, whatever the text', async () => {
    const found: string[] = [];
    const linear: string[] = [];
    const excused = new Set<string>();
    const built = [SUSPECT, ...POSIX].map(({ source }) => ({ source, flags: '', places: ['made of constants'] }));
    for (const { source, flags, places } of [...literals, ...built]) {
      const text = `/${source}/${flags}`;
      if (!repeats({ source }) || isPlain({ source, flags }) || asked.has(digest({ source, flags }))) continue;
      const wrong = await complaint({ source, flags });
      if (wrong !== undefined && text in bounded) excused.add(text);
      else if (wrong !== undefined) found.push(`${places.join(', ')}: ${text}: ${wrong}`);
      else linear.push(digest({ source, flags }));
    }
    if (asksAll) writeFileSync(ledger, `${JSON.stringify(linear.sort(), null, 2)}\n`);
    expect(found).toEqual([]);
    expect([...excused].sort()).toEqual(Object.keys(bounded).sort());
  }, 300_000);
});
