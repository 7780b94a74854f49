import { describe, expect, test } from 'vitest';
import { readLesson } from '../../scripts/lesson/answers.ts';
import { shownCodeFaults } from '../../scripts/lesson/shown-code.ts';

/** Blocks of code in the prose of lessons; `lessons.test.ts` holds every lesson to these checks. */

const lesson = readLesson('shared-libraries');
const good = '```dockerfile\nFROM alpine:3.24\nUSER nobody\nCMD ["true"]\n```\n\n<Section role="idea">\n\n';
const faultsIn = (...blocks: readonly string[]): string[] =>
  shownCodeFaults({ ...lesson, body: `${good}${blocks.join('\n')}` }).map(({ line, says }) => `${line}: ${says}`);
const dockerfile = (note: string, ...lines: readonly string[]): string =>
  `\`\`\`dockerfile ${note}\n${lines.join('\n')}\n\`\`\`\n`;
const block = (language: string, code: string): string => `\`\`\`${language}\n${code}\n\`\`\`\n`;

describe('nothing is said about', () => {
  test.each([
    [
      'a Dockerfile that works',
      dockerfile('', 'FROM alpine:3.24', 'RUN apk add --no-cache jq', 'USER nobody', 'CMD ["jq"]'),
    ],
    [
      'one that is open for a reason with a name',
      dockerfile(
        '',
        'FROM python:3.14-alpine3.24',
        'RUN pip install --no-cache-dir flask==3.1.1',
        'USER nobody',
        'CMD ["flask"]',
      ),
    ],
    ['what the block allows', dockerfile('allow=apk-no-cache', 'FROM alpine:3.24', 'RUN apk add jq', 'USER nobody')],
    [
      'a part of a file',
      dockerfile(
        '',
        'RUN wget -O a.tar.gz "$A_URL" \\',
        '    && echo "$A_SHA256  a.tar.gz" | sha256sum -c \\',
        '    && tar -xzf a.tar.gz \\',
        '    && rm a.tar.gz',
      ),
    ],
    ['a part that runs what stands above it', dockerfile('', 'RUN npm ci --omit=dev && npm cache clean --force')],
    ['a part that copies from a stage', dockerfile('', 'COPY --from=build /srv/a /srv/')],
    ['files of the context', dockerfile('files=app.py', 'FROM alpine:3.24', 'COPY app.py /srv/', 'USER nobody')],
    ['a bad one with its finding', dockerfile('bad=apk-no-cache', 'FROM alpine:3.24', 'RUN apk add jq', 'USER nobody')],
    [
      'a bad one that stops',
      dockerfile(
        'bad=apk-renamed-package bad="python3-pip (no such package)"',
        'FROM alpine:3.24',
        'RUN apk add --no-cache python3-pip',
      ),
    ],
    [
      'a bad one that does not start',
      dockerfile('bad="no such file"', 'FROM alpine:3.24', 'USER nobody', 'ENTRYPOINT ["/usr/bin/serve"]'),
    ],
    ['commands of apk that there are', block('sh', 'apk add --no-cache jq\ndocker build -t x .')],
    ['commands of apk that are wrong and marked', block('sh bad="no such package"', 'apk add python3-pip')],
    ['a Dockerfile that is cut short', block('text', 'FROM alpine:3.24.2@sha256:31b6477333eb…')],
    ['what a program prints', block('text', 'ERROR: unable to select packages:')],
  ])('%s', (_, text) => {
    expect(faultsIn(text)).toEqual([]);
  });
});

test('the test of a track need not begin with an example', () => {
  const asked = { ...lesson, body: '<Section role="idea">', frontMatter: { ...lesson.frontMatter, test: true } };
  expect(shownCodeFaults(asked)).toEqual([]);
});

describe('a mistake is said with its line:', () => {
  test.each<[string, string, RegExp]>([
    [
      'a finding',
      dockerfile('', 'FROM alpine:3.24', 'RUN apk add jq', 'USER nobody'),
      /^9: Mend what apk-no-cache finds, mark the block \(bad=apk-no-cache\), or allow it/,
    ],
    [
      'another finding in a bad one',
      dockerfile('bad=apk-no-cache', 'FROM alpine', 'RUN apk add jq', 'USER nobody'),
      /^9: Mend what base-untagged finds, name it too \(bad=…,base-untagged\)/,
    ],
    [
      'a bad one that is right',
      dockerfile('bad=apk-no-cache', 'FROM alpine:3.24', 'USER nobody'),
      /^9: Marked as bad for apk-no-cache, which finds nothing in it\. It finds: nothing at all\.$/,
    ],
    [
      'a bad one that does not stop',
      dockerfile('bad="not found"', 'FROM alpine:3.24', 'USER nobody'),
      /^9: Marked as bad because it prints "not found", and by the forecast it does not fail\.$/,
    ],
    [
      'a bad one that prints something else',
      dockerfile('bad="nowhere"', 'FROM alpine:3.24', 'RUN apk add --no-cache python3-pip'),
      /^9: Marked as bad because it prints "nowhere", and it prints: .*python3-pip \(no such package\)/s,
    ],
    [
      'a rule that there is not',
      dockerfile('bad=apk-no-cahce', 'FROM alpine:3.24'),
      /^9: There is no rule "apk-no-cahce"\. Did you mean "apk-no-cache"\?$/,
    ],
    [
      'a word that is not understood',
      dockerfile('wrong=apk-no-cache', 'FROM alpine:3.24'),
      /^9: "wrong=apk-no-cache" is not understood\. Write/,
    ],
    [
      'a file that is not there',
      dockerfile('', 'FROM alpine:3.24', 'COPY app.py /srv/', 'USER nobody'),
      /^9: Mend what file-missing finds/,
    ],
    [
      'a package that there is not',
      block('sh', 'apk add pyhton3'),
      /^9: apk add pyhton3: Mend it, or mark the block .*pyhton3 \(no such package\)/s,
    ],
    ['an option that apk has not', block('console', '$ apk add --no-cahce jq'), /^9: apk add --no-cahce jq: Mend it/],
    [
      'a bad one for a rule that is no Dockerfile',
      block('sh bad=apk-no-cache', 'apk add jq'),
      /^9: Only a dockerfile block/,
    ],
    ['a bad one that nothing can show', block('text bad="not found"', 'x'), /^9: Marked as bad, and it has no command/],
    [
      'a part with a package that there is not',
      dockerfile('', 'RUN apk add --no-cache pyhton3'),
      /^9: apk add --no-cache pyhton3: Mend it/,
    ],
    ['a Dockerfile that hides', block('text', 'RUN apk add jq'), /^9: Call it ```dockerfile, so that it is checked\.$/],
    ['a line that is too long', block('text', 'x'.repeat(65)), /^9: Keep lines of code to 64 characters: x+$/],
  ])('%s', (_, text, says) => {
    expect(faultsIn(text)).toContainEqual(expect.stringMatching(says));
  });

  test('a lesson that does not begin with what is right', () => {
    const body = good.replace('dockerfile\n', 'dockerfile bad="not found"\n');
    expect(shownCodeFaults({ ...lesson, body })[0]?.says).toMatch(/^Begin the prose, above the first section,/);
    expect(shownCodeFaults({ ...lesson, body: `<Section role="idea">\n\n${good}` })[0]?.says).toMatch(
      /^Begin the prose/,
    );
  });
});
