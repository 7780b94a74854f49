import type { Model } from '../model/types.ts';
import type { Comment } from '../syntax/dockerfile/types.ts';

/** Words with which somebody says why it is this release and no other. */
export const REASON =
  /\b(because|until|since|cannot|can't|don't|doesn't|pinned|breaks?|broken|fails?|gone|lacks|missing|removed|dropped|needs?|requires?|specifically|on purpose|not yet)\b/i;

/** A comment above a `FROM` with this image, here or in another stage, names the release and says why it is this one. */
export function isHeldBack({ stages }: Model, reference: string | undefined, version: string): boolean {
  return stages.some(({ base, from }) => base.reference === reference && saysWhy(from.leading, version));
}

function saysWhy(comments: readonly Comment[], version: string): boolean {
  return (
    comments.some(({ text }) => matchesAnother(text)) ||
    (comments.some(({ text }) => names(text, version)) && comments.some(({ text }) => REASON.test(text)))
  );
}

/** "Has to match the version of …": it has to be that of another image. */
function matchesAnother(text: string): boolean {
  const at = text.search(/\b(match|same)\b/i);
  return at >= 0 && /\b(version|release|alpine)\b/i.test(text.slice(at));
}

/** `3.20` stands in the text as a number of its own: not in 13.20 or 3.201. */
function names(text: string, version: string): boolean {
  for (let at = text.indexOf(version); at >= 0; at = text.indexOf(version, at + 1)) {
    if (!/[\d.]/.test(text[at - 1] ?? '') && !/\d/.test(text[at + version.length] ?? '')) return true;
  }
  return false;
}
