import type { Invocation, Step } from '../../model/types.ts';
import { placesOf, type Place } from './shell-layout.ts';

/** True when a failure of the command stops the build: it runs for certain and no `||` stands behind it. */
export function mustSucceed(invocation: Invocation): boolean {
  const { certain, pipeline, inSubstitution, step } = invocation;
  if (!certain || inSubstitution || pipeline.index < pipeline.length - 1) return false;
  let places = PLACES.get(step);
  if (places === undefined) PLACES.set(step, (places = placesOf(step)));
  const place = places.get(invocation.range.start);
  return place?.sequence.operators?.slice(place.index).includes('||') !== true;
}

const PLACES = new WeakMap<Step, ReadonlyMap<number, Place>>();
