import { describe, expect, test } from 'vitest';
import { codeBlocksIn, isBad, readBlockNote } from './code-blocks.ts';

describe('blocks of code', () => {
  test.each([
    ['```dockerfile\nFROM a\n```\n', ['FROM a\n']],
    ['one\n\n```sh\nls\n```\n\ntwo\n\n```text\nx\n\ny\n```\n', ['ls\n', 'x\n\ny\n']],
    ['- one:\n\n  ```sh\n  ls\n    -l\n  ```\n', ['ls\n  -l\n']],
    ['````md\n```sh\nls\n```\n````\n', ['```sh\nls\n```\n']],
    ['~~~sh\nls\n~~~\r\n', ['ls\n']],
    ['```sh\nls', ['ls\n']],
    ['no `code` here, and ```none``` there', []],
  ])('%j has %j', (markdown, codes) => {
    expect(codeBlocksIn(markdown).map(({ code }) => code)).toEqual(codes);
  });

  test('know their line, their language and what stands behind it', () => {
    expect(codeBlocksIn('a\n\n```dockerfile {2} bad=x\nFROM a\n```\n')).toEqual([
      { line: 3, language: 'dockerfile', meta: '{2} bad=x', lines: 3, code: 'FROM a\n' },
    ]);
  });
});

describe('what is said about a block', () => {
  test.each([
    ['', {}],
    ['{2,4-5}', {}],
    ['bad=a,b', { finds: ['a', 'b'] }],
    ['bad="no such file" {2}', { prints: 'no such file' }],
    ['bad=a bad="x = {y}"', { finds: ['a'], prints: 'x = {y}' }],
    ['allow=a files=app.py,run.sh', { allow: ['a'], files: ['app.py', 'run.sh'] }],
  ])('%j', (meta, says) => {
    const note = readBlockNote(meta);
    expect(note).toEqual({ finds: [], prints: undefined, allow: [], files: [], problems: [], ...says });
    expect(isBad(note)).toBe(meta.includes('bad='));
  });

  test.each(['bad', 'bad=', 'bad=a,', 'bad=""', 'good', 'title="x"', 'allow="a"', '{x}', 'bad: a'])(
    'is not understood: %s',
    (meta) => {
      expect(readBlockNote(meta).problems[0]).toMatch(/^"\S+" is not understood\. Write /);
    },
  );
});
