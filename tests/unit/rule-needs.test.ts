import { expect, test } from 'vitest';
import { checker, type CheckOptions } from '../../src/checker/index.ts';
import { createChecker } from '../../src/checker/create-checker.ts';
import { shippedIndex } from '../../src/checker/forecast/shipped.ts';
import { splitStage } from '../../src/checker/fixes/two-stages/split-stage.ts';
import { allRules } from '../../src/checker/rules/all.ts';
import { withTriggers } from '../../src/checker/model/stage-chain.ts';
import { wordsOf } from '../../src/checker/words.ts';
import { fuzzInputs } from './fuzz/inputs.ts';
import { mutants, ruleExamples } from './mutations/texts.ts';

/** The words that a rule states as its needs: with them it finds what it finds when it looks at every file. */

/** All rules look at every file. */
const unasked = createChecker({
  rules: allRules.map((rule) => ({ ...rule, needs: undefined })),
  data: () => ({ index: shippedIndex() }),
  splitStage,
});
const needsOf = new Map(allRules.map(({ id, needs }) => [id, needs]));

/** Of these findings those that a rule makes where none of its words stands. */
function faultsIn(text: string, options: CheckOptions): string[] {
  const { diagnostics, dropped, model } = unasked.check(text, { ...options, also: checker.ruleIds });
  const words = wordsOf(model, withTriggers(model.stages));
  const wrong = [...diagnostics, ...dropped].filter(({ rule }) => {
    const needs = needsOf.get(rule);
    return needs !== undefined && !needs.some((word) => words.has(word));
  });
  return wrong.map(({ rule }) => `${rule} needs none of its words here:\n${text}`);
}

test('no example of a rule has a finding that the needs of its rule forbid', () => {
  expect(ruleExamples().flatMap(({ text, options }) => faultsIn(text, options))).toEqual([]);
}, 120_000);

test('no broken file has one', () => {
  expect(mutants().flatMap(({ text, options }) => faultsIn(text, options))).toEqual([]);
}, 120_000);

test('no random file has one', () => {
  const inputOf = fuzzInputs();
  const inputs = Array.from({ length: 300 }, (_, index) => inputOf(5, index));
  expect(inputs.flatMap(({ text, options }) => faultsIn(text, options))).toEqual([]);
}, 120_000);

/** What keeps a rule from files that it is about would be seen nowhere else. */
test.each([
  ['a command by its path', 'FROM alpine:3.24\nRUN /sbin/apk add jq\n', ['RUN', 'apk', 'apk add']],
  [
    'a command behind another',
    'FROM alpine:3.24\nRUN env A=b sh -c "exec python3.12 -m x"\n',
    ['python', 'python3.12'],
  ],
  ['a version at the end of a name', 'FROM alpine:3.24\nCMD ["pip3"]\n', ['CMD', 'pip']],
  ['what an init starts', 'FROM alpine:3.24\nENTRYPOINT ["/sbin/tini", "--", "bash", "x"]\n', ['bash', 'tini']],
  ['an instruction behind ONBUILD', 'FROM alpine:3.24\nONBUILD COPY --from=a b c\n', ['ONBUILD', 'COPY', '--from']],
  ['an instruction that stands twice', 'FROM alpine:3.24\nCMD a\nCMD b\n', ['CMD', 'CMD again']],
  ['a short option of apk', 'FROM alpine:3.24\nRUN apk add -t .x gcc\n', ['apk --virtual']],
  ['redirects and pipes', 'FROM alpine:3.24\nRUN a | b > c\n', ['|', '>']],
])('the words of a file have %s', (_, text, words) => {
  const { model } = checker.check(text);
  expect([...wordsOf(model, withTriggers(model.stages))]).toEqual(expect.arrayContaining(words));
});
