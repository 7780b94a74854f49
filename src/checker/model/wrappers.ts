import { isOperand } from './fields.ts';
import { baseName } from './paths.ts';
import type { Argument } from './types.ts';
import { entryOf } from '../data/table.ts';

/**
 * Programs that run another program given as their arguments. The value tells how many words of their own stand
 * between: options (with those that take a value) and a fixed number of operands.
 */
interface Wrapper {
  readonly valued?: string;
  readonly operands?: number;
  readonly assignments?: true;
}

const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  sudo: { valued: '-u -g -C -h -p -U --user --group', assignments: true },
  doas: { valued: '-u -C' },
  exec: { valued: '-a' },
  command: {},
  builtin: {},
  time: { valued: '-f -o' },
  env: { valued: '-u -C --unset --chdir', assignments: true },
  nohup: {},
  nice: { valued: '-n' },
  ionice: { valued: '-c -n' },
  setsid: {},
  busybox: {},
  eatmydata: {},
  timeout: { valued: '-k -s --signal --kill-after', operands: 1 },
  'su-exec': { operands: 1 },
  gosu: { operands: 1 },
  setpriv: { valued: '--reuid --regid --groups --inh-caps --bounding-set' },
  stdbuf: { valued: '-i -o -e' },
};

/** Index of the word that is really run, behind `sudo`, `exec`, `env A=b` and their like. */
export function peelWrappers(words: readonly Argument[]): number {
  let at = 0;
  for (let depth = 0; depth < 8; depth++) {
    const value = words[at]?.value;
    const wrapper = value === undefined ? undefined : entryOf(WRAPPERS, baseName(value));
    if (wrapper === undefined) return at;
    const inner = skipOwnWords(words, at + 1, wrapper);
    // `command -v apk` asks, it does not run; `exec` alone only redirects.
    if (inner >= words.length || (value === 'command' && /^-[vV]+$/.test(words[at + 1]?.value ?? ''))) return at;
    at = inner;
  }
  return at;
}

function skipOwnWords(words: readonly Argument[], from: number, wrapper: Wrapper): number {
  const valued = new Set((wrapper.valued ?? '').split(' '));
  let at = from;
  for (; at < words.length; at++) {
    const value = words[at]?.value;
    if (value === undefined) break;
    if (value === '--') {
      at++;
      break;
    }
    if (valued.has(value)) at++;
    else if (!(value.startsWith('-') && value.length > 1) && !(wrapper.assignments && /^\w+=/.test(value))) break;
  }
  return at + (wrapper.operands ?? 0);
}

/** `/bin/sh`, `bash` and their kin. */
export function isShell(program: string | undefined): boolean {
  return program !== undefined && /^(ba|a|da|z|k)?sh$/.test(baseName(program));
}

/** `-c` or `-ec`: the word behind it is a script. */
export function isScriptFlag(word: string | undefined): boolean {
  return word !== undefined && /^-[a-z]+$/.test(word) && word.includes('c');
}

/** The word that a shell takes for its script: the first operand behind `-c`. */
export function nestedScript(args: readonly Argument[]): Argument | undefined {
  const flag = args.findIndex(({ value }) => isScriptFlag(value));
  return flag < 0 ? undefined : args.slice(flag + 1).find(isOperand);
}
