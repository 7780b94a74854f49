import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { AuthorError } from '../../src/lessons/content/author-error.ts';
import { loadGlossary } from '../../src/lessons/content/glossary.ts';
import { requireJudgeable } from '../../src/lessons/content/judged-lesson.ts';
import { loadLessons } from '../../src/lessons/content/load.ts';
import { loadTracks } from '../../src/lessons/content/tracks.ts';
import { lessonFaults } from '../../scripts/lesson/lesson-faults.ts';
import { readWritten } from '../../scripts/lesson/written-lesson.ts';
import { root } from '../../scripts/root.ts';

/**
 * Mistakes that authors make, one in each copy of a lesson that has everything: which of them stop a build, which are said by
 * `npm run lesson` and fail the tests, and with which file, field and hint.
 */

const slug = 'apk-add';
const places: string[] = [];
afterAll(() => places.forEach((place) => rmSync(place, { recursive: true, force: true })));

/** A repository with the content of one lesson, to be broken. */
class Copy {
  readonly root = mkdtempSync(join(tmpdir(), 'belay-mistake-'));

  constructor() {
    places.push(this.root);
    cpSync(join(root, 'content/lessons', slug), this.at(`lessons/${slug}`), { recursive: true });
    cpSync(join(root, 'content/glossary.yaml'), this.at('glossary.yaml'));
    this.write('tracks/first.yaml', `title: First\nsummary: The first.\nlessons: [${slug}]\n`);
  }

  at(path: string): string {
    return join(this.root, 'content', path);
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(this.at(path)), { recursive: true });
    writeFileSync(this.at(path), text);
  }

  /** Replaces a text of a file of the lesson, which has to be there. */
  edit(path: string, from: string | RegExp, to: string): void {
    const file = this.at(`lessons/${slug}/${path}`);
    const text = readFileSync(file, 'utf8');
    const changed = text.replace(from, () => to);
    if (changed === text) throw new Error(`${path} has no ${from}: mend this test.`);
    writeFileSync(file, changed);
  }

  add(path: string, text: string): void {
    appendFileSync(this.at(`lessons/${slug}/${path}`), text);
  }

  remove(path: string): void {
    rmSync(this.at(`lessons/${slug}/${path}`), { recursive: true });
  }
}

/** What a build does with content before it makes a page (`src/integrations/content-loaders.ts`). */
function build({ root: at }: Copy): void {
  for (const lesson of loadLessons({ root: at, base: '/' })) requireJudgeable(lesson);
  loadTracks(at);
  loadGlossary(at);
}

type Break = (copy: Copy) => void;
const front =
  (from: string | RegExp, to: string): Break =>
  (copy) =>
    copy.edit('lesson.mdx', from, to);
const prose =
  (text: string): Break =>
  (copy) =>
    copy.add('lesson.mdx', `\n${text}\n`);

test('the lesson that is broken below has nothing wrong', () => {
  const copy = new Copy();
  expect(() => build(copy)).not.toThrow();
  expect(lessonFaults(readWritten(slug, copy.root))).toEqual([]);
});

const lessonFile = `content/lessons/${slug}/lesson.mdx`;

