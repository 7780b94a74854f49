import { globMatcher } from '../../glob/name-pattern.ts';
import { withoutEnd } from '../../text.ts';

/**
 * Whether a `.gitignore` at the root of the context leaves out a path, or a folder that it lies in (gitignore(5)): a pattern with a
 * slash in it is for the whole path, any other for each name. The last line that fits decides.
 */
export function isLeftOut(path: string, file: string): boolean {
  const parts = path.split('/');
  const folders = parts.map((_, i) => parts.slice(0, i + 1).join('/'));
  let leftOut = false;
  for (const line of file.split('\n')) {
    const said = line.trim();
    const isKept = said.startsWith('!');
    const pattern = withoutEnd(isKept ? said.slice(1) : said, '/');
    if (pattern === '' || pattern.startsWith('#')) continue;
    const isForPath = pattern.includes('/');
    const plain = pattern.replace(/^\/?(\*\*\/)?/, '').replace(/\/\*\*$/, '');
    const fits = globMatcher(plain, true) ?? ((name: string) => name === plain);
    if ((isForPath ? folders : parts).some((name) => fits(name))) leftOut = !isKept;
  }
  return leftOut;
}
