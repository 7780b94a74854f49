import { ERROR_TEXT, errnoOf } from '../files/disk.ts';
import { contentOf } from '../files/node.ts';
import { partsOf } from '../files/tree.ts';
import type { Call, Command } from '../shell/call.ts';
import { findProgram } from '../shell/programs.ts';
import { waitsForEver } from './waits.ts';
import { fails, OK, type Status, unknown } from '../status.ts';
import { diskOf, known, Outcome } from './outcome.ts';
import { awk, scanelf, tr } from './library-names.ts';
import { readOptions } from './options.ts';
import { linesOf, plainPattern } from './plain-pattern.ts';
import { readAll } from './read-all.ts';
import { sed } from './sed.ts';
import { sort } from './sort.ts';
import { echoText, printfText } from './print.ts';
import { withoutEnd } from '../../text.ts';

/** Commands that read files and print. Messages seen with BusyBox 1.36.1. */

const cat: Command = (call) => {
  const { options, operands, refused } = readOptions(call);
  if (refused !== undefined) return refused;
  const outcome = new Outcome(call);
  const text = readAll(call, operands, outcome, (name, error) => `cat: can't open '${name}': ${error}`);
  // One file alone: what it is goes on, even where its text is not known (`cat zone > /etc/localtime`).
  const [only] = operands;
  const path = operands.length === 1 && only?.value !== undefined ? call.path(only.value) : undefined;
  const found = path === undefined || options.size > 0 ? undefined : diskOf(call).find(path);
  const content = found?.at === 'there' && found.node.kind === 'file' ? found.node.content : undefined;
  call.out?.write(options.size === 0 ? text : undefined, content);
  return outcome.status;
};

/** Reads its files, and nobody follows what it prints. @param operandsFrom the first operands that are no files */
const reader =
  (valued: string, skip = 0): Command =>
  (call) => {
    const { operands, refused } = readOptions(call, valued);
    if (refused !== undefined) return refused;
    const outcome = new Outcome(call);
    readAll(call, operands.slice(skip), outcome, (name, error) => `${call.name}: ${name}: ${error}`);
    call.out?.write(undefined);
    return outcome.status;
  };

/** Tells about files and folders, which have to be there (a link alone will do). */
const lister =
  (valued: string): Command =>
  (call) => {
    const { options, operands, refused } = readOptions(call, valued);
    if (refused !== undefined) return refused;
    const outcome = new Outcome(call);
    for (const field of operands) {
      const path = known(call, field, outcome);
      const found = path === undefined ? undefined : diskOf(call).find(path, options.has('L'));
      if (found?.at === 'unknown') outcome.assume(`${field.value ?? ''} is there: ${found.because}`);
      else if (found !== undefined && found.at !== 'there')
        // Seen: "ls: /x: No such file or directory", and of stat "stat: can't stat '/x': …".
        outcome.problem(
          call.name === 'stat'
            ? `stat: can't stat '${field.value ?? ''}': ${ERROR_TEXT[errnoOf(found) ?? 'ENOENT']}`
            : `${call.name}: ${field.value ?? ''}: ${ERROR_TEXT[errnoOf(found) ?? 'ENOENT']}`,
        );
    }
    call.out?.write(undefined);
    return outcome.status;
  };

/** What Perl and JavaScript read alike, with one repetition at most. */
const PLAIN_PERL = /^(?:\(\?<=[\w=:/ -]{1,40}\))?(?:[\w=:/ -]|\\[dswDSW]){1,40}\+?$/;

