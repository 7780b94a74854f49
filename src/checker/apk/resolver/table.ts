import { createPackageIndex } from './create-index.ts';
import type { IndexPackage, PackageIndex } from './types.ts';

/**
 * A package table: what `npm run apk-index` makes of signed `APKINDEX` files, in lines that compress well.
 *
 * - The head, up to an empty line: `belay-packages 1`, then `key value` lines (`branch`, `architecture`, `date`,
 *   `complete`, `repository`…).
 * - Columns, each a line ` name` (nothing else begins with a blank) and a line per package in the order of the index: `names` (a character for the length
 *   shared with the line before, then the rest), `versions` (empty: as before), `sizes` and `installed` (base 36; the
 *   latter in blocks of 4 KiB, `!` before bytes), `depends` (numbers into `dictionary`), `provides`, `triggers`
 *   (numbers into `trigger-sets`), `priorities`, `repositories` (how many packages of each).
 * - In texts `&` is the package's own name, `%` that name without its last part, `^` its own version.
 */
export const TABLE_HEAD = 'belay-packages 1';

/** Blocks in which Alpine up to 3.19 counts installed sizes. */
export const BLOCK = 4096;

/** First character of lengths and numbers. */
const ZERO = 48;

/** What the head of a table says, by key; keys that come more than once are joined by line breaks. */
export function readHead(text: string): ReadonlyMap<string, string> {
  const end = text.indexOf('\n\n');
  const [first, ...lines] = text.slice(0, end < 0 ? text.length : end).split('\n');
  if (first !== TABLE_HEAD) {
    throw new Error(`Give a package table made by "npm run apk-index": its first line is "${TABLE_HEAD}".`);
  }
  const head = new Map<string, string>();
  for (const line of lines) {
    const at = line.indexOf(' ');
    const key = line.slice(0, at);
    const before = head.get(key);
    head.set(key, (before === undefined ? '' : `${before}\n`) + line.slice(at + 1));
  }
  return head;
}

/** The index that a table holds. Throws when the text is no table. */
export function decodeTable(text: string): PackageIndex {
  const head = readHead(text);
  const columns = readColumns(text);
  const names = unfold(column(columns, 'names'));
  const versions = column(columns, 'versions');
  const sizes = column(columns, 'sizes');
  const installed = column(columns, 'installed');
  const depends = column(columns, 'depends');
  const provides = column(columns, 'provides');
  const triggers = column(columns, 'triggers');
  const priorities = column(columns, 'priorities');
  const dictionary = unfold(column(columns, 'dictionary'));
  const triggerSets = column(columns, 'trigger-sets');
  const repositoryAt = readRepositories(column(columns, 'repositories'));
  let version = '';
  const packages = names.map((name, at): IndexPackage => {
    version = versions[at] || version;
    const priority = priorities[at];
    return {
      name,
      version,
      size: parseInt(sizes[at] || '0', 36),
      installedSize: readInstalled(installed[at] ?? ''),
      depends: ownTexts(pick(dictionary, depends[at]), name, version),
      provides: ownTexts(words(provides[at]), name, version),
      installIf: ownTexts(words(pick(triggerSets, triggers[at])[0]), name, version),
      providerPriority: priority ? Number(priority) : undefined,
      repository: repositoryAt(at),
    };
  });
  return createPackageIndex(
    {
      branch: head.get('branch') ?? '',
      architecture: head.get('architecture') ?? '',
      date: head.get('date') ?? '',
      complete: head.get('complete') === 'yes',
    },
    packages,
    new Set(column(columns, 'open')),
  );
}

/** The names of a table of names alone: all that packages of the branch answer to, apart from those with a colon. */
export function decodeNames(text: string): ReadonlySet<string> {
  return new Set(unfold(column(readColumns(text), 'names')));
}

/** Command → packages that have it, of a table of commands. */
export function decodeCommands(text: string): ReadonlyMap<string, readonly string[]> {
  const columns = readColumns(text);
  const commands = column(columns, 'commands');
  const packagesOf = new Map<string, string[]>();
  for (const [at, name] of unfold(column(columns, 'packages')).entries()) {
    for (const word of words(commands[at])) {
      const command = word === '&' ? name : word;
      packagesOf.set(command, [...(packagesOf.get(command) ?? []), name]);
    }
  }
  return packagesOf;
}

function readColumns(text: string): ReadonlyMap<string, readonly string[]> {
  const columns = new Map<string, readonly string[]>();
  for (const part of text
    .slice(text.indexOf('\n\n') + 1)
    .split('\n ')
    .slice(1)) {
    const [name = '', ...lines] = part.replace(/\n$/, '').split('\n');
    columns.set(name, lines);
  }
  return columns;
}

function column(columns: ReadonlyMap<string, readonly string[]>, name: string): readonly string[] {
  return columns.get(name) ?? [];
}

/** Lines that say how much of the line before they begin with. */
function unfold(lines: readonly string[]): string[] {
  let before = '';
  return lines.map((line) => (before = before.slice(0, line.charCodeAt(0) - ZERO) + line.slice(1)));
}

/**
 * Numbers without anything between them: a character below `s` is a digit that ends a number, from `s` on one that more
 * digits follow, the highest first. The inverse is `writeNumber` of the tool.
 */
function readNumbers(text: string): number[] {
  const numbers: number[] = [];
  let number = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - FIRST_DIGIT;
    if (digit < ENDING) {
      numbers.push(number * ENDING + digit);
      number = 0;
    } else number = number * GOING_ON + digit - ENDING + 1;
  }
  return numbers;
}

export const FIRST_DIGIT = 33;
/** How many characters end a number, and how many go on. */
export const ENDING = 66;
export const GOING_ON = 27;

function readInstalled(text: string): number {
  if (text.startsWith('!')) return parseInt(text.slice(1), 36);
  return parseInt(text || '0', 36) * BLOCK;
}

function readRepositories(lines: readonly string[]): (at: number) => string {
  const ends: { readonly name: string; readonly end: number }[] = [];
  for (const line of lines) {
    const [count, name = ''] = line.split(' ');
    ends.push({ name, end: (ends.at(-1)?.end ?? 0) + Number(count) });
  }
  return (at) => ends.find(({ end }) => at < end)?.name ?? '';
}

function words(text: string | undefined): readonly string[] {
  return text ? text.split(' ') : NONE;
}

/** Entries of a list by their numbers. */
function pick(list: readonly string[], numbers: string | undefined): readonly string[] {
  return numbers ? readNumbers(numbers).map((number) => list[number] ?? '') : NONE;
}

/** Most packages have nothing in most columns. */
const NONE: readonly string[] = [];

/** Puts a package's own names and version in. */
function ownTexts(texts: readonly string[], name: string, version: string): readonly string[] {
  return texts.length === 0 ? NONE : texts.map((text) => expand(text, name, version));
}

function expand(text: string, name: string, version: string): string {
  const whole = text.charCodeAt(text.length - 1) === CARET ? text.slice(0, -1) + version : text;
  const own = whole.indexOf('&');
  if (own >= 0) return whole.slice(0, own) + name + whole.slice(own + 1);
  const stem = whole.indexOf('%');
  return stem < 0 ? whole : whole.slice(0, stem) + stemOf(name) + whole.slice(stem + 1);
}

const CARET = 94;

/** `git-doc` → `git`. */
export function stemOf(name: string): string {
  const at = name.lastIndexOf('-');
  return at < 1 ? name : name.slice(0, at);
}
