import { plainText } from '../../syntax/mapped-text.ts';
import { parseShell } from '../../syntax/shell/parse-shell.ts';
import type { Call, Command } from '../shell/call.ts';
import { launch } from '../shell/launch.ts';
import { watched } from '../shell/programs.ts';
import type { Environment } from '../shell/state.ts';
import { ERROR_TEXT, errnoOf } from '../files/disk.ts';
import { fails, OK, type Status, unknown } from '../status.ts';
import { accounts, credentialsOf } from '../users.ts';
import { isApplet } from '../base-table.ts';
import { diskOf, takenToWork, textAt } from './outcome.ts';
import { wgetOrOther } from './downloads.ts';

/** Programs that run another program. Messages seen with BusyBox 1.36.1. */

/** `sh -c text`, `sh file`. */
const sh: Command = (call) => {
  const words = [...call.args];
  let errexit = false;
  let text = false;
  let fromInput = false;
  let before = '';
  let isRead = false;
  while (words[0]?.value !== undefined && /^[-+][a-zA-Z]/.test(words[0].value)) {
    const option = words.shift()?.value ?? '';
    if (option.includes('e')) errexit = true;
    fromInput ||= option.includes('s');
    if (option.includes('l') && call.isBusyBox) before = PROFILE;
    if (option.includes('o')) words.shift();
    else if (option.includes('n')) isRead = true;
    if (option.includes('c')) {
      text = true;
      break;
    }
  }
  if (words[0]?.value === '--' || words[0]?.value === '-') words.shift();
  // `curl … | sh -s -- -b /usr/local/bin`
  const first = fromInput && !text ? undefined : words.shift();
  const rest = words;
  // Seen with BusyBox 1.35.0 and dash 0.5.12.
  if (text && first === undefined)
    return fails(
      2,
      call.isBusyBox ? `${call.name}: -c requires an argument` : `${call.name}: 0: -c requires an argument`,
    );
  if (first === undefined) {
    if (call.stdin === null) return OK;
    if (call.stdin !== undefined)
      return call.services.runText(call, call.stdin, {
        zero: call.name,
        positional: rest.map(({ value }) => value),
        errexit,
        isAsh: call.isBusyBox,
        isBash: call.name === 'bash',
      });
    call.session.machine.cloud('what the script from standard input does is not known');
    return call.session.assume('the script that sh reads works', call.asked);
  }
  if (text) {
    if (first.value === undefined) {
      call.session.machine.cloud('what the script does is not known');
      return call.session.assume('`sh -c` works with a text that is not known', call.asked);
    }
    call.session.reads(first.value);
    return call.services.runText(call, before + first.value, {
      zero: rest[0]?.value ?? call.name,
      positional: rest.slice(1).map(({ value }) => value),
      errexit,
      isText: true,
      isAsh: call.isBusyBox,
      isBash: call.name === 'bash',
    });
  }
  const path = first.value === undefined ? undefined : call.path(first.value);
  const found = path === undefined ? undefined : call.session.disk().find(path);
  if (found !== undefined && found.at !== 'there' && found.at !== 'unknown') {
    return fails(2, `sh: can't open '${first.value ?? ''}': ${ERROR_TEXT[errnoOf(found) ?? 'ENOENT']}`);
  }
  const script = path === undefined ? undefined : textAt(call, path);
  // `sh -n` looks for errors and runs nothing.
  if (isRead)
    return script === undefined || parseShell(plainText(script)).errors.length > 0
      ? unknown(`whether ${first.value ?? 'the script'} has errors`)
      : OK;
  if (script !== undefined) call.session.reads(script);
  if (found?.at === 'there' && found.node.kind === 'file') {
    const { made, text: source } = found.node.content;
    // A compiled program is no script (seen with BusyBox 1.36.1).
    if (made !== undefined && source === undefined) return fails(2, `${first.value ?? ''}: syntax error`);
    const seen = call.session.watch?.({
      ...watched({ ...call, words: rest.map(({ value }) => value) }, { path: found.path, node: found.node }, true),
    });
    if (seen !== undefined) return seen;
  }
  if (script === undefined) {
    call.session.machine.cloud(`what ${first.value ?? 'the script'} does is not known`);
    call.out?.write(undefined);
    return call.session.assume(`the script ${first.value ?? ''} works`, call.asked);
  }
  return call.services.runText(call, script, {
    zero: first.value ?? '',
    positional: rest.map(({ value }) => value),
    errexit,
    isAsh: call.isBusyBox,
    isBash: call.name === 'bash',
  });
};

