import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { checker, type CheckOptions } from '../../../src/checker/index.ts';
import { root } from '../../../scripts/root.ts';
import { type CleanFile, cleanFiles } from '../mutations/clean-files.ts';
import { operators } from '../mutations/operators.ts';
import { rewrites } from '../mutations/rewrites.ts';
import { singleStageBuilds } from '../mutations/single-stage-builds.ts';
import { type Specimen, brokenTogether, mutants, ruleExamples } from '../mutations/texts.ts';
import { garbage, hostileWords, odd } from './pieces.ts';
import { type Random, randomOf } from '../../../scripts/random.ts';

const today = '2026-11-21';
/** Longer texts are cut: what goes wrong goes wrong in few lines, and short texts are many in the same time. */
const MOST_LINES = 45;

/** A text to check and to mend, and how. */
export interface FuzzInput {
  readonly text: string;
  readonly options: CheckOptions;
}

/** Texts that say something: examples of all rules, files of all lessons, broken files, builds of one stage. */
function corpus(): readonly Specimen[] {
  const lessons = globSync('content/lessons/**/{Dockerfile,*.Dockerfile}', { cwd: root }).map((name) => ({
    name,
    text: readFileSync(join(root, name), 'utf8'),
    options: { today },
  }));
  const builds = fc
    .sample(singleStageBuilds, { seed: 3_24, numRuns: 200 })
    .map(({ text }) => ({ name: 'single stage', text, options: { today } }));
  return [...ruleExamples(), ...mutants(), ...lessons.sort((a, b) => (a.name < b.name ? -1 : 1)), ...builds];
}

const bases = Object.keys(cleanFiles) as CleanFile[];

/** Makes the input of an index; the same seed and index make the same input. */
export function fuzzInputs(): (seed: number, index: number) => FuzzInput {
  const texts = corpus();
  const lines = texts.flatMap(({ text }) => text.split(/\r?\n/)).filter((line) => line.trim() !== '');
  return (seed, index) => {
    const random = randomOf(seed, index);
    const specimen = random.oneIn(4) ? broken(random) : random.of(texts);
    let text = shorten(specimen.text, random);
    for (let times = random.below(4); times > 0; times--) text = change(text, random, texts, lines);
    text = layOut(text, random);
    return { text, options: random.oneIn(3) ? { ...specimen.options, also: checker.ruleIds } : specimen.options };
  };
}

function broken(random: Random): Specimen {
  const base = random.of(bases);
  const own = operators.filter((each) => each.base === base);
  return brokenTogether(
    base,
    Array.from({ length: 1 + random.below(4) }, () => random.of(own)),
  );
}

function shorten(text: string, random: Random): string {
  const lines = text.split('\n');
  if (lines.length <= MOST_LINES) return text;
  const start = random.below(lines.length - MOST_LINES);
  return [lines[0], ...lines.slice(start, start + MOST_LINES)].join('\n');
}

/** One change of a text, from a sensible rewrite to garbage in the middle of a word. */
function change(text: string, random: Random, texts: readonly Specimen[], lines: readonly string[]): string {
  const kind = random.below(10);
  const rows = text.split('\n');
  const at = random.below(rows.length);
  switch (kind) {
    case 0:
    case 1: {
      const rate = 1 + random.below(3);
      return random.of(rewrites).apply(text, () => random.oneIn(rate));
    }
    case 2:
      return text + (text.endsWith('\n') ? '' : '\n') + shorten(random.of(texts).text, random);
    case 3:
      rows.splice(at, 0, random.of(lines));
      return rows.join('\n');
    case 4:
      rows.splice(at, 1 + random.below(2), ...(random.oneIn(2) ? [rows[at] ?? '', rows[at] ?? ''] : []));
      return rows.join('\n');
    case 5:
      // Behind a line that goes on: where comments and blank lines surprise.
      return rows
        .map((row) => (/[\\`]\r?$/.test(row) && random.oneIn(2) ? `${row}\n${random.of(odd)}` : row))
        .join('\n');
    case 6:
      return everyWord(text, random, 12, (word) => random.of(hostileWords)(word));
    case 7:
      return everyWord(text, random, 12, () => random.of(texts).text.split(/\s+/)[random.below(8)] ?? '');
    case 8: {
      const place = random.below(text.length + 1);
      return text.slice(0, place) + random.of(garbage) + text.slice(place + (random.oneIn(2) ? random.below(4) : 0));
    }
    default:
      return everyWord(text, random, 10, (word) => (random.oneIn(2) ? random.of(garbage) : `${word} ${word}`));
  }
}

function everyWord(text: string, random: Random, rate: number, by: (word: string) => string): string {
  return text.replace(/\S+/g, (word) => (random.oneIn(rate) ? by(word) : word));
}

/** Line ends and the escape character. */
function layOut(text: string, random: Random): string {
  switch (random.below(8)) {
    case 0:
    case 1:
      return text.replaceAll(/\r?\n/g, '\r\n');
    case 2:
      return text.replace(/\n+$/, '');
    case 3:
      return `# escape=\`\n${text.replaceAll(/\\(?=\r?\n)/g, '`')}`;
    case 4:
      return random.oneIn(4) ? `\ufeff${text}` : text.replaceAll('    ', '\t');
    default:
      return text;
  }
}
