import { resolvePath } from '../../model/paths.ts';
import { applyContract } from '../contracts.ts';
import { ERROR_TEXT, errnoOf } from '../files/disk.ts';
import type { Call, Command } from '../shell/call.ts';
import { fails, OK, type Status } from '../status.ts';
import { followMakefile } from './makefile.ts';
import { diskOf, takenToWork, textAt } from './outcome.ts';

/** Of GNU make 4.4.1: letters without a value, with one, and with one that is attached or left out. */
const PLAIN = 'bmBdehikLnpqrRsStvw';
const VALUED = 'CEfIoW';
const ATTACHED = 'jlO';
const LONG =
  'always-make assume-new assume-old check-symlink-times debug directory dry-run environment-overrides eval file help ' +
  'ignore-errors include-dir jobs jobserver-auth jobserver-style just-print keep-going load-average makefile max-load ' +
  'new-file no-builtin-rules no-builtin-variables no-keep-going no-print-directory no-silent old-file output-sync ' +
  'print-data-base print-directory question quiet recon shuffle silent stop touch trace version warn-undefined-variables what-if';

/**
 * `make` where no contract says what it makes: the options that it refuses, the folder that is not there, a goal that the
 * Makefile does not have. Anything else is taken to work. Seen with 4.4.1 (Alpine 3.19).
 */
export const makeProgram: Command = (call) => {
  const { words } = call;
  if (words.length === 1 && /^-(?:v|-version)$/.test(words[0] ?? '')) {
    call.out?.write(undefined);
    return OK;
  }
  let folder: string | undefined;
  let file: string | undefined;
  const goals: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === undefined) break;
    if (word === '--') {
      const goal = words[i + 1];
      if (goal?.startsWith('-') === true) return fails(2, `make: *** No rule to make target '${goal}'.  Stop.`);
      break;
    }
    if (word.startsWith('--')) {
      const name = word.slice(2).split('=', 1)[0] ?? '';
      const meant = LONG.split(' ').filter((each) => each.startsWith(name));
      if (meant.length === 0) return fails(2, `make: unrecognized option '${word}'`);
      if (meant.includes('directory') && word.includes('=')) folder = word.slice(word.indexOf('=') + 1);
      continue;
    }
    if (!/^-./.test(word)) {
      if (!word.includes('=')) goals.push(word);
      continue;
    }
    for (let at = 1; at < word.length; at++) {
      const letter = word.charAt(at);
      if (ATTACHED.includes(letter)) break;
      if (VALUED.includes(letter)) {
        const value = word.slice(at + 1) === '' ? words[++i] : word.slice(at + 1);
        if (letter === 'C') folder = value;
        if (letter === 'f') file = value;
        break;
      }
      if (!PLAIN.includes(letter)) return fails(2, `make: invalid option -- ${letter}`);
    }
  }
  const path = folder === undefined ? undefined : call.path(folder);
  const found = path === undefined ? undefined : diskOf(call).find(path);
  const errno = found === undefined ? undefined : errnoOf(found);
  if (errno !== undefined) return fails(2, `make: *** ${folder ?? ''}: ${ERROR_TEXT[errno]}.  Stop.`);
  const place = path ?? call.shell.cwd;
  const makefile = place === undefined ? undefined : makefileIn(call, place, file);
  if (place === undefined || makefile === undefined) return takenToWork(call);
  if (typeof makefile === 'string') return fails(2, makefile);
  return (
    missingGoal(call, place, makefile.text, goals) ??
    (isPlain(words) ? followMakefile(call, place, makefile, goals) : undefined) ??
    takenToWork(call)
  );
};

/** Whether the options say no more than where make works, and how loudly. */
function isPlain(words: readonly (string | undefined)[]): boolean {
  return words.every(
    (word, at) =>
      word !== undefined &&
      (!word.startsWith('-') || /^-(?:[Cf]|s|j\d*)$/.test(word)) &&
      (!word.includes('=') ||
        /^(?:[A-Z]*FLAGS|CC|DESTDIR|PREFIX|prefix)=/.test(word) ||
        /^-[Cf]$/.test(words[at - 1] ?? '')),
  );
}

/** The Makefile that make reads, where its text is known; what make says where the one that is named is not there. */
function makefileIn(
  call: Call,
  folder: string,
  file: string | undefined,
): { readonly name: string; readonly text: string } | string | undefined {
  const disk = diskOf(call);
  for (const name of file === undefined ? ['GNUmakefile', 'makefile', 'Makefile'] : [file]) {
    const path = resolvePath(name, folder) ?? '';
    if (disk.find(path).at !== 'absent') {
      const text = textAt(call, path);
      return text === undefined ? undefined : { name, text };
    }
  }
  return file === undefined ? undefined : `make: ${file}: ${ERROR_TEXT.ENOENT}`;
}

/** Undefined unless it is sure that the Makefile has no rule for a goal. */
function missingGoal(call: Call, folder: string, text: string, goals: readonly string[]): Status | undefined {
  const disk = diskOf(call);
  const place = disk.find(folder);
  if (place.at !== 'there' || place.node.kind !== 'dir') return undefined;
  const targets = targetsOf(text);
  const { names, complete } = disk.list(place.node, place.path);
  const index = goals.findIndex((goal) => targets?.has(goal) === false);
  const goal = goals[index];
  // What stands there is up to date, and make has rules of its own for what it could be made from.
  if (
    goal === undefined ||
    !complete ||
    names.some((name) => name === goal || name.startsWith(`${goal.replace(/\.o$/, '')}.`))
  )
    return undefined;
  if (index > 0) {
    // It stops there, and has made what stands before.
    const later = new Set(goals.slice(index));
    const before = applyContract({ ...call, words: call.words.filter((word) => !later.has(word ?? '')) });
    if (before?.kind !== 'ok') return before;
  }
  return fails(2, `make: *** No rule to make target '${goal}'.  Stop.`);
}

/** Targets of the rules of a Makefile; undefined where more than its lines decides. */
function targetsOf(text: string): ReadonlySet<string> | undefined {
  const targets = new Set<string>();
  for (const line of text.replace(/\\\n/g, ' ').split('\n')) {
    if (line.startsWith('\t') || /^\s*(?:#|$)/.test(line)) continue;
    if (/^\s*(?:-?include|sinclude|define|export|if|else|endif|\$|\.DEFAULT)/.test(line)) return undefined;
    const colon = line.indexOf(':');
    const equals = line.indexOf('=');
    if (colon < 0 || line[colon + 1] === '=' || (equals >= 0 && equals < colon)) continue;
    const written = line.slice(0, colon);
    if (/[%$]/.test(written)) return undefined;
    for (const target of written.trim().split(/\s+/)) targets.add(target);
  }
  return targets;
}
