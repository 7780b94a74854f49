import type { Content, Node } from '../files/node.ts';
import { librariesOf } from '../apk/package-table.ts';
import type { Call, Command } from '../shell/call.ts';
import { OK } from '../status.ts';
import { diskOf } from './outcome.ts';
import { readOptions } from './options.ts';

/**
 * The way of official images from programs to the packages of their libraries: scanelf prints the names, tr, sort and awk make
 * words for apk of them. What these print is known for that use alone. Seen with scanelf 1.3.7 and BusyBox 1.36.1.
 */

/** Columns of `--format` that are the names alone: what has `#` is found and not printed. */
const NAMES_ALONE = /^%n#[pF]$/;

export const scanelf: Command = (call) => {
  const { options, operands } = readOptions(call, 'F', {
    needed: 'n',
    nobanner: 'B',
    quiet: 'q',
    recursive: 'R',
    format: 'F:',
  });
  const isPlain = options.has('n') && options.has('B') && [...options.keys()].every((each) => 'nBqRF'.includes(each));
  const isNames = isPlain && NAMES_ALONE.test(options.get('F') ?? '');
  const lines: string[] = [];
  const isKnown = isNames && operands.every(({ value }) => addNames(call, value, options.has('R'), lines));
  call.out?.write(isKnown ? lines.map((line) => `${line}\n`).join('') : undefined);
  return OK;
};

/** Adds a line for each linked program. @returns false when it is not known what is there */
function addNames(call: Call, name: string | undefined, recursive: boolean, lines: string[]): boolean {
  const path = name === undefined ? undefined : call.path(name);
  if (path === undefined) return false;
  const disk = diskOf(call);
  const found = disk.find(path);
  // It says nothing of a file that is not there.
  if (found.at !== 'there') return found.at !== 'unknown';
  const open: { readonly at: string; readonly node: Node }[] = [{ at: found.path, node: found.node }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { at, node } = next;
    call.session.budget.visit();
    if (node.kind === 'maybe') return false;
    if (node.kind === 'file') {
      const names = namesOf(call, node.content);
      if (names === undefined) return false;
      if (names.length > 0) lines.push(names.join(','));
    }
    if (node.kind !== 'dir' || (!recursive && at !== found.path)) continue;
    if (!disk.isListed(node, at)) return false;
    for (const [entry, child] of node.entries) open.push({ at: `${at === '/' ? '' : at}/${entry}`, node: child });
  }
  return true;
}

/** What a file is linked with; nothing for what is no program, undefined where nobody knows. */
function namesOf(call: Call, content: Content): readonly string[] | undefined {
  const { made, plain, bound, source } = content;
  if (bound === true) return undefined;
  if (plain === true || made?.libc === 'none') return [];
  if (made?.libc === 'glibc') return undefined;
  const loads = made === undefined ? librariesOf(source) : made.loads;
  if (made !== undefined || loads.length > 0)
    return [...loads.map((library) => library.replace(/^so:/, '')), 'libc.musl-x86_64.so.1'];
  return call.session.textOf(content) === undefined ? undefined : [];
}

/** `tr ',' '\n'`: one character for another; `tr -d '\r'`: without it. */
export const tr: Command = (call) => {
  const [from = '', to = ''] = call.words.map((word) => (word === '\\n' ? '\n' : word === '\\r' ? '\r' : word));
  const isGone = from === '-d';
  const isOne = call.words.length === 2 && (isGone || from.length === 1) && to.length === 1;
  const [old, fresh] = isGone ? [to, ''] : [from, to];
  // It goes over bytes, of which other characters have several.
  const isPlain = /^[\0-[\]-\x7f]$/;
  const isKnown = isOne && isPlain.test(old) && (isGone || isPlain.test(fresh));
  call.out?.write(isKnown ? call.stdin?.replaceAll(old, () => fresh) : undefined);
  return OK;
};

/** `{ print "so:" $1 }`, and the same with what official images put in front: a name for which the folder has a file is left out. */
const PRINT =
  /^\s*(?:system\("\[ -e (\/[\w./-]+)" \$1 " \]"\) == 0 \{ next;? \}\s*)?\{ ?print (?:"([\w:]*)" )?\$1;? ?\}\s*$/;

export const awk: Command = (call) => {
  const [script, ...files] = call.words;
  const program = script === undefined || files.length > 0 ? null : PRINT.exec(script);
  const text = call.stdin;
  if (program === null || text === undefined || text === null || !/^(?:[\w.+,-]+\n)*$/.test(text)) {
    call.out?.write(undefined);
    return OK;
  }
  const [, folder, before = ''] = program;
  const made: string[] = [];
  for (const name of text.split('\n').slice(0, -1)) {
    const { at } = folder === undefined ? { at: 'absent' } : diskOf(call).find(folder + name);
    if (at === 'unknown') {
      call.out?.write(undefined);
      return OK;
    }
    if (at !== 'there') made.push(`${before}${name}\n`);
  }
  call.out?.write(made.join(''));
  return OK;
};
