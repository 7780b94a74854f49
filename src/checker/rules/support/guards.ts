import { once } from '../../model/memo.ts';
import type { Invocation } from '../../model/types.ts';
import { placesOf } from './shell-layout.ts';

/** True when a failure of the command stops the build: it runs for certain and no `||` stands behind it. */
export function mustSucceed(invocation: Invocation): boolean {
  const { certain, pipeline, inSubstitution, step } = invocation;
  if (!certain || inSubstitution || pipeline.index < pipeline.length - 1) return false;
  const place = once(step, placesOf).get(invocation.range.start);
  return place?.sequence.operators?.slice(place.index).includes('||') !== true;
}
