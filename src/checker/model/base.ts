import type { Instruction } from '../syntax/dockerfile/types.ts';
import { expandWord, literalOf } from '../syntax/expand.ts';
import { parseImageReference } from './image-reference.ts';
import { classifyImage } from './images.ts';
import type { Base, Distro, Libc, Stage } from './types.ts';
import type { VariableView } from './variables.ts';

/** What a FROM stands on. */
export interface ResolvedBase {
  readonly base: Base;
  readonly distro: Distro;
  readonly libc: Libc;
  readonly release: string | undefined;
}

/** Resolves `FROM [--platform=…] <image> [AS <name>]`: a stage name first, then scratch, then an image. */
export function resolveBase(from: Instruction, stages: ReadonlyMap<string, Stage>, args: VariableView): ResolvedBase {
  const word = from.args[0];
  const range = word?.range ?? from.range;
  const platform = from.flags.find((flag) => flag.name === 'platform')?.value;
  const reference = word === undefined ? undefined : expandWord(word.parts, (name) => args.get(name));
  const empty = { reference, range, name: undefined, tag: undefined, digest: undefined, platform, stage: undefined };
  if (reference === undefined || reference === '') return partlyKnown(from, { ...empty, kind: 'unknown' });
  const named = stages.get(reference.toLowerCase());
  if (named !== undefined) {
    const stage = named.triggers ?? named;
    return { base: { ...empty, kind: 'stage', stage }, distro: stage.distro, libc: stage.libc, release: stage.release };
  }
  if (reference === 'scratch') {
    return { base: { ...empty, kind: 'scratch' }, distro: 'scratch', libc: 'none', release: undefined };
  }
  if (FILLED_IN.test(reference)) return partlyKnown(from, { ...empty, kind: 'unknown' });
  const image = parseImageReference(reference);
  return { base: { ...empty, ...image, kind: 'image' }, ...classifyImage(image.name, image.tag, isTagKnown(image)) };
}

/** What no reference has: a template's `golang:1.27-alpine%%RELEASE%%`, `node:@VERSION@-slim`. */
const FILLED_IN = /[^\w.:/@+-]|@(?!\w+:)/;

/** `golang@sha256:…` may be any of the tags; without a digest it is `latest`. */
export function isTagKnown({ tag, digest }: Pick<Base, 'tag' | 'digest'>): boolean {
  return tag !== undefined || digest === undefined;
}

/** `FROM alpine:${VERSION}` with an unknown version is still Alpine. */
function partlyKnown(from: Instruction, base: Base): ResolvedBase {
  const parts = from.args[0]?.parts ?? [];
  const first = parts[0];
  const unknown = { base, distro: 'unknown', libc: 'unknown', release: undefined } as const;
  if (first?.kind !== 'literal' || !/[:@]/.test(first.value)) return unknown;
  const literal = parts.map((part) => (part.kind === 'literal' ? part.value : '')).join('');
  const [known = ''] = literal.split(FILLED_IN);
  const { name, tag } = parseImageReference(known);
  return { base: { ...base, name }, ...classifyImage(name, tag, false), release: undefined };
}

/** The name behind AS, lower case, as BuildKit compares it. */
export function stageName(from: Instruction): string | undefined {
  const [, as, name] = from.args;
  if (as === undefined || name === undefined || as.raw.toUpperCase() !== 'AS') return undefined;
  return literalOf(name)?.toLowerCase();
}
