/**
 * `npm run lesson -- <slug>`: says in words what is missing or wrong in a lesson, a draft or not. Exit code 0 when nothing is,
 * 1 when something is, 2 for wrong usage.
 */
import { AuthorError } from '../src/lessons/content/author-error.ts';
import { lessonSlugs } from '../src/lessons/content/load.ts';
import { lessonFaults, notRecorded } from './lesson/lesson-faults.ts';
import { readWritten } from './lesson/written-lesson.ts';
import { root } from './root.ts';

const [slug, ...more] = process.argv.slice(2);
const slugs = lessonSlugs(root, { drafts: true });
if (slug === undefined || more.length > 0 || !slugs.includes(slug)) {
  console.error(`Usage: npm run lesson -- <slug>      one of ${slugs.join(', ')}`);
  process.exit(2);
}

try {
  const written = readWritten(slug);
  const faults = lessonFaults(written);
  const { draft } = written.lesson.frontMatter;
  const states = notRecorded(written).map(({ name }) => name);
  if (faults.length > 0) {
    console.log(`${slug} is ${draft ? 'a draft' : 'published, and not as it must be'}. Still to do, ${faults.length}:`);
    for (const fault of faults) console.log(`  ${fault}`);
    process.exitCode = 1;
  } else {
    console.log(`Nothing is missing in ${slug}.`);
  }
  if (states.length > 0) {
    console.log(`Not recorded, which its page will say: ${states.join(', ')}. Record it: npm run record -- ${slug}`);
  }
  if (draft && faults.length === 0) {
    console.log(`It is a draft. To publish it, remove "draft: true" from ${written.lesson.folder}/lesson.mdx, then run
  npm run generate
  npx vitest run tests/unit/released-urls.test.ts -u`);
  }
} catch (error) {
  if (!(error instanceof AuthorError)) throw error;
  console.log(error.message);
  process.exitCode = 1;
}
