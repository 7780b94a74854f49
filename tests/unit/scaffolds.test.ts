import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../scripts/root.ts';

/**
 * The guides of CONTRIBUTING.md, followed to the letter in a copy of the repository: what a scaffold makes fails for the
 * reasons that it gives, and holds once it is filled in.
 */

const timeout = 240_000;
const guide = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
let copy = '';

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'belay-scaffolds-'));
  for (const path of [
    'src',
    'scripts',
    'content',
    'tests/unit',
    'docs/hosting',
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
  ]) {
    cpSync(join(root, path), join(copy, path), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
});
afterAll(() => rmSync(copy, { recursive: true, force: true }), timeout);

interface Ran {
  readonly code: number | null;
  readonly said: string;
}

/** Runs a command line of the guide, with what the guide leaves to the reader filled in. */
function follow(line: string, filled: Readonly<Record<string, string>>): Ran {
  expect(guide, 'the guide says so').toContain(`\`${line}\``);
  const [program = '', ...args] = line.replace(/<\w+>/g, (name) => filled[name] ?? name).split(' ');
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:VITEST|NODE_ENV|npm_)/.test(name)),
  );
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: copy,
    encoding: 'utf8',
    env: {
      ...env,
      NO_COLOR: '1',
      // What one step compiles the next one need not, and each takes a few of the tests alone.
      VITEST_MAX_WORKERS: '1',
      NODE_COMPILE_CACHE: join(copy, '.cache/v8'),
      PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
    },
  });
  if (error) throw error;
  return { code: status, said: stdout + stderr };
}

const read = (path: string): string => readFileSync(join(copy, path), 'utf8');
const write = (path: string, text: string): void => writeFileSync(join(copy, path), text);
const replace = (path: string, changes: readonly (readonly [from: string, to: string])[]): void => {
  let text = read(path);
  for (const [from, to] of changes) {
    expect(text, path).toContain(from);
    text = text.replace(from, () => to);
  }
  write(path, text);
};

test(
  'a rule',
  () => {
    const filled = { '<id>': 'clear-screen', '<slug>': 'tini' };
    const made = follow('npm run new:rule -- <id> --lesson <slug>', filled);
    expect(made.code, made.said).toBe(0);
    expect(read('src/checker/rules/all.ts')).toContain('clearScreen');
    expect(read('src/rule-docs/lesson-of-rule.ts')).toContain("'clear-screen': 'tini'");
    expect(read('content/lessons/tini/lesson.mdx')).toContain('teaches:\n  - clear-screen\n');
    expect(JSON.parse(read('tests/unit/released-urls.json'))).toContain('/rules/clear-screen/');

    const tests = 'npx vitest run tests/unit/rules.test.ts tests/unit/mutations.test.ts -t <id>';
    const before = follow(tests, filled);
    expect(before.code).toBe(1);
    expect(before.said).toMatch(/× is written: no TODO stands in it/);
    expect(before.said).toMatch(/× has exactly one finding, below the marker/);
    expect(before.said).toMatch(/× of clear-screen: TODO/);
    expect(before.said).toMatch(/Tests {2}3 failed/);

    const folder = 'src/checker/rules/clear-screen';
    replace(`${folder}/rule.ts`, [
      ["title: 'TODO'", "title: 'Leave clear out of a build'"],
      ["'TODO'", "'clear'"],
      ['TODO what to do first; then why, in one or two plain sentences.', 'Leave `clear` out: a build has no screen.'],
    ]);
    replace(`${folder}/rule.md`, [
      ['TODO what goes wrong, with a number or a source.', 'A build writes to a log, which has no screen to clear.'],
      ['TODO the exceptions, each with an example marked "good" below.', 'In a script that people run.'],
      ['RUN true', 'RUN clear'],
    ]);
    replace('tests/unit/mutations/packages.ts', [
      ['TODO what the author did, in a few words', 'the screen is cleared'],
      ['# TODO for clear-screen\\n', 'RUN clear\\n'],
    ]);
    const after = follow(tests, filled);
    expect(after.code, after.said).toBe(0);
  },
  timeout,
);

