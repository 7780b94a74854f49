import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Notice } from '../../src/lessons/content/shipped.ts';
import { root } from '../root.ts';
import { packageJson } from './origin.ts';

/** Licences that allow what we do: pass the work on, in a bundle, with its notices. Another one is for people to read. */
const known: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'OFL-1.1',
]);

/** Packages without a file of their own, from a repository whose licence another package of it has. */
const sameRepository: Readonly<Record<string, string>> = { '@xterm/addon-serialize': '@xterm/xterm' };

/** Where `package.json` names the licence of one half: the font of these icons is under the one, their code the other. */
const licenceOfAll: Readonly<Record<string, string>> = { '@vscode/codicons': 'CC-BY-4.0 AND MIT' };

/** Bundlers leave a few lines of their own in a bundle. What else their notices tell of never leaves this machine. */
const onlyTheirOwn: ReadonlySet<string> = new Set(['rolldown', 'vite']);

/**
 * The licence of an installed package, as an SPDX expression.
 * @throws Error when there is none, or one that nobody has looked at.
 */
export function licenceOf(name: string, folder: string): string {
  const { license } = packageJson(folder);
  const expression = licenceOfAll[name] ?? (typeof license === 'string' ? license.replace(/^\((.*)\)$/, '$1') : '');
  const ids = expression.split(/[\s()]+/).filter((word) => !/^(?:AND|OR|)$/.test(word));
  if (ids.length > 0 && ids.every((id) => known.has(id))) return expression;
  throw new Error(
    `${name} ships, and its licence "${expression}" is not known. Read it, then add it to scripts/shipped/notices.ts or take the package out.`,
  );
}

/**
 * Licence and further notices of an installed package.
 * @throws Error when it has no licence text.
 */
export function noticesOf(name: string, folder: string): Notice[] {
  const notices = readNotices(name, folder);
  if (notices.some(({ file, text }) => /^(?:licen[cs]e|copying)/i.test(file) && text !== '')) return notices;
  const other = sameRepository[name];
  if (other === undefined) throw new Error(`${name} ships, and there is no licence text in ${folder}.`);
  const otherFolder = `node_modules/${other}`;
  if (
    !repositoryOf(folder).startsWith(repositoryOf(otherFolder)) ||
    licenceOf(name, folder) !== licenceOf(other, otherFolder)
  )
    throw new Error(`${name} ships without a licence text, and ${other} is of another repository or licence.`);
  return [...notices, ...readNotices(other, otherFolder)];
}

function readNotices(name: string, folder: string): Notice[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && isNotice(name, entry.name))
    .map(({ name: file }) => ({ file, text: textOf(name, readFileSync(join(root, folder, file), 'utf8')) }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

function isNotice(name: string, file: string): boolean {
  return (onlyTheirOwn.has(name) ? /^licen[cs]e/i : /^(?:licen[cs]e|copying|notice|third-?party)/i).test(file);
}

function textOf(name: string, text: string): string {
  const [own = ''] = onlyTheirOwn.has(name) ? text.split(/^# Licenses of bundled dependencies$/m) : [text];
  return own
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n')
    .trim();
}

/** Address of a repository, without what differs between the ways to write it. */
function repositoryOf(folder: string): string {
  const { repository } = packageJson(folder);
  const url = typeof repository === 'string' ? repository : (repository?.url ?? '');
  return url === '' ? `none of ${folder}` : url.replace(/^git\+/, '').replace(/\.git$/, '');
}
