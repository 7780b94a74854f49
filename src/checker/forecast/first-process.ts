import type { Start } from './types.ts';

/** The process with the number 1. */
export interface FirstProcess {
  /** What program it is, whatever its file is called. */
  readonly name: string;
  readonly argv: readonly (string | undefined)[];
  /** What it reads as a shell does: a script, or the text behind `sh -c`. */
  readonly script?: string;
  /** BusyBox does it. */
  readonly isBusyBox?: boolean;
}

/** Programs that are made to be PID 1: they reap what is left to them and pass signals on. */
const INITS = /^(?:tini|tini-static|dumb-init|catatonit|docker-init|s6-svscan)$/;

/** Signals that end a program which does not ask for them; the others are ignored then (signal(7)). */
const IGNORED = /^(?:SIG)?(?:CHLD|URG|WINCH|CONT|17|23|28|18)$/;

/** Programs that handle no signal, so that as PID 1 they do not end (seen: 137 after the grace period). */
const DEAF = /^(?:tail|sleep|cat|sh|ash|yes|httpd|top|watch)$/;

const SHELL = /^(?:sh|ash|bash|dash)$/;

/** BusyBox's `nc` ends by itself at these (networking/nc_bloaty.c; seen: it prints "punt!" and ends with 143). */
const HEARD_BY_NC = /^(?:SIG)?(?:TERM|INT|QUIT|15|2|3)$/;

/**
 * What PID 1 is once it has stopped replacing itself, whether that is an init, and what the stop signal does: an init passes
 * it on, and the program behind it, which is not PID 1, ends. As PID 1 a program only ends when it handles the signal.
 *
 * @param isJob it is the script that the job is about, which is not followed: its text says what it becomes
 */
export function judgeFirst(
  first: FirstProcess | undefined,
  isJob: boolean,
  stopSignal: string,
): Pick<Start, 'pid1' | 'init' | 'stops'> {
  if (first === undefined) return { pid1: undefined, init: undefined, stops: 'unknown' };
  const { script } = first;
  const becomes = isJob && script?.startsWith('#!') === true ? replacedBy(script) : undefined;
  const name = becomes?.replace(/^.*\//, '') ?? first.name;
  const isProgram = becomes !== undefined || script === undefined;
  // Whether some other `init` reaps depends on which one it is.
  const init = isProgram && name === 'init' ? undefined : isProgram && INITS.test(name);
  return { pid1: becomes ?? first.argv[0], init, stops: stopsOf(name, becomes === undefined ? script : undefined) };

  function stopsOf(program: string, text: string | undefined): Start['stops'] {
    if (/^(?:SIG)?(?:KILL|9)$/.test(stopSignal)) return 'kill';
    if (init === true) return IGNORED.test(stopSignal) ? 'kill' : 'term';
    const trap = script === undefined ? undefined : trapOf(script);
    if (trap === 'ignores') return 'kill';
    if (trap === 'handles') return /TERM$|^15$/.test(stopSignal) ? 'term' : 'unknown';
    if (text !== undefined)
      return /^#!(?!\s*\/(?:usr\/)?bin\/(?:env )?(?:sh|ash|dash|bash)\b)/.test(text) ? 'unknown' : 'kill';
    if (program === 'nc' && becomes === undefined && first?.isBusyBox === true)
      return HEARD_BY_NC.test(stopSignal) ? 'term' : 'unknown';
    // `sh start.sh`, whose text nobody has: it may end by becoming another program.
    if (SHELL.test(program) && first?.argv.slice(1).some((word) => word?.startsWith('-') !== true) === true)
      return 'unknown';
    return DEAF.test(program) ? 'kill' : 'unknown';
  }
}

/** What a script does about SIGTERM. */
function trapOf(script: string): 'handles' | 'ignores' | undefined {
  for (const line of script.split('\n')) {
    const trap = /(?:^|[;&{(])[ \t]*trap[ \t](.*)/.exec(line)?.[1];
    if (trap === undefined || !/\b(?:SIG)?(?:TERM|15)\b/.test(trap)) continue;
    return /^(?:''|"")/.test(trap) ? 'ignores' : 'handles';
  }
  return undefined;
}

/** The program that a script ends by becoming. */
function replacedBy(script: string): string | undefined {
  const last =
    script
      .replace(/\\\n/g, ' ')
      .replace(/'[^']*'/g, (text) => text.replaceAll('\n', ' '))
      .trimEnd()
      .split('\n')
      .at(-1) ?? '';
  return /^\s*exec\s+([\w./-]+)/.exec(last)?.[1];
}
