import { expect, test } from 'vitest';
import { engineFor } from './grading.ts';

const text = '# belay ignore=apk-no-cache the cache is mounted\nFROM alpine:3.24\n';

test('a lesson that grades by a rule beyond those of the lessons is graded with every rule', async () => {
  const criteria = { criteria: [{ rule: 'unused-ignore' }], allow: [] };
  const { grade } = await engineFor(criteria);
  expect(grade(text, criteria).criteria.map(({ id, met }) => [id, met])).toEqual([['rule:unused-ignore', false]]);
});

test('the usual lesson goes without them', async () => {
  const { ruleInfo } = await engineFor({ criteria: [{ rule: 'apk-no-cache' }], allow: [] });
  expect([ruleInfo('apk-no-cache')?.id, ruleInfo('unused-ignore')]).toEqual(['apk-no-cache', undefined]);
});
