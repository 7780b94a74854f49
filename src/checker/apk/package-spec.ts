import type { PackageSpec } from './types.ts';
import type { Argument } from '../model/types.ts';

/** Reads one word of `apk add` or `apk del`: `git`, `git~=2.49`, `py3-pip@edge`, `so:libz.so.1`, `./x.apk`, `!busybox`. */
export function parsePackageSpec(argument: Argument): PackageSpec {
  const { value, raw, range } = argument;
  const unknown: PackageSpec = {
    name: undefined,
    raw,
    constraint: undefined,
    repositoryTag: undefined,
    kind: 'unknown',
    range,
  };
  if (value === undefined || value === '') return unknown;
  if (value.startsWith('!')) return { ...unknown, name: value.slice(1), kind: 'conflict' };
  if (value.endsWith('.apk') || value.includes('/')) return { ...unknown, name: value, kind: 'file' };
  const match = /^([^=<>~@]+)(@[\w.-]+)?([=<>~]{1,3}[^@]*)?(@[\w.-]+)?$/.exec(value);
  if (match === null) return unknown;
  const name = match[1] ?? value;
  return {
    name,
    raw,
    constraint: match[3],
    repositoryTag: (match[2] ?? match[4])?.slice(1),
    kind: /^(so|cmd|pc|py3\.\d+|dbus|lib|virtual):/.test(name) ? 'provides' : 'package',
    range,
  };
}
