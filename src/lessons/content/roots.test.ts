import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentRoots, lessonFolders, trackFiles } from './roots.ts';

const root = mkdtempSync(join(tmpdir(), 'belay-roots-'));

beforeAll(() => {
  for (const file of [
    'content/lessons/one/lesson.mdx',
    'content/lessons/two/lesson.mdx',
    'content/lessons/unfinished/notes.txt',
    'content/tracks/start.yaml',
    'team/lessons/two/lesson.mdx',
    'team/lessons/three/lesson.mdx',
    'team/tracks/team.yaml',
  ]) {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), '');
  }
});
afterAll(() => rmSync(root, { recursive: true }));

test('content is the first root, and a team lays its own over it', () => {
  expect(contentRoots({})).toEqual(['content']);
  expect(contentRoots({ BELAY_CONTENT: ['team', '/srv/more'].join(delimiter) })).toEqual(['content', 'team', '/srv/more']);
});

test('a later root replaces a lesson of the same slug and adds others', () => {
  expect([...lessonFolders(root, ['content', 'team'])]).toEqual([
    ['one', 'content/lessons/one'],
    ['three', 'team/lessons/three'],
    ['two', 'team/lessons/two'],
  ]);
  expect([...lessonFolders(root, ['content', join(root, 'team')]).values()]).toContain(`${root}/team/lessons/three`);
  expect([...trackFiles(root, ['content', 'team']).keys()]).toEqual(['start', 'team']);
});

test('a root that is not there is named', () => {
  expect(() => lessonFolders(root, ['content', 'nowhere'])).toThrow('nowhere: There is no such folder of content.');
});
