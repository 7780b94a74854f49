import type { PackageSpec } from './types.ts';
import type { Argument } from '../model/types.ts';
import type { Range } from '../text.ts';

/** Reads one word of `apk add` or `apk del`: `git`, `git~=2.49`, `py3-pip@edge`, `so:libz.so.1`, `./x.apk`, `!busybox`. */
export function parsePackageSpec(argument: Argument): PackageSpec {
  const { value } = argument;
  if (value === undefined || value === '') return new ParsedSpec(argument, undefined, 'unknown');
  if (value.startsWith('!')) return new ParsedSpec(argument, value.slice(1), 'conflict');
  if (value.endsWith('.apk') || value.includes('/')) return new ParsedSpec(argument, value, 'file');
  const match = /^([^=<>~@]+)(@[\w.-]+)?([=<>~]{1,3}[^@]*)?(@[\w.-]+)?$/.exec(value);
  if (match === null) return new ParsedSpec(argument, undefined, 'unknown');
  const [, name = value, tag, constraint, lateTag] = match;
  const kind = /^(so|cmd|pc|py3\.\d+|dbus|lib|virtual):/.test(name) ? 'provides' : 'package';
  const repositoryTag = (tag ?? lateTag)?.slice(1);
  if (kind === 'package' && name === value) return new PlainSpec(argument, name);
  return new ParsedSpec(argument, name, kind, constraint, repositoryTag);
}

/** A name alone, as nearly all are. */
class PlainSpec implements PackageSpec {
  readonly name: string;
  readonly kind = 'package';
  readonly #argument: Argument;

  constructor(argument: Argument, name: string) {
    this.name = name;
    this.#argument = argument;
  }

  get constraint(): string | undefined {
    return undefined;
  }

  get repositoryTag(): string | undefined {
    return undefined;
  }

  get raw(): string {
    return this.#argument.raw;
  }

  get range(): Range {
    return this.#argument.range;
  }
}

/** Raw text and range are those of the word. */
class ParsedSpec implements PackageSpec {
  readonly name: string | undefined;
  readonly kind: PackageSpec['kind'];
  readonly constraint: string | undefined;
  readonly repositoryTag: string | undefined;
  readonly #argument: Argument;

  constructor(
    argument: Argument,
    name: string | undefined,
    kind: PackageSpec['kind'],
    constraint?: string,
    repositoryTag?: string,
  ) {
    this.name = name;
    this.kind = kind;
    this.constraint = constraint;
    this.repositoryTag = repositoryTag;
    this.#argument = argument;
  }

  get raw(): string {
    return this.#argument.raw;
  }

  get range(): Range {
    return this.#argument.range;
  }
}
