import { alpineRelease } from '../../data/alpine-releases.ts';
import { oneForEachFact } from '../../facts/one-fact.ts';
import { defineRule, type Finding, type RuleContext } from '../../rule.ts';

export const rule = defineRule({
  id: 'base-frozen',
  title: 'Name the branch of Alpine, which gets its fixes',
  category: 'releases',
  severity: 'info',
  // A bot may keep the tag new, and where two builds must be the same, a digest is what is wanted.
  fix: 'none',
  check: findingsIn,
  together: oneForEachFact,
});

function* findingsIn({ model, today }: RuleContext): Iterable<Finding> {
  for (const { base } of model.stages) {
    const branch = base.name === 'alpine' ? /^(\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(base.tag ?? '')?.[1] : undefined;
    // With a digest it is one image on purpose. A branch that has ended is the rule base-ended.
    if (branch === undefined || base.digest !== undefined || !((alpineRelease(branch)?.ended ?? '') > today)) continue;
    yield {
      range: base.range,
      message: `Write \`alpine:${branch}\`, or add the digest: \`${base.tag ?? ''}\` stays what it was on the day of its release, and the fixes for Alpine ${branch} come under \`${branch}\`.`,
    };
  }
}
