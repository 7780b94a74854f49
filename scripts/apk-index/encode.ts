import type { IndexPackage } from '../../src/checker/index.ts';
import { BLOCK, ENDING, FIRST_DIGIT, GOING_ON, TABLE_HEAD, providedName, stemOf } from '../../src/checker/index.ts';

/** A head line: `branch v3.19`. */
export type HeadLine = readonly [key: string, value: string];

/** The table of packages in the order of the index; `open` are names that further packages of the branch answer to. */
export function encodeTable(
  head: readonly HeadLine[],
  packages: readonly IndexPackage[],
  open: readonly string[] = [],
): string {
  const depends = packages.map((entry) => entry.depends.map(shortener(entry)));
  const dictionary = [...new Set(depends.flat())].sort();
  const numbers = new Map(dictionary.map((text, at) => [text, at]));
  const triggers = packages.map((entry) => entry.installIf.map(shortener(entry)).join(' '));
  const triggerSets = [...new Set(triggers)].filter(Boolean).sort();
  const triggerNumbers = new Map(triggerSets.map((text, at) => [text, at]));
  return [
    headText(head),
    columnText('repositories', countRepositories(packages)),
    columnText('names', fold(packages.map(({ name }) => name))),
    columnText('versions', withoutRepeats(packages.map(({ version }) => version))),
    columnText(
      'sizes',
      packages.map(({ size }) => size.toString(36)),
    ),
    columnText(
      'installed',
      packages.map(({ installedSize }) => installedText(installedSize)),
    ),
    columnText('dictionary', fold(dictionary)),
    columnText(
      'depends',
      depends.map((texts) => texts.map((text) => writeNumber(numbers.get(text) ?? 0)).join('')),
    ),
    columnText(
      'provides',
      packages.map((entry) => entry.provides.map(shortener(entry)).join(' ')),
    ),
    columnText('trigger-sets', triggerSets),
    columnText(
      'triggers',
      triggers.map((text) => (text === '' ? '' : writeNumber(triggerNumbers.get(text) ?? 0))),
    ),
    columnText(
      'priorities',
      packages.map(({ providerPriority }) => String(providerPriority ?? '')),
    ),
    ...(open.length > 0 ? [columnText('open', [...open].sort())] : []),
  ].join('');
}

/**
 * The table of names alone, sorted: those of packages, and those that packages answer to besides (`java-jre`). Names with
 * a colon (`so:`, `cmd:`, `pc:`) are left out: they are many, and hardly anybody writes one.
 */
export function encodeNames(head: readonly HeadLine[], packages: readonly IndexPackage[]): string {
  const all = packages.flatMap(({ name, provides }) => [name, ...provides.map(providedName)]);
  const names = [...new Set(all)].filter((name) => !name.includes(':')).sort();
  return headText(head) + columnText('names', fold(names));
}

/** The head of a table, with the empty line behind it. */
export function headText(head: readonly HeadLine[]): string {
  return [TABLE_HEAD, ...head.map(([key, value]) => `${key} ${value}`), '', ''].join('\n');
}

/** A column with its name. */
export function columnText(name: string, lines: readonly string[]): string {
  return [` ${name}`, ...lines, ''].join('\n');
}

const ZERO = 48;
const MOST_SHARED = 70;

/** Lines that say how much of the line before they begin with. */
export function fold(texts: readonly string[]): string[] {
  let before = '';
  return texts.map((text) => {
    let shared = 0;
    while (shared < MOST_SHARED && shared < text.length && text[shared] === before[shared]) shared++;
    before = text;
    return String.fromCharCode(ZERO + shared) + text.slice(shared);
  });
}

function withoutRepeats(texts: readonly string[]): string[] {
  return texts.map((text, at) => (text === texts[at - 1] ? '' : text));
}

function installedText(bytes: number): string {
  if (bytes === 0) return '';
  return bytes % BLOCK === 0 ? (bytes / BLOCK).toString(36) : `!${bytes.toString(36)}`;
}

function countRepositories(packages: readonly IndexPackage[]): string[] {
  const runs: { name: string; count: number }[] = [];
  for (const { repository } of packages) {
    const last = runs.at(-1);
    if (last?.name === repository) last.count++;
    else runs.push({ name: repository, count: 1 });
  }
  return runs.map(({ name, count }) => `${count} ${name}`);
}

function writeNumber(number: number): string {
  let text = String.fromCharCode(FIRST_DIGIT + (number % ENDING));
  for (let rest = Math.floor(number / ENDING); rest > 0; rest = Math.floor((rest - 1) / GOING_ON)) {
    text = String.fromCharCode(FIRST_DIGIT + ENDING + ((rest - 1) % GOING_ON)) + text;
  }
  return text;
}

/** Puts signs in for a package's own name, its stem and its version, where the reader can put them back. */
function shortener({ name, version }: IndexPackage): (text: string) => string {
  const stem = stemOf(name);
  return (text) => {
    if (/[&%^]/.test(text)) throw new Error(`Teach the table another sign: ${name} speaks of "${text}".`);
    const whole = text.endsWith(`=${version}`) ? `${text.slice(0, -version.length)}^` : text;
    const [, before = '', subject = '', behind = ''] = /^(!?(?:[\w.]+:)?)([^<>=~]*)(.*)$/s.exec(whole) ?? [];
    if (subject === name) return `${before}&${behind}`;
    return subject === stem ? `${before}%${behind}` : whole;
  };
}
