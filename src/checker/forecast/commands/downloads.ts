import { VALUED, VALUED_LONG } from '../../facts/downloads.ts';
import { ERROR_TEXT, errnoOf } from '../files/disk.ts';
import { UNKNOWN_CONTENT } from '../files/node.ts';
import { partsOf } from '../files/tree.ts';
import type { Call, Command } from '../shell/call.ts';
import { fails, type Status } from '../status.ts';
import { diskOf, Outcome } from './outcome.ts';
import { readOptions } from './options.ts';

/** Downloads: whether they work is taken for granted; what they bring is not known. */
export const wgetOrOther: Command = (call) => {
  const curl = call.name === 'curl';
  const { options, operands, refused } = readOptions(
    call,
    VALUED[curl ? 'curl' : 'wget'],
    curl ? CURL_LONG : WGET_LONG,
  );
  if (refused !== undefined) return refused;
  const target = options.get(curl ? 'o' : 'O');
  const urls = operands.map(({ value }) => value);
  const outcome = new Outcome(call);
  const disk = diskOf(call);
  const folder = options.get(curl ? 'output-dir' : 'P');
  const save = (name: string): void => {
    const written = folder === undefined || (!curl && target !== undefined) ? name : `${folder}/${name}`;
    const path = call.path(written);
    if (path === undefined) return;
    // GNU wget makes the folder of `-P` (seen with 1.21.3), and BusyBox's does not (1.35.0).
    if (!curl && folder !== undefined && written !== name && !call.isBusyBox)
      disk.makeFolder(path.slice(0, path.lastIndexOf('/')), 0o755, true);
    if (options.has('create-dirs')) disk.makeFolder(path.slice(0, path.lastIndexOf('/')), 0o750, true);
    const done = disk.write(path, UNKNOWN_CONTENT);
    if (curl && done.kind === 'error') outcome.problem('curl: (23) Failure writing output to destination', 23);
    else outcome.take(done, (error) => `wget: can't open '${written}': ${error}`, `${written} can be written`);
  };
  if (options.has('spider')) {
    outcome.assume(`${urls[0] ?? 'the address'} answers`);
    return outcome.status;
  }
  // Each address has an `-o` of its own then, or none.
  if (curl && target !== undefined && urls.length > 1)
    call.session.machine.cloud('where each download goes is not known');
  else if (target !== undefined && target !== '-') save(target);
  else if (curl && !options.has('O')) call.out?.write(undefined);
  else if (target === '-') call.out?.write(undefined);
  else {
    for (const url of urls) {
      const name =
        url === undefined ? undefined : partsOf(url.replace(/^[a-z]+:\/\/[^/]*/, '').split(/[?#]/, 1)[0] ?? '').at(-1);
      if (name !== undefined) save(name);
      else call.session.machine.cloud('the name of a download is not known');
    }
  }
  if (outcome.status.kind !== 'fails')
    outcome.assume(`the download from ${urls[0] ?? 'an address that is not known'} works`);
  return outcome.status;
};

/** Long options of curl by their letter, and those that take a value. */
const CURL_LONG: Readonly<Record<string, string>> = {
  ...Object.fromEntries(VALUED_LONG.map((name) => [name, `${name}:`])),
  output: 'o:',
  'remote-name': 'O',
};

const WGET_LONG: Readonly<Record<string, string>> = {
  'output-document': 'O:',
  'directory-prefix': 'P:',
  header: 'header:',
  'post-data': 'post-data:',
  'user-agent': 'U:',
};

/** tar, unzip, gzip: what an archive holds is not known. */
export const archive: Command = (call) => {
  const { words } = call;
  const outcome = new Outcome(call);
  const disk = diskOf(call);
  const file = archiveFile(call);
  if (file !== undefined && file !== '-') {
    const path = call.path(file.text);
    const found = path === undefined ? undefined : disk.find(path);
    const errno = found === undefined ? undefined : errnoOf(found);
    if (errno !== undefined && !file.writes) return problem(call, file.text, ERROR_TEXT[errno]);
    if (found?.at === 'unknown' && !file.writes) outcome.assume(`${file.text} is there`);
    if (file.writes && path !== undefined) {
      const done = disk.write(path, UNKNOWN_CONTENT);
      outcome.take(done, (error) => `tar: can't open '${file.text}': ${error}`, `${file.text} can be written`);
    }
  }
  const folder = words.findIndex((word) => word === '-C' || word === '-d');
  const to = folder < 0 ? undefined : words[folder + 1];
  if (to !== undefined && call.name !== 'gzip') {
    const path = call.path(to);
    const found = path === undefined ? undefined : disk.find(path);
    if (found?.at === 'absent' && call.name === 'tar')
      return fails(1, `tar: can't change directory to '${to}': No such file or directory`);
  }
  call.out?.write(undefined);
  if (file === undefined || file === '-' || !file.writes) {
    call.session.machine.cloud(`what \`${call.name}\` unpacks is not known`);
    outcome.assume(`\`${call.name}\` can unpack ${file === undefined || file === '-' ? 'its input' : file.text}`);
  }
  return outcome.status;
};

function archiveFile(call: Call): { text: string; writes: boolean } | '-' | undefined {
  const { words } = call;
  if (call.name === 'tar') {
    const first = words[0] ?? '';
    const writes = /^-?[a-z]*c/.test(first);
    const at = words.findIndex((word) => word !== undefined && (/^-[a-zA-Z]*f$/.test(word) || word === '--file'));
    const bundled = /^[a-zA-Z]+$/.test(first) && first.includes('f') ? 0 : at;
    const text = bundled < 0 ? undefined : words[bundled + 1];
    return text === '-' ? '-' : text === undefined ? undefined : { text, writes };
  }
  const text = words.find((word, i) => word !== undefined && !word.startsWith('-') && words[i - 1] !== '-d');
  return text === undefined ? '-' : { text, writes: false };
}

function problem(call: Call, file: string, error: string): Status {
  if (call.name === 'tar') return fails(1, `tar: can't open '${file}': ${error}`);
  if (call.name === 'unzip') return fails(1, `unzip: can't open ${file}[.zip]`);
  return fails(1, `${call.name}: ${file}: ${error}`);
}