/** What a login shell reads first: what matters here of Alpine's /etc/profile and 20locale.sh (alpine-baselayout 3.4.3), and what a build has put beside them. */
const PROFILE =
  'export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=${LANG:-C.UTF-8}\n' +
  'for f in /etc/profile.d/*.sh; do [ $f = /etc/profile.d/20locale.sh ] || . $f; done\n[ ! -r ~/.profile ] || . ~/.profile\n';

const otherShell: Command = (call) => {
  // As with a SHELL of bash: it reads that file first.
  if (call.name === 'bash' && Boolean((call.environment ?? call.shell.exported()).get('BASH_ENV'))) {
    call.session.machine.cloud('what the file that BASH_ENV names does is not known');
    return call.session.assume('bash works behind the file that BASH_ENV names', call.asked);
  }
  // Bash reads what ash reads; what only Bash has is not followed.
  return sh(call);
};

const env: Command = (call) => {
  const words = [...call.args];
  const own = new Map<string, string | null | undefined>();
  let cleared = false;
  while (words[0] !== undefined) {
    const value = words[0].value;
    if (value === undefined) return unknown('what `env` runs is not known');
    if (value === '-i' || value === '-' || value === '--ignore-environment') cleared = true;
    else if (value === '-u') {
      words.shift();
      const [name] = words.slice(0, 1);
      if (name?.value !== undefined) own.set(name.value, null);
    } else if (value === '--') {
      words.shift();
      break;
    } else if (/^-[CS]/.test(value)) return fails(1, `env: unrecognized option: ${value.slice(1)}`);
    else if (/^[A-Za-z_]\w*=/.test(value))
      own.set(value.slice(0, value.indexOf('=')), value.slice(value.indexOf('=') + 1));
    else break;
    words.shift();
  }
  const [first, ...rest] = words;
  if (first === undefined) {
    call.out?.write(undefined);
    return OK;
  }
  const outer = call.environment ?? call.shell.exported();
  const environment: Environment = {
    get: (name) => {
      if (own.has(name)) return own.get(name);
      return cleared ? null : outer.get(name);
    },
  };
  return launch(call.session, [first, ...rest], { ...call, environment, by: 'env', replaces: true });
};

/** `nice -n 5 cmd`, `timeout 5 cmd`. @param valued options with a value, @param operands words of its own */
const through =
  (valued: string, operands = 0, replaces = true, by: Call['by'] = 'env'): Command =>
  (call) => {
    const words = [...call.args];
    while (words[0]?.value?.startsWith('-')) {
      const option = words.shift()?.value ?? '';
      if (option === '--') break;
      if (option.length === 2 && valued.includes(option.charAt(1))) words.shift();
    }
    words.splice(0, operands);
    const [first, ...rest] = words;
    return first === undefined
      ? fails(1, `Usage: ${call.name}`)
      : launch(call.session, [first, ...rest], { ...call, by, replaces });
  };

/**
 * An init: starts its program as a child. tini with `-h` or `--version` prints and ends, and it ends with 1 at an option that
 * it does not know (krallin/tini, src/tini.c; seen with Debian's tini 0.19.0).
 */
function init(valued: string, by: Call['by'] = 'tini'): Command {
  const run = through(valued, 0, false, by);
  return (call) => {
    const own: (string | undefined)[] = [];
    for (const word of call.words) {
      if (word === '--' || word?.startsWith('-') !== true) break;
      own.push(word);
    }
    const strange =
      by === 'tini' && own.find((word) => word !== undefined && !/^(?:--version|-[hvwsgl]*(?:[ep].*)?)$/.test(word));
    if (typeof strange === 'string') {
      const option = /^-[hvwsgl]*(.)/.exec(strange)?.[1] ?? '-';
      return fails(1, `${call.name}: invalid option -- '${option}'`);
    }
    return own.some((word) => word !== undefined && /^(?:-h|--help|--version|-V)$/.test(word)) ? OK : run(call);
  };
}

/** BusyBox's init starts what /etc/inittab says, whatever its words are (seen: with the one of the base nothing but messages). */
const busyboxInit: Command = (call) => {
  const table = diskOf(call).find('/etc/inittab');
  const isOwn = table.at === 'there' && table.node.kind === 'file' && table.node.content.source === '/etc/inittab';
  return call.isBusyBox && isOwn ? OK : call.session.assume('what `init` starts works', call.asked);
};

