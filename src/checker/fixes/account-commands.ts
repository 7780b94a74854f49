import type { Argument, Invocation } from '../model/types.ts';
import { readOptions, type Options } from '../facts/options.ts';
import { placesOf } from './shell-layout.ts';
import { entryOf } from '../data/table.ts';

/**
 * The command of BusyBox that does what one of `shadow` does; undefined where there is none or a word is not understood.
 *
 * Seen in Alpine 3.19.4 (BusyBox 1.36.1): `adduser` knows -h -g -s -G -S -D -H -u -k, wants a name behind -G, makes a group
 * of the user's name except with -S (then it is nogroup); `addgroup` knows -g and -S, and `addgroup USER GROUP` adds a user.
 */
export function toBusyBox(invocation: Invocation): string | undefined {
  const translate = TRANSLATIONS[invocation.name ?? ''];
  if (translate === undefined) return undefined;
  const parsed = readOptions(invocation.args, { valued: 'bcdefgGkKpRsuZ', longValued: VALUED });
  return parsed.open ? undefined : translate(parsed, invocation);
}

const VALUED = ['uid', 'gid', 'groups', 'home-dir', 'home', 'shell', 'comment', 'password', 'base-dir'];

type Translate = (parsed: Options, invocation: Invocation) => string | undefined;

const TRANSLATIONS: Readonly<Record<string, Translate | undefined>> = {
  useradd,
  groupadd: (parsed) => {
    const words = translated(parsed, { r: '-S', system: '-S', g: '-g:', gid: '-g:' });
    const name = only(parsed);
    return words === undefined || name === undefined ? undefined : ['addgroup', ...words, name.raw].join(' ');
  },
  usermod: ({ options, operands }) => {
    const [user, ...more] = operands;
    const group = options.find(({ name }) => name === 'G' || name === 'groups')?.value;
    const adds = options.some(({ name }) => name === 'a' || name === 'append');
    if (
      !adds ||
      options.length !== 2 ||
      group === undefined ||
      /[,$]/.test(group) ||
      user === undefined ||
      more.length > 0
    ) {
      return undefined;
    }
    return `addgroup ${user.raw} ${group}`;
  },
  userdel: (parsed) => {
    const words = translated(parsed, { r: '--remove-home', remove: '--remove-home' });
    const name = only(parsed);
    return words === undefined || name === undefined ? undefined : ['deluser', ...words, name.raw].join(' ');
  },
  groupdel: (parsed) => {
    const name = only(parsed);
    return name === undefined || parsed.options.length > 0 ? undefined : `delgroup ${name.raw}`;
  },
};

const USERADD: Readonly<Record<string, string | undefined>> = {
  c: '-g:',
  comment: '-g:',
  'create-home': '',
  d: '-h:',
  g: '-G:',
  gid: '-G:',
  home: '-h:',
  'home-dir': '-h:',
  l: '',
  m: '',
  M: '',
  'no-create-home': '',
  'no-log-init': '',
  r: '-S',
  s: '-s:',
  shell: '-s:',
  system: '-S',
  u: '-u:',
  uid: '-u:',
  U: '',
  'user-group': '',
};

function useradd(parsed: Options, invocation: Invocation): string | undefined {
  const words = translated(parsed, USERADD);
  const name = only(parsed);
  if (words === undefined || name === undefined) return undefined;
  const has = (...names: readonly string[]): boolean => parsed.options.some((option) => names.includes(option.name));
  const group = words[words.indexOf('-G') + 1];
  // -G wants a name.
  if (words.includes('-G') && (group === undefined || /^\d|\$/.test(group))) return undefined;
  // Without -m, useradd makes no home.
  const home = has('m', 'create-home') ? [] : ['-H'];
  const user = ['adduser', '-D', ...home, ...words, name.raw].join(' ');
  if (!words.includes('-S') || words.includes('-G')) return user;
  const id = parsed.options.find((option) => option.name === 'u' || option.name === 'uid')?.value;
  // useradd gives the group the user's number where it is free; below 1000 Alpine has some of its own, such as 999.
  const isFree = id !== undefined && /^\d{4,5}$/.test(id) && Number(id) < 65_000;
  const joint = placesOf(invocation.step).get(invocation.range.start)?.sequence.operators === undefined ? '; ' : ' && ';
  const own = ['addgroup', '-S', ...(isFree ? ['-g', id] : []), name.raw].join(' ');
  const single = invocation.step.script?.commands.length === 1;
  return `${own}${single ? ' && ' : joint}${user.slice(0, user.length - name.raw.length)}-G ${name.raw} ${name.raw}`;
}

/** Words of the options by a table: `-x` for a flag, `-x:` for one with a value, '' to leave it out. */
function translated({ options }: Options, table: Readonly<Record<string, string | undefined>>): string[] | undefined {
  const words: string[] = [];
  for (const { name, value } of options) {
    const to = entryOf(table, name);
    if (to === undefined || (to.endsWith(':') && value === undefined)) return undefined;
    if (to.endsWith(':')) words.push(to.slice(0, -1), value ?? '');
    else if (to !== '') words.push(to);
  }
  return words;
}

function only({ operands }: Options): Argument | undefined {
  return operands.length === 1 ? operands[0] : undefined;
}
