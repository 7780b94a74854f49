/**
 * `npm run new:lesson -- <slug>`: makes `content/lessons/<slug>/` with every file that a lesson needs. It is a draft, which
 * only `npm run dev` shows, until `npm run lesson -- <slug>` finds nothing missing and its author takes `draft` out.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { slugSchema } from '../src/lessons/content/schema.ts';
import { root } from './root.ts';

const [slug, ...more] = process.argv.slice(2);
if (slug === undefined || more.length > 0 || !slugSchema.safeParse(slug).success) {
  fail(
    'Usage: npm run new:lesson -- <slug>      slug: small letters and digits with single dashes; it is public and permanent',
  );
}
const folder = `content/lessons/${slug}`;
if (existsSync(join(root, folder))) fail(`There is a lesson ${slug} already: ${folder}/.`);

const end = 'COPY --chmod=755 run.sh /usr/local/bin/run\nCMD ["/usr/local/bin/run"]\n';

const files: Readonly<Record<string, string>> = {
  'lesson.mdx': `---
title: TODO in the imperative
summary: TODO in one line; it is also the preview of a shared link.
minutes: 10
# The first screen: what breaks, what to do, what must stay.
breaks: TODO what breaks, as one recorded fact.
goal: TODO what to do, in one sentence.
keep: [TODO what must stay]
# Shown in "npm run dev" alone. Remove this line when "npm run lesson -- ${slug}" finds nothing missing.
draft: true
# What the image has to do once it runs. "It builds", "it starts" and "it does its job" come with every lesson.
job:
  runs: { file: run.sh }
  needs: { commands: [TODO] }
# What a build command needs and makes goes into "contracts"; src/exercises/fix/schema.ts explains it all.
# One to three goals, none of them met by the starter. Ids are public and permanent.
goals:
  - id: todo
    says: TODO the goal in the learner's words
    symptom: TODO what is wrong while it is not met.
    holds: { absent: ["/var/cache/apk/*"], in: layers, base: alpine }
allow: []
hints:
  - TODO a direction.
  - TODO the place.
  - TODO nearly the answer.
# One line that begins with a verb, for the end of the track; and one fact that /review/ asks for days later.
outcome: TODO what one can do after it.
recall:
  question: TODO one fact of the lesson?
  answers:
    - { says: TODO the right answer, right: true, why: TODO what proves it. }
    - { says: TODO what many believe, why: TODO what disproves it. }
# What the page shows after the exercise; src/lessons/content/passed-schema.ts explains it. Once it is recorded, a figure
# says  from: { state: starter, size: image }, to: { state: solution, size: image }  in place of "cited".
passed:
  well: TODO what was done well.
  figures: [{ says: TODO what has changed, cited: { before: 1, after: 0, unit: TODO, source: 1 } }]
  others: # Two or three, files of accepted/.
    - { answer: long-form, says: TODO when one would rather do it so. }
    - { answer: option-first, says: TODO when one would rather do it so. }
  ask: TODO what a reviewer asks about the change?
  answer: TODO a good answer.
sources:
  - { title: TODO, url: "https://example.org/" }
---

TODO a small example that is right, of other packages than the exercise:

\`\`\`dockerfile
FROM alpine:3.24
RUN apk add --no-cache make
USER nobody
CMD ["make", "--version"]
\`\`\`

TODO what goes wrong, shown by a recording or a number.

<Section role="idea">

## The idea

TODO.

</Section>

<Section role="exercise">

## The exercise

TODO.

</Section>

<Section role="solution">

## Solution

TODO a why for every change.

</Section>

<Section role="when-not-to">

## When not to

TODO.

</Section>

<Section role="in-review">

## In review

> TODO the one sentence that a reviewer pastes.

</Section>
`,
  'starter/Dockerfile': `FROM alpine:3.24\nRUN apk add TODO\n${end}`,
  'starter/run.sh': '#!/bin/sh\n# TODO what the image is for\n',
  'solution/Dockerfile': `FROM alpine:3.24\nRUN apk add --no-cache TODO\n${end}`,
  'mutants.yaml': `# At least 15 edits of the solution that must fail, each naming exactly the criteria that it fails:
# builds, starts, job, goal:<id>. What has to wait for another one is not named.
# "replace" must stand exactly once in the solution, or in its other file that "file" names; "dockerfile: |" and
# "files: { name: text }" give whole other texts instead, and "name: null" takes a file away.
- name: the option is gone
  replace: " --no-cache"
  with: ""
  fails: [goal:todo]
`,
  'accepted/long-form.Dockerfile': `# At least six other right answers stand here, each in a file of its own, or with other files in a folder.\nFROM alpine:3.24\nRUN apk add --no-cache TODO\n${end}`,
  'accepted/option-first.Dockerfile': `FROM alpine:3.24\nRUN apk --no-cache add TODO\n${end}`,
  'session.yaml': `# What the recorder types for each state; the fields are in src/lessons/recordings/recording-script.ts.
image: ${slug}
commands:
  - docker build -t ${slug} .
`,
};

for (const [path, text] of Object.entries(files)) {
  const file = join(root, folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
console.log(`Made ${folder}/ with ${Object.keys(files).join(', ')}.
It is a draft: "npm run dev" shows it, and no build has it. What is still to do:
  npm run lesson -- ${slug}
Record what it does: npm run record -- ${slug}`);

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
