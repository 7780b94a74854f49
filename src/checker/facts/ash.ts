import { once } from '../model/memo.ts';
import { findFile } from '../model/presence.ts';
import { isMarkerAlone } from '../syntax/dockerfile/heredoc.ts';
import type { Stage, Step } from '../model/types.ts';
import type { Instruction } from '../syntax/dockerfile/types.ts';
import { baseName } from '../model/paths.ts';
import { isShell } from '../model/wrappers.ts';

/** The program that reads the script of a RUN (or of CMD, ENTRYPOINT, HEALTHCHECK in shell form), and its options. */
export function interpreterOf({ instruction, before }: Step): readonly string[] {
  return shebangOf(instruction) ?? before.shell;
}

/** The interpreter of `RUN <<EOF` whose body begins with `#!`. */
export function shebangOf({ keyword, heredocs, body }: Instruction): readonly string[] | undefined {
  const [first] = heredocs;
  if (keyword !== 'RUN' || first === undefined || !isMarkerAlone(body.text)) return undefined;
  return shebangWords(first.body.text);
}

/** `/bin/sh -e` of a script's first line; `env` is taken off. */
export function shebangWords(script: string): readonly string[] | undefined {
  const line = /^#!([^\n]*)/.exec(script)?.[1]?.trim();
  if (line === undefined || line === '') return undefined;
  const words = line.split(/\s+/);
  return baseName(words[0] ?? '') === 'env' ? words.slice(words[1] === '-S' ? 2 : 1) : words;
}

/** True when BusyBox's ash reads the script: Alpine's /bin/sh, unless the stage put another shell there. */
export function runsAsh(step: Step): boolean {
  const shell = baseName(interpreterOf(step)[0] ?? '');
  return step.stage.distro === 'alpine' && (shell === 'sh' || shell === 'ash') && !once(step.stage, hasOtherShell);
}

function hasOtherShell(stage: Stage): boolean {
  return (
    ['dash-binsh', 'yash-binsh'].some((name) => stage.installed.has(name)) || findFile(stage, '/bin/sh') !== undefined
  );
}

/** `sh` or one of its kin: not PowerShell, Python, or a program that is not known. */
export function isPosixShell(interpreter: readonly string[]): boolean {
  return isShell(interpreter[0]);
}