const grep: Command = (call) => {
  const { options, operands, refused } = readOptions(call, 'ABCDdefm');
  // Seen: 1 means that no line was found, so an error is 2.
  if (refused !== undefined) return refused.kind === 'fails' ? { ...refused, exit: 2 } : refused;
  const ownPattern = options.has('e') || options.has('f');
  const isOne = !options.has('f') && call.words.filter((word) => /^-[A-Za-z]*e/.test(word ?? '')).length === 1;
  const pattern = !ownPattern ? operands[0]?.value : isOne ? options.get('e') : undefined;
  const files = ownPattern ? operands : operands.slice(1);
  if (options.has('r') || options.has('R')) {
    call.out?.write(undefined);
    return unknown(`what \`grep ${pattern ?? ''}\` finds is not known`);
  }
  const outcome = new Outcome(call);
  const text = readAll(call, files, outcome, (name, error) => `grep: ${name}: ${error}`);
  if (outcome.status.kind === 'fails') return { ...outcome.status, exit: 2 };
  const only = [...options.keys()];
  if (text !== undefined && pattern !== undefined && options.has('P') && PLAIN_PERL.test(pattern)) {
    const lines = linesOf(text).filter((line) => line.length < 10_000);
    const hits = lines.flatMap((line) => line.match(new RegExp(pattern, 'g')) ?? []);
    const isAll = only.every((each) => /^[Po]$/.test(each)) && options.has('o');
    call.out?.write(isAll ? hits.map((hit) => `${hit}\n`).join('') : undefined);
    return hits.length > 0 && only.every((each) => /^[Poq]$/.test(each))
      ? OK
      : unknown(`what \`grep ${pattern}\` finds`);
  }
  const fold = (words: string): string => (options.has('i') ? words.toLowerCase() : words);
  const isFixed = options.has('F');
  const match =
    pattern === undefined || /[\n]/.test(pattern)
      ? undefined
      : isFixed
        ? (line: string) => (line.includes(fold(pattern)) ? ([0, 0] as const) : undefined)
        : plainPattern(fold(pattern));
  if (text === undefined || match === undefined) {
    call.out?.write(undefined);
    return call.session.assume(`\`grep ${pattern ?? ''}\` finds a line`, true);
  }
  if (options.has('w') || options.has('x')) {
    call.out?.write(undefined);
    return unknown(`what \`grep ${pattern}\` finds is not known`);
  }
  const hits = linesOf(text).filter((line) => (match(fold(line)) !== undefined) !== options.has('v'));
  // `-o` prints what fits, here where that is once in a line at most.
  const isOnce = pattern !== undefined && !isFixed && /^\^.|\.\*\$?$/.test(pattern) && only.length === 1;
  if (options.has('o') && isOnce)
    call.out?.write(hits.map((line) => `${line.slice(...(match(line) ?? []))}\n`).join(''));
  else if (!options.has('q'))
    call.out?.write(
      only.length === 0 || (only.length === 1 && (options.has('i') || options.has('v')))
        ? hits.map((line) => `${line}\n`).join('')
        : undefined,
    );
  return hits.length > 0 ? OK : fails(1);
};

/** Reads its files and prints a part of them. @param part what it prints; undefined where that is not known */
const partOf =
  (
    valued: string,
    part: (lines: string[], options: ReadonlyMap<string, string | undefined>) => string[] | undefined,
  ): Command =>
  (call) => {
    const { options, operands, refused } = readOptions(call, valued);
    if (refused !== undefined) return refused;
    const outcome = new Outcome(call);
    const text = readAll(call, operands, outcome, (name, error) => `${call.name}: ${name}: ${error}`);
    // Several files have headings, and a last line without its end keeps none.
    const isPlain = text !== undefined && operands.length < 2 && (call.name === 'cut' || /\n$|^$/.test(text));
    const lines = isPlain ? part(linesOf(text), options) : undefined;
    call.out?.write(lines?.map((line) => `${line}\n`).join(''));
    return outcome.status;
  };

/** `-n 3`, and ten lines without it. */
function countOf(options: ReadonlyMap<string, string | undefined>): number | undefined {
  if (options.size === 0) return 10;
  const [count = ''] = options.size === 1 && options.has('n') ? [options.get('n')] : [];
  return /^[1-9]\d{0,5}$/.test(count) ? Number(count) : undefined;
}

