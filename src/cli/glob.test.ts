import { describe, expect, test } from 'vitest';
import { isExclusion, isGlob, readGlob } from './glob.ts';

describe('patterns', () => {
  test.each(['*', 'a/**/b', 'a?', '[ab]', '{a,b}', '@(a|b)', '!(a)'])('%s is one', (path) =>
    expect(isGlob(path)).toBe(true),
  );
  test.each(['a', './a/b', 'a!b', 'a(1)', 'a+b', 'C:\\a'])('%s is none', (path) => expect(isGlob(path)).toBe(false));

  test('exclude with a mark, which an extended pattern has too', () => {
    expect(['!a', '!**/b', '!(a|b)', 'a', '!'].map(isExclusion)).toEqual([true, true, false, false, false]);
  });

  test.each([
    ['images/**/Dockerfile', '/w/images', '/w/images/a/b/Dockerfile', true],
    ['images/**/Dockerfile', '/w/images', '/w/images/a/Dockerfile.dev', false],
    ['/x/*', '/x', '/x/a', true],
    ['/*', '/', '/a', true],
    ['../x/*.dev', '/x', '/x/a.dev', true],
    ['../x/*.dev', '/x', '/w/x/a.dev', false],
    ['**/.ci/*', '/w', '/w/a/.ci/Dockerfile', true],
    ['**/Dockerfile', '/w', '/w/.ci/Dockerfile', false],
    ['old/', '/w/old', '/w/old/a/Dockerfile', true],
    ['old', '/w/old', '/w/older', false],
  ])('%s below /w looks in %s, and fits %s: %s', (pattern, folder, file, fits) => {
    const glob = readGlob(pattern, '/w');
    expect([glob.folder, glob.matches(file)]).toEqual([folder, fits]);
  });

  test('may be written with the separator of Windows', () => {
    const glob = readGlob('images\\**\\dockerfile', '/w', false, '\\');
    expect([glob.folder, glob.matches('/w/images/a/Dockerfile')]).toEqual(['/w/images', true]);
  });

  test('know whether they name a folder that begins with a dot, and whether any name would do', () => {
    const read = (pattern: string) => {
      const { namesDotFolder, anyName } = readGlob(pattern, '/w');
      return [namesDotFolder, anyName];
    };
    expect(read('**/.ci/*')).toEqual([true, true]);
    expect(read('.ci/**')).toEqual([false, true]);
    expect(read('**/*.dev')).toEqual([false, false]);
    expect(read('**/b')).toEqual([false, false]);
  });
});
