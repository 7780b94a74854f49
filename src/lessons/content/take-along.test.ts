import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from '../../../scripts/root.ts';
import { callBelay } from '../../../tests/call-belay.ts';
import { loadLesson, lessonSlugs, type Lesson } from './load.ts';
import { readFolder } from './read-folder.ts';
import { takeAlongFiles, zipOf } from './take-along.ts';

const folder = mkdtempSync(join(tmpdir(), 'belay-take-along-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const site = new URL('https://example.org');
const zipFor = (lesson: Lesson): Uint8Array => zipOf(takeAlongFiles(lesson, { root, site }));
const readmeOf = (lesson: Lesson, options = {}): string =>
  new TextDecoder().decode(takeAlongFiles(lesson, { root, ...options }).get(`${lesson.slug}/README.md`));

/** Writes files below a folder, as unpacking does. */
function unpack(files: Iterable<readonly [string, Uint8Array]>, into: string): void {
  for (const [path, content] of files) {
    mkdirSync(dirname(join(into, path)), { recursive: true });
    writeFileSync(join(into, path), content);
  }
}

describe.each(lessonSlugs(root))('the zip of %s', (slug) => {
  const lesson = loadLesson(slug, { root });
  const files = Object.entries(unzipSync(zipFor(lesson)));

  test('has the starter as it is, in a folder of the name of the lesson', () => {
    const starter = readFolder(join(root, lesson.folder, 'starter'));
    const unpacked = new Map(files);
    expect([...unpacked.keys()].sort()).toEqual(
      [`${slug}/README.md`, ...[...starter.keys()].map((path) => `${slug}/exercise/${path}`)].sort(),
    );
    for (const [path, content] of starter) {
      expect(Buffer.from(unpacked.get(`${slug}/exercise/${path}`) ?? []).equals(content), path).toBe(true);
    }
  });

  test('is graded by the command that its README says: not passed as it is, passed with the solution', async () => {
    unpack(files, folder);
    const readme = readmeOf(lesson, { site });
    const [, words = ''] = /^node belay\.mjs (grade .*)$/m.exec(readme) ?? [];
    const here = { folder: join(folder, slug) };
    const asGiven = await callBelay(words.split(' '), here);
    expect([asGiven.status, asGiven.stderr]).toEqual([1, '']);
    unpack(readFolder(join(root, lesson.folder, 'solution')), join(folder, slug, 'exercise'));
    const solved = await callBelay(words.split(' '), here);
    expect([solved.status, solved.stderr]).toEqual([0, '']);
  });

  test('says in its README what to reach, how to build, and where the lesson is', () => {
    const readme = readmeOf(lesson, { site });
    for (const { says } of lesson.data.task.goals) expect(readme).toContain(`- ${says}.`);
    expect(readme).toContain(`https://example.org/lessons/${slug}/`);
    expect(readme).toContain('https://example.org/belay.mjs');
    const builds = readme.match(/^docker (?:build|run)\b.*$/gm) ?? [];
    expect(builds.length).toBeGreaterThan(1);
    const { platform } = lesson.frontMatter;
    const told = builds.filter((line) => line.includes('--platform'));
    expect(told).toEqual(platform === undefined ? [] : builds);
    // Assembly is for one machine.
    const isAssembly = [...readFolder(join(root, lesson.folder, 'starter')).keys()].some((path) => path.endsWith('.s'));
    expect(platform).toBe(isAssembly ? 'linux/amd64' : undefined);
  });
});

describe('a zip', () => {
  const lesson = loadLesson('tini', { root });

  test('has the same bytes in every time zone, and in every order of its files', () => {
    const files = takeAlongFiles(lesson, { root });
    const bytes = Buffer.from(zipOf(files)).toString('base64');
    expect(Buffer.from(zipOf(new Map([...files].reverse()))).toString('base64')).toBe(bytes);
    const script = `
      import { loadLesson } from './src/lessons/content/load.ts';
      import { takeAlongFiles, zipOf } from './src/lessons/content/take-along.ts';
      process.stdout.write(Buffer.from(zipOf(takeAlongFiles(loadLesson('tini')))).toString('base64'));`;
    for (const TZ of ['Pacific/Kiritimati', 'America/Los_Angeles']) {
      const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
        cwd: root,
        encoding: 'utf8',
        env: { ...process.env, TZ },
      });
      expect(stdout, stderr).toBe(bytes);
    }
  });

  test('names the page by its path where the site has no address', () => {
    const readme = readmeOf(lesson);
    expect(readme).toContain('the page /lessons/tini/ of the site');
    expect(readme).not.toMatch(/https?:/);
    expect(readme).toContain('/belay.mjs on the site');
  });
});
