import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from '../../scripts/root.ts';

/** What one file takes from another, or from a package. */
export interface Import {
  /** Relative to the repository, as all files here. */
  readonly file: string;
  readonly specifier: string;
  /** Gone when the program runs. */
  readonly typesOnly: boolean;
  /** Names of the other file's exports that are taken (or exported again); `*` when it may be any of them. */
  readonly names: readonly string[];
}

/** One file's text without comments that fill whole lines, and what it imports. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

/** The files below a folder of the repository whose name matches. */
export function filesBelow(folder: string, name: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

export function readSource(file: string): Source {
  return sourceOf(file, readFileSync(join(root, file), 'utf8'));
}

export function sourceOf(file: string, content: string): Source {
  const text = content.replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '');
  return { file, text, imports: [...importsOf(file, text)] };
}

/** The imported file, relative to the repository and without its query; undefined for a package. */
export function target({ file, specifier }: Import): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return relative(root, join(root, dirname(file), specifier))
    .replaceAll('\\', '/')
    .replace(/\?.*$/, '');
}

const statement =
  /(?:^|[\s;}])(?:import|export)\s([^'"`;]*?)from\s*['"]([^'"]+)['"]|\bimport\s*(\(?)\s*['"]([^'"]+)['"]/g;

function* importsOf(file: string, text: string): Generator<Import> {
  for (const match of text.matchAll(statement)) {
    const [all, clause, from, dynamic, bare] = match;
    const names =
      clause !== undefined
        ? namesInClause(clause, text)
        : dynamic
          ? namesOfDynamic(text, match.index, match.index + all.length)
          : [];
    yield {
      file,
      specifier: from ?? bare ?? '',
      typesOnly: clause !== undefined && /^type\s/.test(clause),
      names,
    };
  }
}

/** The names before the `as` of each item of a list in braces. */
function listed(list: string): string[] {
  return list
    .split(',')
    .map((item) => /^\s*(?:type\s+)?([\w$]+)/.exec(item)?.[1])
    .filter((name) => name !== undefined);
}

/** What stands between `import` and `from`. */
function namesInClause(clause: string, text: string): string[] {
  const names = listed(/\{([^}]*)\}/.exec(clause)?.[1] ?? '');
  if (/^(?:type\s+)?[\w$]+\s*(?:,|$)/.test(clause)) names.push('default');
  const whole = /\*(?:\s+as\s+([\w$]+))?/.exec(clause);
  if (whole) names.push(...namesOfWhole(whole[1], text));
  return names;
}

/** What is taken of `import * as name`: the members that the text names, or all when it hands the whole on. */
function namesOfWhole(name: string | undefined, text: string): string[] {
  if (name === undefined) return ['*'];
  const uses = [...text.matchAll(new RegExp(`(?<!\\* as )(?<![\\w$.])${name}(?![\\w$])(?:\\.([\\w$]+))?`, 'g'))];
  return uses.map((use) => use[1] ?? '*');
}

/** What is taken of `import('…')`: the names that are taken apart in the same statement, else all. */
function namesOfDynamic(text: string, start: number, end: number): string[] {
  const before = /\{([^{}]*)\}\s*=\s*await\s[^;{}]*$/.exec(text.slice(Math.max(0, start - 200), start))?.[1];
  const after = /^\)\.then\(\(\{([^{}]*)\}\)/.exec(text.slice(end, end + 200))?.[1];
  const list = before ?? after;
  return list === undefined ? ['*'] : listed(list);
}

const declaration =
  /^export\s+(?:declare\s+|abstract\s+|async\s+)*(?:function\*?|const|let|class|interface|type)\s+([\w$]+)/gm;

/** The names that a file exports; `*` for `export *`, whose names are then not known here. */
export function exportsOf({ text }: Source): string[] {
  const names = [...text.matchAll(declaration)].map((match) => match[1] ?? '');
  for (const [, list = ''] of text.matchAll(/^export\s+(?:type\s+)?\{([^}]*)\}/gm))
    names.push(...list.split(',').flatMap((item) => /([\w$]+)\s*$/.exec(item)?.[1] ?? []));
  if (/^export\s+default\s/m.test(text)) names.push('default');
  if (/^export\s+(?:type\s+)?\*/m.test(text)) names.push('*');
  return names;
}