describe('a build stops at', () => {
  test.each<[string, Break, string | RegExp]>([
    [
      'an unknown field',
      front('minutes:', 'minuets:'),
      `${lessonFile}: There is no field "minuets" here. Did you mean "minutes"?`,
    ],
    [
      'a field of another kind',
      front(/minutes: \d+/, 'minutes: ten'),
      `${lessonFile}: minutes: This must be a whole number of minutes. The fields are explained in src/lessons/content/schema.ts.`,
    ],
    ['a missing field', front(/^summary: .*\n/m, ''), `${lessonFile}: summary: This must be a text.`],
    [
      'a title that is too long',
      front(/^title: .*/m, `title: ${'x'.repeat(71)}`),
      `${lessonFile}: title: Keep the title under 70 characters.`,
    ],
    ['front matter that is no YAML', front('title:', 'title: ['), /lesson\.mdx: This is not valid YAML: .* line 2/s],
    [
      'no front matter',
      front('---\n', ''),
      `${lessonFile}: There is no front matter. Begin the file with a line "---"`,
    ],
    [
      'an unknown rule to teach',
      front('- apk-unknown-option', '- apk-unknown-optoin'),
      `${lessonFile}: teaches.1: There is no rule "apk-unknown-optoin". Did you mean "apk-unknown-option"?`,
    ],
    [
      'an unknown rule to leave alone',
      front('job:\n', 'allow: [root-usr]\njob:\n'),
      `${lessonFile}: allow.0: There is no rule "root-usr". Did you mean "root-user"?`,
    ],
    [
      'a message of an unknown rule',
      front('  foreign-package-manager: ', '  foreign-package-managers: '),
      `${lessonFile}: messages.foreign-package-managers: There is no rule`,
    ],
    [
      'an unknown form',
      front('goal:', 'form: fixx\ngoal:'),
      `${lessonFile}: form: There is no such form of exercise. A form is one of fix`,
    ],
    [
      'a small exercise that nothing places',
      front('id: which-name', 'id: which-nam'),
      `${lessonFile}: <Exercise id="which-name">: There is no exercise "which-name". Did you mean "which-nam"?`,
    ],
    [
      'a file that the starter has not',
      front('file: medium.sh', 'file: medum.sh'),
      `${lessonFile}: job.runs.file: The starter has no file "medum.sh". Its files: medium.sh.`,
    ],
    [
      'an unknown condition',
      front('holds: { packages:', 'holds: { package:'),
      `${lessonFile}: goals.0.holds: There is no field "package" here. Did you mean "packages"?`,
    ],
    [
      'no starter',
      (copy) => copy.remove('starter/Dockerfile'),
      `content/lessons/${slug}/starter/Dockerfile: The file is missing. A lesson has a starter and a solution`,
    ],
    [
      'no solution',
      (copy) => copy.remove('solution'),
      `content/lessons/${slug}/solution/Dockerfile: The file is missing.`,
    ],
    [
      'a goal that the starter meets',
      front(/ {4}holds: .*/, '    holds: { base: alpine }'),
      `${lessonFile}: goals (tools): The starter meets this goal already. Leave something to do in the starter`,
    ],
    [
      'a solution that does not meet a goal',
      (copy) => copy.edit('solution/Dockerfile', ' jq', ''),
      `${lessonFile}: job: The lesson's own solution does not meet it:`,
    ],
    [
      'another way that there is not',
      front('- answer: as-a-group', '- answer: as-a-grup'),
      `${lessonFile}: passed.others.1.answer: There is no answer "as-a-grup" in accepted/ or variants/. Did you mean "as-a-group"?`,
    ],
    [
      'a figure of a state that there is not',
      front('from: { state: starter', 'from: { state: startr'),
      new RegExp(`${lessonFile}: passed.figures.0: .*startr`),
    ],
    [
      'a figure that was not recorded',
      (copy) => {
        copy.remove('recordings/starter.cast');
        copy.remove('recordings/starter.json');
      },
      `${lessonFile}: passed.figures.0.from: There is no recording of "starter". Record it (npm run record -- ${slug}/starter)`,
    ],
    [
      'a cast without its JSON',
      (copy) => copy.remove('recordings/asking.json'),
      `content/lessons/${slug}/recordings/asking.json: The cast has no JSON beside it. Record it again: npm run record -- ${slug}/asking`,
    ],
    [
      'JSON without its cast',
      (copy) => copy.remove('recordings/asking.cast'),
      `content/lessons/${slug}/recordings/asking.cast: The recording has no cast beside its JSON. Record it again`,
    ],
    [
      'a wrong field for the recorder',
      (copy) => copy.edit('session.yaml', /^image:/m, 'imaeg:'),
      new RegExp(`content/lessons/${slug}/session.yaml: There is no field "imaeg" here. Did you mean "image"?`),
    ],
    [
      'a lesson of a track that there is not',
      (copy) => copy.write('tracks/first.yaml', 'title: First\nsummary: The first.\nlessons: [apk-ad]\n'),
      'content/tracks/first.yaml: lessons.0: There is no lesson "apk-ad". Did you mean "apk-add"?',
    ],
    [
      'a track after one that there is not',
      (copy) =>
        copy.write('tracks/second.yaml', `title: Second\nsummary: The second.\nafter: [frist]\nlessons: [${slug}]\n`),
      'content/tracks/second.yaml: after.0: There is no other track "frist". Did you mean "first"?',
    ],
    [
      'a word of the glossary that leads to none',
      (copy) =>
        copy.write(
          'glossary.yaml',
          'apk:\n  word: apk\n  says: The [manager](#pakage).\n  source: { title: T, url: "https://example.org/" }\npackage:\n  word: package\n  says: A file.\n  source: { title: T, url: "https://example.org/" }\n',
        ),
      'content/glossary.yaml: apk.says: The glossary has no word "pakage". Did you mean "package"?',
    ],
  ])('%s', (_, breakIt, says) => {
    const copy = new Copy();
    breakIt(copy);
    expect(() => build(copy)).toThrow(AuthorError);
    expect(() => build(copy)).toThrow(says);
  });
});

