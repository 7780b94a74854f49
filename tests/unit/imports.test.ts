import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/root.ts';
import { type Import, filesBelow, readSource, target } from './source-imports.ts';

/**
 * Imports run one way: which parts a part may import, besides itself. A part is a folder of `src`; `exercises` are two, since
 * schema and assessment of a form stand below the lessons, and what is shown of it above the islands. A part that is
 * missing here fails, so a new folder has to find its place in the picture.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  checker: [],
  player: [],
  styles: [],
  i18n: [],
  site: ['checker', 'i18n'],
  exercises: ['checker', 'i18n'],
  lessons: ['checker', 'player', 'exercises', 'site', 'i18n'],
  'rule-docs': ['checker', 'lessons', 'site'],
  islands: ['checker', 'player', 'exercises', 'lessons', 'site', 'styles', 'i18n'],
  layouts: ['components', 'islands', 'lessons', 'checker', 'site', 'styles', 'i18n'],
  components: ['layouts', 'islands', 'lessons', 'rule-docs', 'player', 'checker', 'site', 'styles', 'i18n'],
  'exercises/shown': ['components', 'islands', 'exercises', 'lessons', 'checker', 'site', 'styles', 'i18n'],
  integrations: ['checker', 'player', 'lessons', 'rule-docs', 'site', 'scripts'],
  // For authors, in `npm run dev` alone: nothing imports it.
  author: ['layouts', 'components', 'lessons', 'checker', 'site', 'scripts'],
  pages: [
    'exercises/shown',
    'layouts',
    'components',
    'islands',
    'lessons',
    'rule-docs',
    'player',
    'checker',
    'site',
    'styles',
    'i18n',
  ],
  cli: ['checker', 'player', 'lessons', 'rule-docs', 'site', 'i18n'],
  recorder: ['checker', 'player', 'lessons', 'site'],
  scripts: ['checker', 'player', 'lessons', 'rule-docs', 'recorder', 'site'],
};

/** Parts that have one door: from outside only their `index.ts` is imported. */
const withDoor: readonly string[] = ['checker', 'player'];

/** It writes the lists that stand behind the door, and must work while these are out of date. */
const makesBehindDoor = 'scripts/generate.ts';

/** Packages that the pure parts may use; nothing else, and nothing of Node. */
const packagesOf: Readonly<Record<string, readonly string[]>> = { checker: [], player: [] };

/** The part that a path lies in; undefined for what stands beside the parts, such as `src/content.config.ts`. */
function partOf(path: string): string | undefined {
  if (/^src\/exercises\/(?:(?:components|load-on-intent)\.ts|(?:[^/]+\/)?(?:element\.ts|[^/]+\.astro))$/.test(path))
    return 'exercises/shown';
  if (path.startsWith('scripts/')) return 'scripts';
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

const isTest = (file: string): boolean => /\.test\.ts$|\/testing\//.test(file);
const imports = [...filesBelow('src', /\.(?:ts|astro|mdx)$/), ...filesBelow('scripts', /\.(?:ts|mjs)$/)]
  .filter((file) => !isTest(file))
  .flatMap((file) => readSource(file).imports);

const say = ({ file, specifier }: Import): string => `${file} imports ${specifier}`;

describe('imports', () => {
  test('are found at all', () => {
    expect(imports.map(say)).toContain('src/cli/main.ts imports ./args.ts');
  });

  test('run one way between the parts of src', () => {
    const wrong = imports.filter((each) => {
      const path = target(each);
      const from = partOf(each.file);
      const to = path === undefined ? undefined : partOf(path);
      return from !== undefined && to !== undefined && from !== to && !(mayImport[from] ?? []).includes(to);
    });
    expect(wrong.map(say)).toEqual([]);
  });

  test('go through the one door of a part that has one', () => {
    const wrong = imports.filter((each) => {
      if (each.file === makesBehindDoor) return false;
      const path = target(each);
      const to = path === undefined ? undefined : partOf(path);
      return to !== undefined && withDoor.includes(to) && partOf(each.file) !== to && path !== `src/${to}/index.ts`;
    });
    expect(wrong.map(say)).toEqual([]);
  });

  test('make no circle, not even of types', () => {
    expect(circles()).toEqual([]);
  });

  test('know every part of src', () => {
    const parts = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(parts.map(({ name }) => name).filter((name) => mayImport[name] === undefined)).toEqual([]);
  });

  test.each(Object.entries(packagesOf))(
    'of the pure part %s take in no Node and no other package',
    (part, packages) => {
      const wrong = imports.filter((each) => {
        if (partOf(each.file) !== part) return false;
        const path = target(each);
        return path === undefined ? !packages.includes(each.specifier) : partOf(path) !== part;
      });
      expect(wrong.map(say)).toEqual([]);
    },
  );

  test('take packages only from package.json, so that a clean install has them', () => {
    const data = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, object>;
    const declared = Object.keys({
      ...data.dependencies,
      ...data.devDependencies,
      ...data.optionalDependencies,
    });
    const wrong = imports.filter((each) => {
      const name = /^(?:@[^/]+\/)?[^/:]+/.exec(each.specifier)?.[0] ?? '';
      const isPackage = target(each) === undefined && !/^(?:node|astro|virtual):|^\//.test(each.specifier);
      return isPackage && !each.typesOnly && !declared.includes(name);
    });
    expect(wrong.map(say)).toEqual([]);
  });

  test('name the file with its extension', () => {
    const wrong = imports.filter((each) => target(each) !== undefined && !/\.[a-z]+(?:\?.*)?$/.test(each.specifier));
    expect(wrong.map(say)).toEqual([]);
  });

  test('do not stand in content', () => {
    const written = filesBelow('content', /\.mdx$/).filter((file) => /^(?:import|export)\s/m.test(withoutCode(file)));
    expect(written).toEqual([]);
  });
});

/** A document without its code blocks, which may well show an import. */
function withoutCode(file: string): string {
  return readFileSync(join(root, file), 'utf8').replace(/^(`{3,}|~{3,}).*\n[\s\S]*?^\1.*$/gm, '');
}

/** Groups of files that import one another in a circle, each sorted (Tarjan's strongly connected components). */
function circles(): string[][] {
  const next = new Map<string, string[]>();
  for (const each of imports) {
    const path = target(each);
    if (path !== undefined) next.set(each.file, [...(next.get(each.file) ?? []), path]);
  }
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): void => {
    index.set(file, index.size);
    low.set(file, index.size - 1);
    stack.push(file);
    for (const to of next.get(file) ?? []) {
      if (!index.has(to)) visit(to);
      if (stack.includes(to)) low.set(file, Math.min(low.get(file)!, low.get(to)!));
    }
    if (low.get(file) !== index.get(file)) return;
    const group = stack.splice(stack.indexOf(file));
    if (group.length > 1) found.push(group.sort());
  };
  for (const file of next.keys()) if (!index.has(file)) visit(file);
  return found;
}
