import { ALPINE_RELEASES, alpineRelease, compareBranches } from '../data/alpine-releases.ts';
import { imageUses, type ImageUse } from '../facts/image-uses.ts';
import { runtimeEnd } from '../facts/runtime-ends.ts';
import type { Forecast } from '../forecast/types.ts';
import { parseImageReference } from '../model/image-reference.ts';
import { classifyImage } from '../model/images.ts';
import type { Model } from '../model/types.ts';
import { first, type Found, MET, unknown, unmet } from './finding.ts';

/** What the names of images are judged by: the text, and the day. */
export interface Naming {
  readonly model: Model;
  /** ISO date. */
  readonly today: string;
}

type Named = Pick<ImageUse, 'name' | 'tag' | 'digest' | 'range'>;

/** Whether each image that the build takes is named by a branch of Alpine that has support, or by a digest of one. */
export function releasesFound({ model, today }: Naming, { stages }: Forecast): Found {
  const found: Found[] = [];
  for (const { index, base, release, reached } of model.stages) {
    if (!reached || base.kind === 'stage') continue;
    if (base.kind === 'unknown') {
      // The forecast knows that nobody gives a value to an ARG without one.
      const reference = stages[index]?.base ?? '';
      found.push(
        reference === ''
          ? unknown('Which image `FROM` names is not known.', base.range)
          : useFound({ ...parseImageReference(reference), range: base.range }, today),
      );
    }
    // A root file system in place of a base.
    if (base.kind === 'scratch' && release !== undefined) found.push(supported(release, today, base.range));
  }
  for (const use of imageUses(model)) if (use.stage.reached) found.push(useFound(use, today));
  return first(found);
}

function useFound({ name, tag, digest, range }: Named, today: string): Found {
  const written = tag === undefined ? name : `${name}:${tag}`;
  const { distro, release } = classifyImage(name, tag, true);
  const ended = runtimeEnd(name, tag ?? '', today);
  if (ended !== undefined) return unmet(`The support of \`${name}\` ${ended.version} ended ${ended.ended}.`, range);
  if (release !== undefined) {
    return digest === undefined && name === 'alpine' && /^v?\d+\.\d+[._]/.test(tag ?? '')
      ? unmet(`\`${written}\` stays what it was on its first day, and gets no fixes: the branch does.`, range)
      : supported(release, today, range);
  }
  if (digest === undefined && (tag === undefined || tag === 'latest'))
    return unmet(`\`${written}\` is whatever is newest on the day of the build.`, range);
  if (distro !== 'alpine') return unknown(`Whether \`${written}\` has support is not known.`, range);
  return digest === undefined
    ? unmet(`\`${written}\` names no branch of Alpine, and moves from one to the next.`, range)
    : unknown('Which release a digest is cannot be told: write the tag of the branch before it.', range);
}

function supported(release: string, today: string, range: Found['range']): Found {
  if (release === 'edge') return unmet('edge is where the next release is made: it changes every day.', range);
  const { released, ended } = alpineRelease(release) ?? {};
  if (released !== undefined && ended !== undefined && released <= today)
    return ended <= today ? unmet(`The support of Alpine ${release} ended on ${ended}.`, range) : MET;
  const isOld = compareBranches(release, ALPINE_RELEASES.at(-1)?.branch ?? release) < 0;
  if (isOld) return unmet(`The support of Alpine ${release} has ended.`, range);
  return unknown(`Whether Alpine ${release} has support is not known.`, range);
}
