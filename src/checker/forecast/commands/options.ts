import { appletOptions } from '../../data/busybox-options.ts';
import type { Field } from '../shell/expand.ts';
import type { Call } from '../shell/call.ts';
import { fails, type Status } from '../status.ts';

interface Read {
  /** Letters and long names without dashes; value where one is taken. */
  readonly options: ReadonlyMap<string, string | undefined>;
  readonly operands: readonly Field[];
  /** BusyBox refuses an option. */
  readonly refused: Status | undefined;
}

/**
 * Reads options as BusyBox's getopt does: they may stand behind operands, `--` ends them.
 * @param valued letters that take a value
 * @param long long names and their letter, `name:` takes a value
 */
export function readOptions(call: Call, valued = '', long: Readonly<Record<string, string>> = {}): Read {
  const options = new Map<string, string | undefined>();
  const operands: Field[] = [];
  // Another package may bring the GNU tool of that name.
  const applet = call.isBusyBox ? appletOptions(call.name) : undefined;
  let refused: Status | undefined;
  const refuse = (option: string): void => {
    refused ??= fails(1, `${call.name}: unrecognized option: ${option}`);
  };
  const { args } = call;
  for (let i = 0; i < args.length; i++) {
    const field = args[i];
    if (field === undefined) continue;
    const word = field.value;
    if (word === '--') {
      operands.push(...args.slice(i + 1));
      break;
    }
    if (word === undefined || !/^-./.test(word)) {
      operands.push(field);
      continue;
    }
    if (word.startsWith('--')) {
      const equals = word.indexOf('=');
      const name = word.slice(2, equals < 0 ? undefined : equals);
      if (applet?.refusedLong.has(name)) refuse(name);
      const letter = Object.hasOwn(long, name) ? long[name] : undefined;
      const takes = letter?.endsWith(':') === true;
      const value = equals >= 0 ? word.slice(equals + 1) : takes ? args[++i]?.value : undefined;
      options.set(letter?.replace(':', '') ?? name, value);
      continue;
    }
    for (let at = 1; at < word.length; at++) {
      const letter = word[at] ?? '';
      if (applet?.refusedLetters.includes(letter)) refuse(letter);
      if (valued.includes(letter)) {
        options.set(letter, word.slice(at + 1) === '' ? args[++i]?.value : word.slice(at + 1));
        break;
      }
      options.set(letter, undefined);
    }
  }
  return { options, operands, refused };
}
