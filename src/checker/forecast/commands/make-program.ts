import { ERROR_TEXT, errnoOf } from '../files/disk.ts';
import type { Command } from '../shell/call.ts';
import { fails } from '../status.ts';
import { diskOf } from './outcome.ts';

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
 * `make` where no contract says what it makes: the options that it refuses, the folder that is not there, a goal behind
 * `--` that no Makefile has. Anything else is taken to work. Seen with 4.4.1 (Alpine 3.19).
 */
export const makeProgram: Command = (call) => {
  const { words, session } = call;
  let folder: string | undefined;
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
    if (!/^-./.test(word)) continue;
    for (let at = 1; at < word.length; at++) {
      const letter = word.charAt(at);
      if (ATTACHED.includes(letter)) break;
      if (VALUED.includes(letter)) {
        const value = word.slice(at + 1) === '' ? words[++i] : word.slice(at + 1);
        if (letter === 'C') folder = value;
        break;
      }
      if (!PLAIN.includes(letter)) return fails(2, `make: invalid option -- ${letter}`);
    }
  }
  const path = folder === undefined ? undefined : call.path(folder);
  const found = path === undefined ? undefined : diskOf(call).find(path);
  const errno = found === undefined ? undefined : errnoOf(found);
  if (errno !== undefined) return fails(2, `make: *** ${folder ?? ''}: ${ERROR_TEXT[errno]}.  Stop.`);
  session.machine.cloud('what `make` makes is not known');
  call.out?.write(undefined);
  return session.assume(
    `\`${[call.name, ...words.map((word) => word ?? '…')].slice(0, 6).join(' ')}\` works`,
    call.asked,
  );
};
