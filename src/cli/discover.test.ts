import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { discover, isDockerfileName } from './discover.ts';
import { slashes } from './glob.ts';

describe('isDockerfileName', () => {
  test.each([
    'Dockerfile',
    'Dockerfile.dev',
    'Dockerfile-alpine',
    'Dockerfile.go',
    'Dockerfile3',
    'Dockerfile-dev',
    'api.Dockerfile',
    'api.dockerfile',
    'API.DOCKERFILE',
    'Containerfile',
    'Containerfile.ci',
    'dockerfile',
    'dockerfile.dev',
    'dockerfile-prod',
  ])('takes %s', (name) => expect(isDockerfileName(name)).toBe(true));
  test.each([
    'dockerfile.txt',
    'MyDockerfile',
    'Dockerfile.dockerignore',
    'a.dockerfile.md',
    'compose.yaml',
    'DockerfileHelper.cs',
    'Dockerfile.rego',
    'Dockerfile.template',
    'Dockerfile-template',
    'Dockerfile-linux.jinja2',
    'Dockerfile.in',
    'Dockerfile~',
    'dockerfile-parse.js',
    'dockerfile.go',
    'dockerfiles',
  ])('leaves %s', (name) => expect(isDockerfileName(name)).toBe(false));
});

describe('discover', () => {
  const folder = mkdtempSync(join(tmpdir(), 'belay-discover-'));
  const files = [
    'Dockerfile',
    'b/Containerfile',
    'b/api.Dockerfile',
    'a/deep/Dockerfile.dev',
    'a/readme.md',
    'node_modules/x/Dockerfile',
    '.git/Dockerfile',
    'empty/readme.md',
    'odd-name',
  ];
  const write = (file: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), '');
  };
  beforeAll(() => {
    files.forEach(write);
    symlinkSync(folder, join(folder, 'b/loop'), 'dir');
    symlinkSync(join(folder, 'nowhere'), join(folder, 'b/Dockerfile.broken'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const paths = (...given: readonly string[]) => discover(given, folder).targets.map(({ path }) => path);

  test('searches the current folder without paths, sorted, without node_modules and dot folders', () => {
    expect(paths()).toEqual(['Dockerfile', 'a/deep/Dockerfile.dev', 'b/Containerfile', 'b/api.Dockerfile']);
  });

  test('searches a folder that is given, and shows its files below it', () => {
    expect(paths('b')).toEqual(['b/Containerfile', 'b/api.Dockerfile']);
    expect(paths('./b/')).toEqual(['b/Containerfile', 'b/api.Dockerfile']);
  });

  test('takes a file whatever its name, each once, in the order given', () => {
    expect(paths('odd-name', 'b/Containerfile', 'b')).toEqual(['odd-name', 'b/Containerfile', 'b/api.Dockerfile']);
  });

  test('searches folders that begin with a dot and hold Dockerfiles of a project, and no others', () => {
    const dotted = ['.devcontainer/Dockerfile', '.docker/php/Dockerfile', '.github/a.dockerfile'];
    for (const file of [...dotted, '.cache/Dockerfile', '.github/.old/Dockerfile']) write(`dots/${file}`);
    expect(paths('dots')).toEqual(dotted.map((file) => `dots/${file}`));
    expect(paths('dots', '!dots/.github/**')).toEqual(dotted.slice(0, 2).map((file) => `dots/${file}`));
    rmSync(join(folder, 'dots'), { recursive: true });
  });

  test('leaves out copies of the sources of others, and no other folder called vendor', () => {
    const copies = [
      'tilt_modules/a/Dockerfile',
      'go/vendor/github.com/a/b/Dockerfile',
      'php/vendor/autoload.php',
      'php/vendor/a/Dockerfile',
    ];
    for (const file of [...copies, 'own/vendor/Dockerfile', 'own/vendor/acme/Dockerfile']) write(`ven/${file}`);
    expect(paths('ven')).toEqual(['ven/own/vendor/Dockerfile', 'ven/own/vendor/acme/Dockerfile']);
    expect(paths('ven/php/vendor')).toEqual(['ven/php/vendor/a/Dockerfile']);
    rmSync(join(folder, 'ven'), { recursive: true });
  });

  test('searches a dot folder that is named', () => {
    expect(paths('.git')).toEqual(['.git/Dockerfile']);
  });

  test('takes "-" as stdin', () => {
    expect(discover(['-'], folder).targets).toEqual([{ path: '-', file: undefined }]);
  });

  test('tells of a path that is not there, and still finds the others', () => {
    const { targets, problems } = discover(['missing', 'Dockerfile'], folder);
    expect(targets.map(({ path }) => path)).toEqual(['Dockerfile']);
    expect(problems).toEqual([{ path: 'missing', reason: 'there is no such file or folder' }]);
  });

  test('tells of a folder without a Dockerfile', () => {
    const { targets, problems } = discover(['empty'], folder);
    expect(targets).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.reason).toContain('no Dockerfile in this folder');
  });

  test.each([
    [['b/*'], ['b/Containerfile', 'b/api.Dockerfile']],
    [
      ['*/Containerfile', '**/*.dev'],
      ['b/Containerfile', 'a/deep/Dockerfile.dev'],
    ],
    [['**/Dockerfile*'], ['Dockerfile', 'a/deep/Dockerfile.dev']],
    [['**'], ['Dockerfile', 'a/deep/Dockerfile.dev', 'b/Containerfile', 'b/api.Dockerfile']],
    [['{a,b}/**/*file*'], ['a/deep/Dockerfile.dev', 'b/Containerfile', 'b/api.Dockerfile']],
    [['odd-*'], ['odd-name']],
    [['a/*'], ['a/deep/Dockerfile.dev']],
    [['a/*.md'], ['a/readme.md']],
    [['.git/*'], ['.git/Dockerfile']],
    [['./b/../b/*.Dockerfile'], ['b/api.Dockerfile']],
  ])('expands %j as a shell would, and leaves what is no Dockerfile when any name would do', (given, expected) => {
    expect(paths(...given)).toEqual(expected);
  });

  test('takes a path that exists as it stands, whatever characters it has', () => {
    for (const path of ['*', '[ab].Dockerfile', '!kept/Dockerfile']) write(path);
    expect(paths('*')).toEqual(['*']);
    expect(paths('[ab].Dockerfile')).toEqual(['[ab].Dockerfile']);
    expect(paths('!kept')).toEqual(['!kept/Dockerfile']);
    for (const path of ['*', '[ab].Dockerfile', '!kept']) rmSync(join(folder, path), { recursive: true });
  });

  test.each([
    [['!b'], ['Dockerfile', 'a/deep/Dockerfile.dev']],
    [
      ['.', '!b/*.Dockerfile'],
      ['Dockerfile', 'a/deep/Dockerfile.dev', 'b/Containerfile'],
    ],
    [['**/Dockerfile*', '!**/deep/**'], ['Dockerfile']],
    [['b/Containerfile', 'odd-name', '!b/'], ['odd-name']],
    [['-', '!**'], ['-']],
  ])('leaves out what %j excludes', (given, expected) => {
    expect(paths(...given)).toEqual(expected);
  });

  test.each([
    [['x/**/Dockerfile'], 'x/**/Dockerfile', 'no file fits this pattern'],
    [['node_modules/**', '**/x/Dockerfile'], '**/x/Dockerfile', 'no file fits this pattern'],
    [['Dockerfile', '!Dockerfile'], '!Dockerfile', 'leaves nothing to check'],
  ])('tells when %j leads to nothing', (given, path, reason) => {
    expect(discover(given, folder).problems).toEqual([{ path, reason }]);
  });

  test('finds absolute patterns, and shows their files as absolute', () => {
    expect(paths(`${slashes(folder)}/b/*`)).toEqual(
      ['Containerfile', 'api.Dockerfile'].map((name) => `${slashes(folder)}/b/${name}`),
    );
  });

  describe('with names that are no UTF-8', () => {
    const odd = (...parts: readonly (string | number)[]): Buffer =>
      Buffer.concat([folder, ...parts].map((part) => (typeof part === 'number' ? Buffer.of(part) : Buffer.from(part))));
    beforeAll(() => {
      mkdirSync(odd('/odd/', 0xe4, '/deep'), { recursive: true });
      for (const path of [
        odd('/odd/Dockerfile.', 0xe4),
        odd('/odd/Dockerfile.', 0xe5),
        odd('/odd/Dockerfile.\ufffd'),
        odd('/odd/', 0xe4, '/deep/Dockerfile'),
        odd('/odd/', 0xe4, '/Dockerfile.ä'),
      ]) {
        writeFileSync(path, 'FROM alpine');
      }
    });
    afterAll(() => rmSync(join(folder, 'odd'), { recursive: true }));

    test('finds the files, shows their bytes, and opens them', () => {
      const { targets, problems } = discover(['odd'], folder);
      expect(problems).toEqual([]);
      expect(targets.map(({ path }) => path)).toEqual([
        'odd/Dockerfile.\\xE4',
        'odd/Dockerfile.\\xE5',
        'odd/Dockerfile.\ufffd',
        'odd/\\xE4/Dockerfile.ä',
        'odd/\\xE4/deep/Dockerfile',
      ]);
      for (const { file } of targets) expect(readFileSync(file ?? '', 'utf8')).toBe('FROM alpine');
    });

    test.each([
      ['odd/Dockerfile.\ufffd', ['odd/Dockerfile.\ufffd']],
      ['odd/\ufffd/Dockerfile.ä', ['odd/\\xE4/Dockerfile.ä']],
      ['odd/\ufffd', ['odd/\\xE4/Dockerfile.ä', 'odd/\\xE4/deep/Dockerfile']],
      ['odd/Dockerfile.*', ['odd/Dockerfile.\\xE4', 'odd/Dockerfile.\\xE5', 'odd/Dockerfile.\ufffd']],
    ])('takes %j as Node decodes it, and patterns', (given, expected) => {
      expect(paths(given)).toEqual(expected);
    });

    test('takes each file that a decoded name may mean, when none has exactly that name', () => {
      rmSync(odd('/odd/Dockerfile.\ufffd'));
      expect(paths('odd/Dockerfile.\ufffd')).toEqual(['odd/Dockerfile.\\xE4', 'odd/Dockerfile.\\xE5']);
      writeFileSync(odd('/odd/Dockerfile.\ufffd'), '');
    });

    test('leaves out what is excluded', () => {
      expect(paths('odd', '!odd/Dockerfile*')).toEqual(['odd/\\xE4/Dockerfile.ä', 'odd/\\xE4/deep/Dockerfile']);
    });
  });

  test('tells of links that lead in a circle, leaves pipes alone, and finds the rest', () => {
    const at = (name: string): string => join(folder, 'hostile', name);
    mkdirSync(at('.'));
    symlinkSync('Dockerfile.circle', at('Dockerfile.circle'));
    symlinkSync('circle', at('circle'));
    execFileSync('mkfifo', [at('Dockerfile.pipe')]);
    write('hostile/Dockerfile');
    const { targets, problems } = discover(['hostile'], folder);
    expect(targets.map(({ path }) => path)).toEqual(['hostile/Dockerfile']);
    expect(problems).toEqual([{ path: at('Dockerfile.circle'), reason: 'its links lead in a circle' }]);
    rmSync(at('.'), { recursive: true });
  });

  test.each([
    ['hostile/circle/Dockerfile', 'its links lead in a circle'],
    ['a'.repeat(300), 'the name is too long'],
    [`!${'a'.repeat(300)}`, 'leaves nothing to check'],
  ])('tells of %s', (path, reason) => {
    mkdirSync(join(folder, 'hostile'));
    symlinkSync('circle', join(folder, 'hostile/circle'));
    const given = path.startsWith('!') ? [path, '!**'] : [path];
    expect(discover(given, folder).problems).toMatchObject([{ reason }]);
    rmSync(join(folder, 'hostile'), { recursive: true });
  });
});