test(
  'a rule that cannot be made leaves nothing behind',
  () => {
    const filled = { '<id>': 'half-done', '<slug>': 'nowhere' };
    const { code, said } = follow('npm run new:rule -- <id> --lesson <slug>', filled);
    expect([code, said]).toEqual([2, expect.stringContaining('There is no lesson nowhere.')]);
    expect(existsSync(join(copy, 'src/checker/rules/half-done'))).toBe(false);
  },
  timeout,
);

test(
  'a lesson',
  () => {
    const filled = { '<slug>': 'certificates' };
    const made = follow('npm run new:lesson -- <slug>', filled);
    expect(made.code, made.said).toBe(0);

    const draft = follow('npm run lesson -- <slug>', filled);
    expect(draft.code).toBe(1);
    for (const words of [
      'certificates is a draft.',
      'lesson.mdx, line 2: Write what stands as TODO there: title: TODO in the imperative',
      'variants/: Add a state between starter and solution',
      'mutants.yaml: 1 of at least 15 mutants are there.',
      'accepted/: 2 of at least 6 other right answers are there.',
      'content/tracks/: Put certificates into a track.',
      'Not recorded, which its page will say: starter, solution.',
    ]) {
      expect(draft.said).toContain(words);
    }

    // A draft is none of the lessons; one that says it is finished, and is not, fails.
    const tests = 'npx vitest run tests/unit/lessons.test.ts -t <slug>';
    const folder = 'content/lessons/certificates';
    const published = read(`${folder}/lesson.mdx`).replace(/^#.*\ndraft: true\n/m, '');
    write(`${folder}/lesson.mdx`, published);
    const early = follow(tests, filled);
    expect(early.code).toBe(1);
    expect(early.said).toMatch(/× has enough mutants/);

    write(`${folder}/lesson.mdx`, finished.lesson);
    write(`${folder}/mutants.yaml`, finished.mutants);
    for (const [path, text] of Object.entries(finished.dockerfiles)) {
      mkdirSync(join(copy, folder, dirname(path)), { recursive: true });
      write(`${folder}/${path}`, text);
    }
    replace('content/tracks/essentials.yaml', [['  - timezones\n', '  - timezones\n  - certificates\n']]);
    const ready = follow('npm run lesson -- <slug>', filled);
    expect(ready.said).toContain('Nothing is missing in certificates.');
    expect(ready.said).toContain('To publish it, remove "draft: true" from content/lessons/certificates/lesson.mdx');
    expect(ready.code, ready.said).toBe(0);

    replace(`${folder}/lesson.mdx`, [['draft: true\n', '']]);
    const after = follow(tests, filled);
    expect(after.code, after.said).toBe(0);
    expect(after.said).toMatch(/Tests {2}\d\d passed/);
  },
  timeout,
);

const END = 'COPY --chmod=755 run.sh /usr/local/bin/fetch\nCMD ["/usr/local/bin/fetch"]\n';

const finished = {
  lesson: `---
title: Bring the certificates along
summary: Why an address with https fails in a small image.
minutes: 3
breaks: The program trusts no server.
goal: Bring the certificates along.
keep: [the program]
draft: true
job:
  runs: { file: run.sh }
  needs: { commands: [wget] }
goals:
  - id: certificates
    says: The image has the certificates
    symptom: It trusts nobody.
    holds: { packages: { present: [ca-certificates] } }
allow: [root-user]
hints:
  - What does a client check before it believes a server?
outcome: Bring the certificates that a client needs.
recall:
  question: What does a client trust without certificates?
  answers:
    - { says: Nobody, right: true, why: It has nothing to check a server with. }
    - { says: Everybody, why: It has nothing to check a server with. }
passed:
  well: The image has the certificates.
  figures: [{ says: Packages asked for, cited: { before: 0, after: 1, unit: packages, source: ca-certificates in Alpine } }]
  others:
    - { answer: long-form, says: The list is long. }
    - { answer: lower-case, says: Everything else is in lower case. }
  ask: Why does it need them?
  answer: To check a server.
sources:
  - { title: ca-certificates in Alpine, url: "https://pkgs.alpinelinux.org/packages?name=ca-certificates" }
---

A client that trusts nobody talks to nobody.

\`\`\`dockerfile
FROM alpine:3.24
RUN apk add --no-cache make
USER nobody
CMD ["make", "--version"]
\`\`\`

<Section role="idea">

## The idea

Certificates stand in a package.

</Section>

<Section role="exercise">

## The exercise

Install it.

</Section>

<Section role="solution">

## Solution

One line more.

</Section>

<Section role="when-not-to">

## When not to

Where nothing leaves the container.

</Section>

<Section role="in-review">

## In review

> Bring the certificates along.

</Section>
`,
  mutants: `- { name: removed again, replace: ca-certificates, with: ca-certificates && apk del ca-certificates, fails: ["goal:certificates"] }
- { name: another package, replace: ca-certificates, with: jq, fails: ["goal:certificates"] }
- { name: another command, replace: '["/usr', with: '["date", "/usr', fails: [job] }
- { name: no package, replace: RUN, with: "# RUN", fails: ["goal:certificates"] }
- { name: no such script, replace: COPY --chmod=755 run.sh, with: COPY run.bash, fails: [builds] }
- { name: removed below, replace: "COPY", with: "RUN apk del ca-certificates\\nCOPY", fails: ["goal:certificates"] }
- { name: only fetched, replace: apk add --no-cache, with: apk fetch, fails: ["goal:certificates"] }
- { name: only simulated, replace: apk add, with: apk add --simulate, fails: ["goal:certificates"] }
- { name: only said, replace: apk add, with: echo apk add, fails: ["goal:certificates"] }
- { name: no such package, replace: ca-certificates, with: ca-certs, fails: [builds] }
- { name: no such option, replace: --no-cache, with: --no-cahce, fails: [builds] }
- { name: with apt, replace: apk add --no-cache, with: apt-get install -y, fails: [builds] }
- { name: in another stage, replace: COPY, with: "FROM alpine:3.24\\nCOPY", fails: ["goal:certificates"] }
- { name: nothing starts it, replace: '["/usr/local/bin/fetch"]', with: '["true"]', fails: [job] }
- { name: started from nowhere, replace: 'bin/fetch"]', with: 'bin/fetched"]', fails: [starts] }
`,
  dockerfiles: {
    'starter/Dockerfile': `FROM alpine:3.24\n${END}`,
    'starter/run.sh': '#!/bin/sh\nexec wget -q https://example.org/\n',
    'solution/Dockerfile': `FROM alpine:3.24\nRUN apk add --no-cache ca-certificates\n${END}`,
    'variants/cached/Dockerfile': `FROM alpine:3.24\nRUN apk add ca-certificates\n${END}`,
    'accepted/long-form.Dockerfile': `FROM alpine:3.24\nRUN apk add --no-cache \\\n    ca-certificates\n${END}`,
    'accepted/option-first.Dockerfile': `FROM alpine:3.24\nRUN apk --no-cache add ca-certificates\n${END}`,
    'accepted/short-option.Dockerfile': `FROM alpine:3.24\nRUN apk update && apk add ca-certificates && rm -rf /var/cache/apk/*\n${END}`,
    'accepted/last.Dockerfile': `FROM alpine:3.24\nCOPY --chmod=755 run.sh /usr/local/bin/fetch\nRUN apk add --no-cache ca-certificates\nCMD ["/usr/local/bin/fetch"]\n`,
    'accepted/entry-point.Dockerfile': `FROM alpine:3.24\nRUN apk add --no-cache ca-certificates\nCOPY --chmod=755 run.sh /usr/local/bin/fetch\nENTRYPOINT ["/usr/local/bin/fetch"]\n`,
    'accepted/lower-case.Dockerfile': `from alpine:3.24\nrun apk add --no-cache ca-certificates\n${END}`,
  },
};