const head = partOf('nc', (lines, options) => {
  const count = countOf(options);
  return count === undefined ? undefined : lines.slice(0, count);
});

const end = partOf('ncs', (lines, options) => {
  const count = countOf(options);
  return count === undefined ? undefined : lines.slice(-count);
});

const tail: Command = (call) => {
  const status = end(call);
  const follows = call.words.some((word) => word !== undefined && /^-(?:[a-z\d]*[fF]|-follow)/.test(word));
  return follows && status.kind === 'ok' && call.words.at(-1)?.startsWith('-') === false ? waitsForEver(call) : status;
};

/** `-d = -f 2`: a line without the mark stays whole. */
const cut = partOf('bcdf', (lines, options) => {
  const mark = options.get('d');
  const field = options.get('f') ?? '';
  if (mark?.length !== 1 || options.size !== 2 || !/^[1-9]\d{0,3}-?$/.test(field)) return undefined;
  const at = parseInt(field) - 1;
  return lines.map((line) =>
    line.includes(mark)
      ? line
          .split(mark)
          .slice(at, field.endsWith('-') ? undefined : at + 1)
          .join(mark)
      : line,
  );
});

const tee: Command = (call) => {
  const { options, operands, refused } = readOptions(call);
  if (refused !== undefined) return refused;
  const outcome = new Outcome(call);
  for (const field of operands) {
    const path = known(call, field, outcome);
    if (path === undefined) continue;
    const done = diskOf(call).write(
      path,
      contentOf(call.stdin ?? (call.stdin === null ? '' : undefined)),
      options.has('a'),
    );
    outcome.take(done, (error) => `tee: ${field.value ?? ''}: ${error}`, `${field.value ?? ''} can be written`);
  }
  call.out?.write(call.stdin ?? undefined);
  return outcome.status;
};

const mktemp: Command = (call) => {
  const { operands } = readOptions(call, 'p');
  const template = operands[0]?.value;
  call.out?.write(undefined);
  if (template !== undefined && !template.endsWith('XXXXXX')) return fails(1, 'mktemp: : Invalid argument');
  return OK;
};

const path =
  (how: (path: string, call: Call) => string | undefined): Command =>
  (call) => {
    const { operands } = readOptions(call, 's');
    const [first, second] = operands;
    if (first === undefined) return fails(1, `Usage: ${call.name}`);
    const text = first.value === undefined ? undefined : how(first.value, call);
    const suffix = call.name === 'basename' ? second?.value : undefined;
    const trimmed =
      text !== undefined && suffix !== undefined && text !== suffix && text.endsWith(suffix)
        ? text.slice(0, -suffix.length)
        : text;
    call.out?.write(trimmed === undefined ? undefined : `${trimmed}\n`);
    return OK;
  };

const readlink: Command = (call) => {
  const { options, operands, refused } = readOptions(call);
  if (refused !== undefined) return refused;
  const outcome = new Outcome(call);
  for (const field of operands) {
    const at = known(call, field, outcome);
    if (at === undefined) continue;
    const follow = options.has('f') || call.name === 'realpath';
    const found = diskOf(call).find(at, follow);
    if (found.at === 'unknown') {
      call.out?.write(undefined);
      outcome.assume(`${field.value ?? ''} is there`);
    } else if (follow) {
      if (found.at === 'there' || (found.at === 'absent' && found.folder && field.value?.includes('..') === false))
        call.out?.write(`${found.path}\n`);
      else
        outcome.problem(
          call.name === 'realpath' ? `realpath: ${field.value ?? ''}: ${ERROR_TEXT[errnoOf(found) ?? 'ENOENT']}` : '',
        );
    } else if (found.at === 'there' && found.node.kind === 'link') call.out?.write(`${found.node.target}\n`);
    else outcome.problem('');
  }
  return outcome.status;
};

