import { type IndexPackage, type PackageIndex } from '../../src/checker/index.ts';
import type { QuestionSet } from './sets.ts';

/** Sets drawn from an index: names mostly, some by what they provide, some with constraints, some that cannot be. */
export function randomSets(index: PackageIndex, count: number, seed: number, kind: QuestionSet['kind']): QuestionSet[] {
  const random = mulberry32(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = (): IndexPackage => {
    const entry = index.packages[below(index.packages.length)];
    if (entry === undefined) throw new Error('Give an index with packages: there is nothing to draw from.');
    return entry;
  };
  const argument = (): string => {
    const entry = pick();
    const chance = random();
    const provided = entry.provides.map((text) => text.replace(/[<>=~].*/, ''));
    if (chance < 0.2 && provided.length > 0) return provided[below(provided.length)] ?? entry.name;
    if (chance < 0.24) return `${entry.name}=${entry.version}`;
    if (chance < 0.28) return `${entry.name}~${entry.version.split('.').slice(0, 2).join('.').replace(/-r.*/, '')}`;
    if (chance < 0.3) return `${entry.name}>${entry.version}`;
    if (chance < 0.32) return `${entry.name}<${entry.version}`;
    if (chance < 0.34) return `!${entry.name}`;
    return entry.name;
  };
  return Array.from({ length: count }, () => {
    const words = Array.from({ length: 1 + below(5) }, argument);
    const commands = [`add ${random() < 0.1 ? '-t .group ' : ''}${words.join(' ')}`];
    if (random() < 0.15) commands.push(`add ${argument()} ${argument()}`);
    if (random() < 0.15) commands.push(`del ${words.map((word) => word.replace(/^!|[<>=~].*/g, '')).join(' ')}`);
    return { kind, commands };
  });
}

/** A small generator of random numbers from a seed (Tommy Ettinger, public domain): the same row for the same seed. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