describe('npm run lesson, and with it the tests, say', () => {
  test.each<[string, Break, string | RegExp]>([
    [
      'a section role that there is not',
      front('role="idea"', 'role="ideas"'),
      'lesson.mdx: There is no section role "ideas".',
    ],
    [
      'a section that is missing',
      front('<Section role="when-not-to"', '<Section role="idea"'),
      'lesson.mdx: Add <Section role="when-not-to">.',
    ],
    [
      'a word that the glossary has not',
      prose('<Term id="indx">index</Term>'),
      'lesson.mdx: The glossary has no word "indx".',
    ],
    [
      'a link that leads nowhere',
      prose('[It](/rules/apk-no-cahce/)'),
      /^lesson\.mdx, line \d+: \/rules\/apk-no-cahce\/ leads nowhere\. Did you mean "\/rules\/apk-no-cache\/"\?$/,
    ],
    [
      'a rule that there is not',
      prose('<Rule id="apk-no-cahce" />'),
      /^lesson\.mdx, line \d+: <Rule id="apk-no-cahce"> leads nowhere\./,
    ],
    [
      'a lesson that there is not',
      prose('<Lesson slug="tiny" />'),
      /^lesson\.mdx, line \d+: <Lesson slug="tiny"> leads nowhere\./,
    ],
    [
      'code that is wrong and not marked',
      prose('```dockerfile\nFROM alpine:3.24\nRUN apk add jq\n```'),
      /^lesson\.mdx, line \d+: Mend what apk-no-cache finds, mark the block \(bad=apk-no-cache\)/,
    ],
    [
      'code that is marked for another rule',
      prose('```dockerfile bad=root-user\nFROM alpine:3.24\nRUN apk add jq\n```'),
      /^lesson\.mdx, line \d+: Marked as bad for root-user, which finds nothing in it\. It finds: apk-no-cache\.$/,
    ],
    [
      'a mutant that passes',
      (copy) => copy.add('mutants.yaml', '- { name: none, replace: "USER 10001", with: "USER 10002", fails: [job] }\n'),
      'mutants.yaml: "none" passes, though it is wrong.',
    ],
    [
      'a mutant that fails something else',
      (copy) => copy.edit('mutants.yaml', 'fails: [builds]', 'fails: [starts]'),
      /^mutants\.yaml: "name-of-debian" fails builds, and says starts\.$/,
    ],
    [
      'a mutant that does not fit',
      (copy) => copy.edit('mutants.yaml', 'replace: sgdisk dosfstools', 'replace: sgdsk'),
      /^mutants\.yaml: "name-of-debian": The text to replace stands 0 times in Dockerfile, not once: sgdsk$/,
    ],
    [
      'an answer that does not pass',
      (copy) => copy.edit('accepted/one-run-each.Dockerfile', 'jq', 'yq'),
      /^accepted\/one-run-each: It is right, and does not meet goal:tools: ./,
    ],
    [
      'a field of a mutant that there is not',
      (copy) => copy.edit('mutants.yaml', 'replace: sgdisk dosfstools', 'replce: sgdisk dosfstools'),
      new RegExp(
        `^content/lessons/${slug}/mutants\\.yaml: 0: There is no field "replce" here\\. Did you mean "replace"\\?$`,
      ),
    ],
    [
      'an answer under a name that nobody reads',
      (copy) => copy.write(`lessons/${slug}/accepted/Dockerfile.other`, 'FROM alpine:3.24\n'),
      'accepted/Dockerfile.other: Nothing reads this file. Call it accepted/<name>.Dockerfile, or put it into accepted/<name>/.',
    ],
    [
      'a folder that nobody reads',
      (copy) => copy.write(`lessons/${slug}/variant/x/Dockerfile`, 'FROM alpine:3.24\n'),
      'variant/x/Dockerfile: Nothing reads this file. A lesson has lesson.mdx, session.yaml,',
    ],
    [
      'minutes that are wrong',
      front(/minutes: \d+/, 'minutes: 30'),
      /^lesson\.mdx: Say \d+ minutes, or write more or less: it says 30\.$/,
    ],
    [
      'a text that is left to write',
      (copy) => copy.add('session.yaml', '# TODO say why\n'),
      /^session\.yaml, line \d+: Write what stands as TODO there: # TODO say why$/,
    ],
    [
      'a recording of another Dockerfile',
      (copy) => copy.add('variants/old-names/Dockerfile', '# changed\n'),
      `recordings/old-names.cast: The Dockerfile has changed. Record it again: npm run record -- ${slug}/old-names`,
    ],
    [
      'a recording of other commands',
      (copy) => copy.edit('session.yaml', /docker run --rm/, 'docker run --init --rm'),
      /^recordings\/.*\.cast: The commands in session\.yaml have changed\. Record it again: npm run record -- /,
    ],
    [
      'a cast that was edited',
      (copy) => copy.add('recordings/solution.cast', '\n'),
      `recordings/solution.cast: solution.cast is not the file that was recorded. Record it again: npm run record -- ${slug}/solution`,
    ],
    [
      'a proof of another file',
      (copy) => copy.add('accepted/loop.Dockerfile', '# changed\n'),
      `proofs.json: "accepted/loop.Dockerfile" has changed since it was proved. Prove again: npm run prove -- ${slug}`,
    ],
    [
      'an answer that was not proved',
      (copy) =>
        copy.write(
          `lessons/${slug}/accepted/again.Dockerfile`,
          `# again\n${readFileSync(copy.at(`lessons/${slug}/solution/Dockerfile`), 'utf8')}`,
        ),
      `proofs.json: "accepted/again.Dockerfile" is not proved. Prove again: npm run prove -- ${slug}`,
    ],
    [
      'a lesson of no track',
      (copy) => rmSync(copy.at('tracks/first.yaml')),
      `content/tracks/: Put ${slug} into a track.`,
    ],
  ])('%s', (_, breakIt, says) => {
    const copy = new Copy();
    breakIt(copy);
    expect(said(copy)).toContainEqual(
      typeof says === 'string' ? expect.stringContaining(says) : expect.stringMatching(says),
    );
  });
});

/** What `npm run lesson` prints, file by file. */
function said(copy: Copy): readonly string[] {
  try {
    return lessonFaults(readWritten(slug, copy.root));
  } catch (error) {
    if (error instanceof AuthorError) return [error.message];
    throw error;
  }
}
