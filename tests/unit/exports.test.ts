import { describe, expect, test } from 'vitest';
import { type Source, exportsOf, filesBelow, readSource, sourceOf, target } from './source-imports.ts';

/** Exports that somebody takes without an import that can be read, each with who does. */
const takenOtherwise: readonly { readonly name: RegExp; readonly by: string }[] = [
  { name: /^src\/(?:pages|author)\/.*: (?:getStaticPaths|GET)$/, by: 'Astro, by convention' },
  { name: /^src\/content\.config\.ts: collections$/, by: 'Astro, by convention' },
  {
    name: /^src\/checker\/(?:forecast\/)?data\/[^/]+: \w+_CHECK_BY$/,
    by: 'scripts/check-data.ts, which reads all of them',
  },
  { name: /^src\/cli\/main\.ts: main$/, by: 'bin/belay.mjs and scripts/build-cli.ts, out of a bundle' },
  { name: /^src\/exercises\/fix\/(?:goal-)?schema\.ts: \w+Matches\w+$/, by: 'the compiler, which checks them' },
  { name: /^src\/i18n\/index\.ts: Texts$/, by: 'other languages, which are of this type' },
  { name: /^scripts\/new-rule\.ts: rule$/, by: 'nobody: it stands in the text of a new file' },
];

const code = /\.(?:ts|astro|mdx|mjs|js)$/;
const ours = ['src', 'scripts'].flatMap((folder) => filesBelow(folder, code)).map(readSource);
const others = ['tests', 'bin'].flatMap((folder) => filesBelow(folder, code)).map(readSource);
const settings = ['astro.config.mjs', 'eslint.config.js', 'playwright.config.ts'].map(readSource);

/** Exports of `sources` that none of `importers` takes, as `file: name`. */
function unused(sources: readonly Source[], importers: readonly Source[]): string[] {
  const taken = new Set<string>();
  for (const each of importers.flatMap(({ imports }) => imports))
    for (const name of each.names) taken.add(`${target(each) ?? ''}: ${name}`);
  return sources
    .filter(({ file }) => !taken.has(`${file}: *`))
    .flatMap((source) => exportsOf(source).map((name) => `${source.file}: ${name}`))
    .filter((name) => !taken.has(name));
}

describe('exports', () => {
  test('are taken by another module', () => {
    const left = unused(ours, [...ours, ...others, ...settings]);
    expect(left.filter((each) => !takenOtherwise.some(({ name }) => name.test(each)))).toEqual([]);
    for (const { name } of takenOtherwise) expect(left.some((each) => name.test(each))).toBe(true);
  });

  test('are named, so that a door says what goes through it', () => {
    expect(ours.filter((source) => exportsOf(source).includes('*')).map(({ file }) => file)).toEqual([]);
  });
});

describe('reading', () => {
  test.each([
    ['export function one(): void {}\nexport async function two() {}', ['one', 'two']],
    ['export const one = 1;\nexport class Two {}\nexport abstract class Three {}', ['one', 'Two', 'Three']],
    ['export interface One {}\nexport type Two<T> = T;', ['One', 'Two']],
    ["export { one, type Two, three as four } from './a.ts';\nexport type { Five };", ['one', 'Two', 'four', 'Five']],
    ["export default 1;\nexport type * from './a.ts';", ['default', '*']],
    ['const one = 1;\n// export const two = 2;\n/** export const three = 3; */', []],
  ])('the exports of %j', (text, names) => {
    expect(exportsOf(sourceOf('src/b.ts', text))).toEqual(names);
  });

  test.each([
    ["import { one, type Two, three as four } from './a.ts';", ['one', 'Two', 'three']],
    ["import type {\n  One,\n  Two,\n} from './a.ts';", ['One', 'Two']],
    ["import main, { one } from './a.ts';", ['one', 'default']],
    ["export { one as two } from './a.ts';", ['one']],
    ["import * as all from './a.ts';\nall.one(); f(all.two);", ['one', 'two']],
    ["import * as all from './a.ts';\nall.one(); f(all);", ['one', '*']],
    ["export type * from './a.ts';", ['*']],
    ["const { one, two } = await import('./a.ts');", ['one', 'two']],
    ["const { one } = await within(import('./a.ts'), 10);", ['one']],
    ["void import('./a.ts').then(({ one }) => one());", ['one']],
    ["const { one } = made; void import('./a.ts').then((all) => all);", ['*']],
    ["import './a.ts';", []],
  ])('the imports of %j', (text, names) => {
    const source = sourceOf('src/b.ts', text);
    expect(source.imports.map((each) => [target(each), each.names])).toEqual([['src/a.ts', names]]);
  });

  test('an export that nobody takes is found, one that is taken is not', () => {
    const a = sourceOf('src/a.ts', 'export const one = 1;\nexport const two = 2;');
    const door = sourceOf('src/door.ts', "export { one } from './a.ts';");
    expect(unused([a, door], [a, door])).toEqual(['src/a.ts: two', 'src/door.ts: one']);
    expect(unused([a, door], [a, door, sourceOf('src/c.ts', "import { one } from './door.ts';")])).toEqual([
      'src/a.ts: two',
    ]);
  });
});
