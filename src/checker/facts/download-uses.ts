import { addTo } from '../lists.ts';
import { baseName, resolvePath } from '../model/paths.ts';
import type { Invocation } from '../model/types.ts';
import { unquoted } from './downloads.ts';

/** Programs that run a file. */
export const SHELL = /^((ba|a|da|z|k)?sh|python[\d.]*|perl|ruby|node|php)$/;
/** Programs that unpack one. */
export const UNPACK =
  /^(tar|bsdtar|unzip|busybox-unzip|gunzip|zcat|unxz|xzcat|bunzip2|bzcat|unzstd|zstdcat|gzip|xz|bzip2|zstd|7z|7za|cpio|funzip)$/;

/** Commands that `usesByFile` looks into, beside {@link SHELL} and {@link UNPACK}. */
const MAY_USE = /^(source|\.|chmod|install|dpkg|rpm|pip3?|mv)$/;

/** Whether one of {@link UNPACK} unpacks, by its options. */
export function unpacks({ name = '', args }: Invocation): boolean {
  const words = args.map(({ value, raw }) => value ?? raw);
  if (/^(bsd)?tar$/.test(name))
    return words.some(
      (word, i) =>
        word === '--extract' || word === '--get' || /^-[A-Za-z]*x/.test(word) || (i === 0 && /^[A-Za-z]*x/.test(word)),
    );
  if (/^(gzip|xz|bzip2|zstd)$/.test(name)) return words.some((word) => /^(-\w*d|--decompress|--uncompress)/.test(word));
  if (/^unzip$/.test(name)) return !words.some((word) => /^-\w*[lptZ]/.test(word));
  return true;
}

/**
 * Every command that runs or unpacks a file or makes it a program, by that file: its path, or the word as written, and what it
 * was called before an `mv`.
 */
export function usesByFile(commands: readonly Invocation[]): ReadonlyMap<string, Invocation[]> {
  const uses = new Map<string, Invocation[]>();
  const movedFrom = new Map<string, string>();
  const note = (file: string, invocation: Invocation): void => {
    const path = resolvePath(file, invocation.cwd) ?? file;
    addTo(uses, path, invocation);
    const before = movedFrom.get(path);
    if (before !== undefined) addTo(uses, before, invocation);
  };
  for (const invocation of commands) {
    const { name = '', args, program, node } = invocation;
    if (program?.includes('/') === true) note(program, invocation);
    else if (name === '' && node?.name !== undefined) note(unquoted(node.name.raw), invocation);
    if (!MAY_USE.test(name) && !SHELL.test(name) && !UNPACK.test(name)) continue;
    const words = args.map(({ value, raw }) => value ?? unquoted(raw));
    if (name === 'mv') {
      const [from = '', to = '', ...more] = words
        .filter((word) => !word.startsWith('-'))
        .map((word) => resolvePath(word, invocation.cwd) ?? word);
      // To a name, or into a folder.
      if (more.length === 0)
        for (const path of [to, `${to.replace(/\/$/, '')}/${baseName(from)}`]) movedFrom.set(path, from);
      continue;
    }
    if (SHELL.test(name)) {
      const script = words.find((word) => !word.startsWith('-'));
      if (script !== undefined && !words.some((word) => /^-(m|c|e)$/.test(word))) note(script, invocation);
    } else if (name === 'source' || name === '.') {
      if (words[0] !== undefined) note(words[0], invocation);
    } else if (isUse(invocation, words)) {
      // `tar -xzf file`, `tar --file=file`, `tar xf file.tar -C /opt`.
      for (const word of words) note(word.replace(/^--file=|^-\w*f(?=[./\w])/, ''), invocation);
      // `chmod +x /usr/local/bin/*`, `chmod -R +x /opt/tools`: every program in there.
      if (name === 'chmod' && words.some((word) => /^[ugoa]*\+[rw]*x$/.test(word)))
        for (const word of words)
          if (/\/\*?$/.test(word) || words.includes('-R')) note(`${folderIn(word)}/*`, invocation);
    }
  }
  return uses;
}

function isUse(invocation: Invocation, words: readonly string[]): boolean {
  const { name = '' } = invocation;
  if (UNPACK.test(name)) return unpacks(invocation);
  if (name === 'chmod')
    return words.some((word) => /^[ugoa,]*[+=][rwst]*x|^0?[0-7]?[0-7]*[1357][0-7]{0,2}$/.test(word));
  if (name === 'install')
    return !words.some((word, i) => /^-\w*m$/.test(words[i - 1] ?? '') && /^0?[0246]+$/.test(word));
  return name === 'dpkg' || name === 'rpm' || (name === 'pip' || name === 'pip3' ? words[0] === 'install' : false);
}

/** The first use of one of these files behind a command. */
export function laterUse(
  files: readonly string[],
  order: number,
  uses: ReadonlyMap<string, Invocation[]>,
): Invocation | undefined {
  for (const file of files) {
    for (const key of isProgram(file) ? [file, `${file.slice(0, Math.max(0, file.lastIndexOf('/')))}/*`] : [file]) {
      const use = firstBehind(uses.get(key) ?? [], order);
      if (use !== undefined) return use;
    }
  }
  return undefined;
}

/** The first command behind a place, by halving: they stand in their order. */
export function firstBehind(uses: readonly Invocation[], order: number): Invocation | undefined {
  let low = 0;
  let high = uses.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((uses[middle]?.order ?? 0) > order) high = middle;
    else low = middle + 1;
  }
  return uses[low];
}

function folderIn(word: string): string {
  return word.replace(/\/\*?$/, '');
}

/** A name without an ending, or that of a script. */
function isProgram(file: string): boolean {
  return /(^|\/)[^./]+(\.sh)?$/.test(file);
}
