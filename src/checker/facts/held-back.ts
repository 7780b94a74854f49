import type { Model } from '../model/types.ts';
import type { Comment } from '../syntax/dockerfile/types.ts';

/** Words with which somebody says why it is this release and no other. */
export const REASON =
  /\b(because|until|since|cannot|can't|don't|doesn't|won't|pinned|breaks?|broken|fails?|gone|lacks|missing|removed|dropped|needs?|requires?|specifically|on purpose|deliberately|(last|latest) (version|release|line) (that|with|which)|not yet|(later|newer) (versions|releases))\b/i;

/** A comment above a `FROM` with this image, here or in another stage, names the release and says why it is this one. */
export function isHeldBack({ stages }: Model, reference: string | undefined, version: string): boolean {
  return stages.some(({ base, from }) => base.reference === reference && saysWhy(from.leading, version));
}

function saysWhy(comments: readonly Comment[], version: string): boolean {
  const named = new RegExp(String.raw`(?<![\d.])v?${version.replaceAll('.', String.raw`\.`)}(?!\d)`);
  return comments.some(({ text }) => named.test(text)) && comments.some(({ text }) => REASON.test(text));
}
