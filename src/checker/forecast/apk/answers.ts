import { type ApkRequest, type ApkState, type PackageIndex, runApk } from '../../apk/resolver/index.ts';

type Answer = ReturnType<typeof runApk>;

/** Answers kept for each index. While somebody types, all commands but one are asked again with the same words. */
const most = 200;
const kept = new WeakMap<PackageIndex, Map<string, Answer>>();

/** What apk makes of a command; the same question is answered once for each index. */
export function askApk(index: PackageIndex, state: ApkState, request: ApkRequest): Answer {
  let answers = kept.get(index);
  if (answers === undefined) kept.set(index, (answers = new Map<string, Answer>()));
  const question = questionOf(state, request);
  const before = answers.get(question);
  // What was asked last goes last.
  if (before !== undefined) answers.delete(question);
  const answer = before ?? runApk(index, state, request);
  answers.set(question, answer);
  if (answers.size > most) {
    const oldest = answers.keys().next();
    if (!oldest.done) answers.delete(oldest.value);
  }
  return answer;
}

/** All that an answer depends on, as text. The order of the world decides what apk complains about first. */
function questionOf({ world, groups, installed }: ApkState, request: ApkRequest): string {
  let text = `${JSON.stringify(request)}\n${world.join(' ')}\n`;
  for (const [name, { depends, version = '' }] of groups) text += `${name}=${version} ${depends.join(' ')}\n`;
  for (const [name, version] of installed) text += `${name}=${version} `;
  return text;
}
