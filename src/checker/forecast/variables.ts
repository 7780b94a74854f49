import type { Instruction } from '../syntax/dockerfile/types.ts';
import type { ForecastOptions } from './types.ts';
import { expandWord, partsOf, type Lookup } from '../syntax/expand.ts';

/** ARGs that BuildKit knows without a default (Dockerfile reference, "Automatic platform ARGs"), here for x86_64. */
const PLATFORM: Readonly<Record<string, string>> = {
  TARGETPLATFORM: 'linux/amd64',
  TARGETOS: 'linux',
  TARGETARCH: 'amd64',
  TARGETVARIANT: '',
  BUILDPLATFORM: 'linux/amd64',
  BUILDOS: 'linux',
  BUILDARCH: 'amd64',
  BUILDVARIANT: '',
};

/** ARG and ENV of a stage, or the ARGs before the first FROM. */
export class BuildVariables {
  /** `null`: declared and unset; undefined: not known. */
  readonly env: Map<string, string | undefined>;
  readonly args = new Map<string, string | null | undefined>();
  /** ENV of the base image is not all known. */
  readonly open: boolean;
  readonly #given: Readonly<Record<string, string>>;
  readonly #openArgs: boolean;

  constructor(
    { buildArgs, openArgs }: Pick<ForecastOptions, 'buildArgs' | 'openArgs'>,
    env?: ReadonlyMap<string, string | undefined>,
    open = false,
  ) {
    this.#given = buildArgs ?? {};
    this.#openArgs = openArgs ?? false;
    this.env = new Map(env);
    this.open = open;
  }

  /** ARGs with a value behind the ENV of their name. */
  readonly #later = new Set<string>();

  /** What was said last holds while building, ENV or ARG (seen with Docker 26); an ARG without a value says nothing. */
  readonly lookup: Lookup = (name) => {
    if (this.#later.has(name)) return this.args.get(name);
    if (this.env.has(name)) return this.env.get(name);
    if (this.args.has(name)) return this.args.get(name);
    // `$1`, `$@` and their like are never set here.
    return this.open && /^\w/.test(name) && !/^\d/.test(name) ? undefined : null;
  };

  /** What a program gets: the same, unset ARGs left out. */
  get(name: string): string | null | undefined {
    return this.lookup(name);
  }

  define(instruction: Instruction, isArg: boolean, globals?: BuildVariables): void {
    // All values of one line are expanded with what stood before it.
    const values = instruction.pairs.map(({ name, value }) => {
      if (!isArg) return [name, value === undefined ? '' : expandWord(value.parts, this.lookup)] as const;
      const given = Object.hasOwn(this.#given, name) ? this.#given[name] : undefined;
      if (given !== undefined) return [name, given] as const;
      if (value !== undefined) return [name, expandWord(value.parts, this.lookup)] as const;
      if (globals?.args.has(name)) return [name, globals.args.get(name)] as const;
      if (this.#openArgs) return [name, undefined] as const;
      return [name, Object.hasOwn(PLATFORM, name) ? PLATFORM[name] : null] as const;
    });
    for (const [name, value] of values) {
      if (isArg) {
        this.args.set(name, value);
        if (value !== null) this.#later.add(name);
      } else {
        this.env.set(name, value ?? undefined);
        this.#later.delete(name);
      }
    }
  }

  /** FROM sees only the ARGs before the first FROM, and the platform. */
  readonly global: Lookup = (name) =>
    this.args.has(name) ? this.args.get(name) : Object.hasOwn(PLATFORM, name) ? PLATFORM[name] : null;

  expand(text: string): string | undefined {
    return text.includes('$') ? expandWord(partsOf(text), this.lookup) : text;
  }
}