function as(call: Call, user: string | undefined, run: () => Status): Status {
  if (user === undefined) return call.session.assume(`\`${call.name}\` works`, call.asked);
  const who = credentialsOf(call.session, user);
  if (who.problem !== undefined) return fails(1, `${call.name}: ${who.problem}`);
  if (who.unknown !== undefined) call.session.given.add(`the user ${user} exists`);
  const before = call.session.user;
  call.session.user = who.as;
  const status = run();
  call.session.user = before;
  return status;
}

const suExec: Command = (call) => {
  const [user, first, ...rest] = call.args;
  if (user === undefined || first === undefined) return fails(1, `Usage: ${call.name} user-spec command [args]`);
  return as(call, user.value, () => launch(call.session, [first, ...rest], { ...call, by: 'env', replaces: true }));
};

/** Its first word may be one that prints and ends (tianon/gosu, main.go; seen with 1.14 of Debian). */
const gosu: Command = (call) => (/^(?:--version|-v|--help|-h|-\?)$/.test(call.words[0] ?? '') ? OK : suExec(call));

function elsewhere(shell: Call['shell']): Call['shell'] {
  const copy = shell.fork();
  copy.cwd = undefined;
  return copy;
}

const su: Command = (call) => {
  const words = [...call.args];
  let user: string | undefined = 'root';
  let text: string | undefined;
  let hasText = false;
  let shell: string | undefined;
  let isLogin = false;
  const rest: typeof words = [];
  for (let i = 0; i < words.length; i++) {
    const value = words[i]?.value;
    if (value === '-c') {
      hasText = true;
      text = words[++i]?.value;
    } else if (value === '-s') shell = words[++i]?.value;
    else if (value?.startsWith('-') === true) isLogin ||= /^-(?:[a-z]*l|-login$|$)/.test(value);
    else rest.push(words[i] ?? { value, range: call.range });
  }
  if (rest[0] !== undefined) user = rest[0].value;
  // Seen with BusyBox 1.36.1: system users have nologin, which refuses.
  shell ??= accounts(call.session)?.find(({ name }) => name === user)?.shell;
  if (/\/(?:nologin|false)$/.test(shell ?? ''))
    return fails(1, shell?.endsWith('n') === true ? 'This account is not available' : undefined);
  const { home } = credentialsOf(call.session, user);
  const before = call.environment ?? call.shell.exported();
  const environment: Environment = { get: (name) => (name === 'HOME' ? home : before.get(name)) };
  return as(call, user, () =>
    hasText && text !== undefined
      ? call.services.runText(
          // `su -` leaves nothing of the environment, and goes home.
          isLogin
            ? { ...call, environment: { get: () => null }, shell: elsewhere(call.shell) }
            : { ...call, environment },
          (isLogin ? PROFILE : '') + text,
          { zero: 'sh', positional: [], isText: true, isAsh: call.isBusyBox },
        )
      : hasText
        ? call.session.assume('`su -c` works', call.asked)
        : OK,
  );
};

const busybox: Command = (call) => {
  const [first, ...rest] = call.args;
  if (first?.value === undefined) return OK;
  if (first.value.startsWith('-')) return OK;
  // It runs its own applet: nothing is looked up in PATH.
  const name = first.value.slice(first.value.lastIndexOf('/') + 1);
  if (!isApplet(name)) return fails(127, `${name}: applet not found`);
  return runApplet({ ...call, name, args: rest, words: rest.map(({ value }) => value) });
};

function runApplet(call: Call): Status {
  if (call.session.isFirst) call.session.first = { name: call.name, argv: [call.name, ...call.words] };
  const seen = call.session.watch?.(watched(call, { path: '/bin/busybox', node: undefined }));
  if (seen !== undefined) return seen;
  const command = call.services.commands.get(call.name);
  if (command !== undefined) return command({ ...call, isBusyBox: true });
  return takenToWork(call);
}

export const WRAPPERS: Readonly<Record<string, Command>> = {
  sh,
  ash: sh,
  dash: sh,
  bash: otherShell,
  env,
  nice: through('n'),
  ionice: through('cn'),
  nohup: through(''),
  setsid: through(''),
  timeout: (call) => {
    call.session.isAlone = false;
    return through('ks', 1)(call);
  },
  time: through('fo', 0, false),
  tini: init('ep'),
  'tini-static': init('ep'),
  'dumb-init': init('r', 'dumb-init'),
  catatonit: init('', 'catatonit'),
  'docker-init': init('ep'),
  init: busyboxInit,
  'su-exec': suExec,
  gosu,
  su,
  busybox,
  wget: wgetOrOther,
};
