import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';

/** Whose work a module of a bundle is. */
export interface Origin {
  readonly name: string;
  /** Folder of the package that has the licence, relative to the repository: its key in the lock file as well. */
  readonly folder: string;
  /** Of the package that carries this one inside, where it is no module of its own. */
  readonly inside?: string;
}

/** Code that the bundlers put in by themselves, and that so belongs to them. */
const helpers: readonly (readonly [RegExp, string])[] = [
  [/^\0?rolldown\//, 'rolldown'],
  [/^\0?vite\//, 'vite'],
];

/** Parts of packages that are somebody else's work. What is not listed and stands in an `external` folder is one too. */
const carried: readonly { readonly in: string; readonly path: RegExp; readonly name?: string }[] = [
  { in: 'monaco-editor', path: /\/dompurify\//, name: 'dompurify' },
  { in: 'monaco-editor', path: /\/marked\//, name: 'marked' },
  { in: 'monaco-editor', path: /\/codicons?(?:Library)?[./]/, name: '@vscode/codicons' },
  { in: 'monaco-editor', path: /^\/esm\/external\/((?:@[^/]+\/)?[^/]+)/ },
];

/**
 * Whose work a module is, and with it the package that carries it.
 * @param id a module of a bundle: a path, perhaps with a query or a mark of the bundler.
 * @returns nothing for our own.
 * @throws Error for a module without a file that nobody is known to have made.
 */
export function originsOf(id: string): Origin[] {
  const [path = ''] = id.replaceAll('\\', '/').split('?');
  const at = path.lastIndexOf('node_modules/');
  if (at === -1) {
    const helper = helpers.find(([pattern]) => pattern.test(path))?.[1];
    return helper === undefined ? [] : [packageAt(helper, `node_modules/${helper}`)];
  }
  const inside = path.slice(at + 'node_modules/'.length);
  const [name = ''] = /^(?:@[^/]+\/)?[^/]+/.exec(inside) ?? [];
  const rest = inside.slice(name.length);
  const top = path.indexOf('node_modules/');
  const owner = packageAt(name, `${path.slice(top, at)}node_modules/${name}`);
  const parts = carried.flatMap((part) => {
    const match = part.in === name ? part.path.exec(rest) : null;
    const inner = part.name ?? match?.[1];
    return match === null || inner === undefined ? [] : [inner];
  });
  return [owner, ...parts.map((inner) => ({ ...packageAt(inner, `node_modules/${inner}`, name), inside: name }))];
}

function packageAt(name: string, folder: string, inside?: string): Origin {
  if (existsSync(join(root, folder, 'package.json'))) return { name, folder };
  const what = inside === undefined ? name : `${name}, which is inside ${inside},`;
  throw new Error(`${what} ships with the site, and its licence cannot be read: it is not in ${folder}.`);
}

/** What `package.json` of an installed package says. */
interface PackageJson {
  readonly version: string;
  readonly license?: unknown;
  readonly homepage?: string;
  readonly repository?: string | { readonly url: string };
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** @param folder relative to the repository. */
export function packageJson(folder: string): PackageJson {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as PackageJson;
}
