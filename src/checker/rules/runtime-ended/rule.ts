import { imageUses, type ImageUse, officialName } from '../../facts/image-uses.ts';
import { runtimeEnd } from '../../facts/runtime-ends.ts';
import { enumerate } from '../../lists.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'runtime-ended',
  title: 'Move to a release of the language or server that is supported',
  category: 'releases',
  severity: 'warning',
  fix: 'none',
  tally: ['ruby/eol-ruby-version'],
  *check({ model, today }) {
    const seen = new Set<string>();
    const uses = [...imageUses(model)];
    const tags = new Map<string, Set<string>>();
    for (const { name, tag = '' } of uses) tags.set(name, (tags.get(name) ?? new Set()).add(tag));
    for (const use of uses) {
      if (use.digest !== undefined && use.isExplained) continue;
      const message = messageFor(use, today);
      // One decision, however many stages stand on it.
      if (message === undefined || seen.has(message)) continue;
      seen.add(message);
      yield { range: use.range, message, ...((tags.get(use.name)?.size ?? 0) >= MANY && { severity: 'info' }) };
    }
  },
});

/** So many lines of one image in a file are there on purpose: for the clients of old servers, or to test with each. */
const MANY = 3;

function messageFor({ name, tag = '' }: ImageUse, today: string): string | undefined {
  // Previews (`27-ea-jdk`) are what is still made of it.
  if (officialName(name) === 'openjdk' && !/-(ea|rc)\b/.test(tag)) {
    return 'Use a maintained image of Java, such as `eclipse-temurin`: `openjdk` was given up in 2022, and its finished releases are not built any more.';
  }
  const end = runtimeEnd(name, tag, today);
  if (end === undefined) return undefined;
  return `Move \`${name}\` to a line with support, ${enumerate(end.supported.slice(0, 3), 'or')}: that of ${end.version} ended ${end.ended}, and nobody has promised fixes since.`;
}
