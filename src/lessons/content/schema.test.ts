import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { AuthorError } from './author-error.ts';
import { validate } from './front-matter.ts';
import { fieldNames, lessonSchema, type LessonFrontMatter } from './schema.ts';

const rules = ['apk-no-cache', 'exec-form', 'virtual-not-removed'];

const right = `
title: Delete build tools in the layer that added them
summary: One line.
minutes: 8
target: runtime
criteria:
  - rule: virtual-not-removed
  - expect: { installs: [openssl, "libfoo|libbar"], in: final }
    because: The server needs it.
  - expect: { notInstalled: [gcc], in: final }
    level: actionable
  - expect: { exposes: [8080, 53/udp], env: { TZ: "Europe/Zurich" }, stages: 2 }
allow: [exec-form]
hints: [Look at the layer., Look at the RUN., "Delete .build-deps there."]
sources: [{ title: apk-add(8), url: "https://man.archlinux.org/man/apk-add.8.en" }]
`;

const read = (yaml: string): LessonFrontMatter =>
  validate(lessonSchema(rules), parse(yaml), 'content/lessons/x/lesson.mdx', {
    fields: fieldNames,
    documentation: 'src/lessons/content/schema.ts',
  });

/** The message for a front matter with one line replaced. */
function messageFor(line: string | RegExp, by: string): string {
  try {
    read(right.replace(line, by));
  } catch (error) {
    expect(error).toBeInstanceOf(AuthorError);
    return (error as AuthorError).message;
  }
  throw new Error('It was accepted.');
}

describe('front matter', () => {
  test('gives the fields that grading takes', () => {
    const fields = read(right);
    expect(fields.criteria[0]).toEqual({ rule: 'virtual-not-removed' });
    expect(fields.criteria[2]).toEqual({ expect: { notInstalled: ['gcc'], in: 'final' }, level: 'actionable' });
    expect(fields.allow).toEqual(['exec-form']);
  });

  test('may leave out target and allow', () => {
    expect(read(right.replace('target: runtime\n', '').replace('allow: [exec-form]\n', ''))).toMatchObject({
      allow: [],
    });
  });

  test.each<[string, string | RegExp, string, string[]]>([
    [
      'an unknown rule',
      'rule: virtual-not-removed',
      'rule: virtual-not-remved',
      ['criteria.0.rule', 'Did you mean "virtual-not-removed"?'],
    ],
    ['an unknown rule in allow', 'allow: [exec-form]', 'allow: [exec-frm]', ['allow.0', 'Did you mean "exec-form"?']],
    ['an unknown field', 'minutes: 8', 'minuts: 8', ['minut']],
    [
      'a field too many',
      'minutes: 8',
      'minutes: 8\nminute: 9',
      ['There is no field "minute" here', 'Did you mean "minutes"?'],
    ],
    [
      'an unknown expectation',
      'notInstalled: [gcc]',
      'notinstalled: [gcc]',
      ['criteria.2.expect', 'Did you mean "notInstalled"?'],
    ],
    [
      'an expectation of nothing',
      'notInstalled: [gcc], in: final',
      'in: final',
      ['criteria.2.expect', 'what is expected'],
    ],
    ['a wrong level', 'level: actionable', 'level: must', ['criteria.2.level', 'essential, actionable or informative']],
    ['a fraction of a minute', 'minutes: 8', 'minutes: 8.5', ['minutes']],
    ['no hints', /hints: .*\n/, 'hints: []\n', ['hints', 'at least one hint']],
    ['a missing title', /title: .*\n/, '', ['title', 'This must be a text']],
    ['an address without a protocol', 'https://man', 'man', ['sources.0.url', 'full address']],
    [
      'a relative path',
      '{ notInstalled: [gcc], in: final }',
      '{ copies: [app] }',
      ['criteria.2.expect.copies.0', 'absolute path'],
    ],
  ])('says where and why for %s', (_, line, by, parts) => {
    const message = messageFor(line, by);
    expect(message).toContain('content/lessons/x/lesson.mdx');
    for (const part of parts) expect(message).toContain(part);
  });
});