const which: Command = (call) => {
  let status: Status = OK;
  for (const word of call.words) {
    if (word === undefined) return unknown('the name of the command is not known');
    if (word.startsWith('-')) continue;
    const found = findProgram(call.session, word, call.shell);
    if (found.kind === 'found') call.out?.write(`${found.path}\n`);
    else if (found.kind === 'unknown') {
      call.out?.write(undefined);
      status = unknown(found.because);
    } else status = fails(1);
  }
  return status;
};

const silent: Command = (call) => {
  call.out?.write('');
  return OK;
};

/** Prints something and touches no file. */
const prints: Command = (call) => {
  call.out?.write(undefined);
  return OK;
};

export const TEXT_COMMANDS: Readonly<Record<string, Command>> = {
  cat,
  tac: reader(''),
  head,
  tail,
  sort,
  uniq: reader('fsw'),
  wc: reader(''),
  cut,
  nl: reader('bfhlnsvw'),
  od: reader('AjNtw'),
  hexdump: reader('ens'),
  md5sum: reader(''),
  sha1sum: reader(''),
  ls: lister('TwI'),
  stat: lister('c'),
  du: lister('dtX'),
  strings: reader('nt'),
  base64: reader('w'),
  tr,
  rev: reader(''),
  fold: reader('w'),
  grep,
  egrep: grep,
  fgrep: grep,
  sed,
  tee,
  mktemp,
  dirname: path((text) => {
    const parts = withoutEnd(text, '/');
    const at = parts.lastIndexOf('/');
    return at < 0 ? (text.startsWith('/') ? '/' : '.') : withoutEnd(parts.slice(0, at), '/') || '/';
  }),
  basename: path((text) => partsOf(text).at(-1) ?? (text.startsWith('/') ? '/' : '')),
  readlink,
  realpath: readlink,
  which,
  pwd: (call) => {
    call.out?.write(call.shell.cwd === undefined ? undefined : `${call.shell.cwd}\n`);
    return OK;
  },
  echo: (call) => {
    call.out?.write(echoText(call.args));
    return OK;
  },
  printf: (call) => {
    call.out?.write(printfText(call.args));
    return OK;
  },
  true: silent,
  false: () => fails(1),
  sleep: (call) =>
    call.words.some((word) => word === 'infinity' || word === 'inf') ? waitsForEver(call) : silent(call),
  usleep: silent,
  sync: silent,
  // Alone it goes on until what it writes to is full.
  yes: (call) => {
    call.out?.write(undefined);
    const { watch, isAlone } = call.session;
    return watch === undefined && isAlone ? unknown('how long `yes` goes on is not known') : OK;
  },
  date: prints,
  // Tables and proofs are of x86_64.
  uname: (call) => {
    const asked = call.words.join(' ');
    call.out?.write(asked === '-m' ? 'x86_64\n' : asked === '' || asked === '-s' ? 'Linux\n' : undefined);
    return OK;
  },
  hostname: prints,
  nproc: prints,
  ps: prints,
  df: prints,
  free: prints,
  env: prints,
  printenv: prints,
  uptime: prints,
  arch: (call) => {
    call.out?.write('x86_64\n');
    return OK;
  },
  seq: prints,
  expr: prints,
  awk,
  whoami: prints,
  tty: () => fails(1),
  clear: prints,
  ldd: prints,
  scanelf,
  ...Object.fromEntries(
    'cal factor ipcalc who w groups logname tsort getconf iconv locale dmesg lsof pgrep pidof netstat ifconfig ip route lsmod lsusb lspci tty ttysize users'
      .split(' ')
      .map((name) => [name, prints]),
  ),
  ...Object.fromEntries(
    'sha256sum sha512sum sha3sum cksum sum crc32 comm paste expand unexpand xxd more less'
      .split(' ')
      .map((name) => [name, reader(name === 'paste' ? 'd' : '')]),
  ),
  cmp: (call) => unknown(`what \`cmp\` finds is not known`, call.range),
  diff: (call) => unknown(`what \`diff\` finds is not known`, call.range),
};
