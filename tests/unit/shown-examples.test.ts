import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as examples from '../../src/components/rules/ci-examples.ts';
import { listFiles } from '../../src/lessons/content/read-folder.ts';
import { root } from '../../scripts/root.ts';

/**
 * What people copy from our pages and documents runs what they have looked at: actions and hooks are named by commit,
 * and nothing fetches the package `belay` of npm, which is somebody else's.
 */

const folders = ['.ci', 'bin', 'content', 'docs', 'public', 'src', 'tests', 'scripts'];
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'action.yml',
  '.pre-commit-hooks.yaml',
  'package.json',
];
const itself = 'tests/unit/shown-examples.test.ts';
const files = [
  ...documents,
  ...folders.flatMap((folder) => listFiles(join(root, folder)).map((path) => `${folder}/${path}`)),
]
  .filter((path) => path !== itself && !/\.(?:png|cast|tar|gz|woff2)$/.test(path))
  .map((path) => [path, readFileSync(join(root, path), 'utf8')] as const);
const shown = Object.entries(examples).flatMap(([name, example]) => {
  if (typeof example === 'string') return [[name, example] as const];
  return typeof example === 'function' ? [[name, example('https://example.org/x')] as const] : [];
});

/** References to actions and hooks that name no commit. `<commit>` stands for the one that the reader fills in. */
function unpinned(text: string): string[] {
  const actions = [...text.matchAll(/\buses:\s*["']?([^\s"'#@]+@[^\n]+)/g)].map(([, reference = '']) => reference);
  const hooks = [...text.matchAll(/\brev: *["']?(?! *reader\()([^\n]+)/g)].map(
    ([, revision = '']) => `rev@${revision}`,
  );
  return [...actions, ...hooks].filter(
    (reference) => !/^[^@]+@(?:<commit>|[0-9a-f]{40}["']? # v\d+\.\d+\.\d+)\s*$/.test(reference),
  );
}

/** Calls that would bring the package `belay` from npm's registry. */
function foreignPackage(text: string): string[] {
  const fetched =
    /\b(?:npx|bunx|pnpx|(?:npm|pnpm|yarn|bun) (?:exec|x|dlx|install|i|add))(?: -\S+)*(?: --)? belay(?:@\S*)?(?![\w./-])/g;
  return text.match(fetched) ?? [];
}

describe('actions and hooks', () => {
  test.each(shown)('are named by commit: %s', (_, text) => {
    expect(unpinned(text)).toEqual([]);
    expect(text).not.toMatch(/\buses:\s*["']?(?!\.\/)[^\s@]+\s*$/m);
  });

  test('are named by commit in every file', () => {
    expect(files.flatMap(([path, text]) => unpinned(text).map((reference) => `${path}: ${reference}`))).toEqual([]);
  });

  test.each([
    'uses: actions/checkout@v6',
    'uses: "actions/checkout@main"',
    'uses: OWNER/belay@main # better: a commit',
    'uses: actions/checkout@3d3c42e # v7.0.1',
    'uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1',
    'rev: v1.2.3',
  ])('would be refused with %s', (line) => {
    expect(unpinned(`      - ${line}\n`)).toHaveLength(1);
  });

  test.each(['uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1', 'uses: OWNER/belay@<commit>'])(
    'may be written %s',
    (line) => {
      expect(unpinned(`      - ${line}\n`)).toEqual([]);
    },
  );

  test('say how to find our own commit', () => {
    const ours = shown.filter(([, text]) => text.includes('<commit>')).map(([name]) => name);
    expect(ours).toEqual(expect.arrayContaining(['actionWorkflow', 'gitlabJob', 'preCommitConfig']));
    expect(examples.commit).toContain('git ls-remote');
  });
});

describe('the name of the package', () => {
  const { name, bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { name: string; bin: object };

  test('is one of a scope, and the command is belay all the same', () => {
    expect(name).toMatch(/^@[a-z-]+\/[a-z-]+$/);
    expect(Object.keys(bin)).toEqual(['belay']);
    const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
    const { name: locked, packages } = JSON.parse(lock) as {
      name: string;
      packages: Record<string, { name?: string }>;
    };
    expect([locked, packages['']?.name]).toEqual([name, name]);
  });

  test('is what npm packs, and the page installs that file', () => {
    const file = `./${name.slice(1).replace('/', '-')}-*.tgz`;
    expect(examples.pack).toContain(`npm install --save-dev ${file}\n`);
  });

  test('is never the one that is somebody else’s', () => {
    const calls = [...files, ...shown].flatMap(([path, text]) =>
      foreignPackage(text).map((call) => `${path}: ${call}`),
    );
    expect(calls).toEqual([]);
  });

  test.each([
    'npx belay check',
    'npx --yes belay',
    'npm install --save-dev belay',
    'npm exec -- belay',
    'pnpm dlx belay@1',
  ])('would be found in %s', (call) => {
    expect(foreignPackage(call)).toHaveLength(1);
  });

  test.each(['npm run belay -- check', 'npm install ./belay-1.tgz', 'npx belay-other', 'npm pack ./belay'])(
    'is not meant by %s',
    (call) => {
      expect(foreignPackage(call)).toEqual([]);
    },
  );
});
