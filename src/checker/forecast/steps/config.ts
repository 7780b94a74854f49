import type { Instruction } from '../../syntax/dockerfile/types.ts';
import type { Range } from '../../text.ts';
import type { BaseImage } from '../bases.ts';

/** What a stage gives to those that stand on it, and to the container. */
export interface Config {
  user: string | undefined;
  workdir: string | undefined;
  shell: readonly string[];
  /** The image is somebody's own, which may have another SHELL, and another /bin/sh. */
  readonly anyShell: boolean;
  /** `undefined`: none; `'unknown'`: the base's own, not known. */
  entrypoint: readonly string[] | undefined | 'unknown';
  command: readonly string[] | undefined | 'unknown';
  /** Line and range of what starts. */
  at: Range;
  commandIsOwn: boolean;
  stopSignal: string;
  healthcheck: Instruction | undefined;
}

/** What an image begins with: its own where it is known. @param at where it is named */
export function firstConfig({ distro, open, facts, user }: BaseImage, at: Range): Config {
  const unknownBase = open && distro !== 'debian' && facts === undefined;
  const commands: Readonly<Record<string, readonly string[] | undefined>> = {
    scratch: undefined,
    debian: ['bash'],
    ...(!open && { alpine: ['/bin/sh'] }),
  };
  return {
    user: unknownBase ? (user === 'root' ? '' : user) : (facts?.user ?? ''),
    workdir: unknownBase ? undefined : (facts?.workdir ?? '/'),
    shell: ['/bin/sh', '-c'],
    anyShell: unknownBase && user === undefined,
    entrypoint: unknownBase ? 'unknown' : facts?.entrypoint,
    command: facts?.command ?? (distro in commands ? commands[distro] : 'unknown'),
    at,
    commandIsOwn: false,
    stopSignal: facts?.stopSignal ?? 'SIGTERM',
    healthcheck: undefined,
  };
}
