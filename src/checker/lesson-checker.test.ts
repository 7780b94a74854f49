import { expect, test } from 'vitest';
import { checker } from './checker.ts';
import { lessonChecker } from './lesson-checker.ts';
import { allRules } from './rules/all.ts';
import { rulesOn } from './rules-on.ts';

const profile = 'lesson';

test('has the rules that are on in a lesson, and no other', () => {
  const on = rulesOn(allRules)({ profile }).map(({ id }) => id);
  expect(lessonChecker.ruleIds).toEqual(on);
  expect(lessonChecker.rules).toHaveLength(on.length);
});

test.each([
  'FROM alpine\nRUN apk add gcc\nCMD exec ./app',
  // Comments name rules that it does not have, or nearly.
  'FROM alpine:3.19\n# belay ignore=root-user\nRUN apk add --no-cache git',
  'FROM alpine:3.19\n# belay ignore=rot-user,base-floatin,apk-unpined\nRUN apk add --no-cache git',
  '# hadolint global ignore=DL3018\n# check=skip=all\nFROM alpine:3.19 as build\nRUN apk add git | cat\nUSER root',
  'FROM debian:13\nRUN apt-get install -y curl && pip install flask\nADD . /app',
])('finds in %j what the whole checker does', (text) => {
  const { diagnostics, failures, dropped } = checker.check(text, { profile });
  const here = lessonChecker.check(text, { profile });
  expect(here).toMatchObject({ diagnostics, failures, dropped });
  for (const { rule, fix } of diagnostics) {
    if (fix === undefined) continue;
    const chosen = { rule, edits: fix.edits };
    expect(lessonChecker.tryFix(text, chosen, { profile })).toEqual(checker.tryFix(text, chosen, { profile }));
  }
});
