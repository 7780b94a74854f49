import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/root.ts';
import { layerOrder, layers } from '../../src/styles/layers.ts';
import { declarationsOf, rulesOf, sheetsOf } from './style-sheets.ts';

const sheets = globSync('src/**/*.{css,astro}', { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .sort()
  .flatMap((path) => sheetsOf(path, readFileSync(join(root, path), 'utf8')));

/** The widths at which the page changes, as tokens.css documents them. */
const breakpoints = ['40rem', '64rem', '68.75rem'];
const tokensPath = 'src/styles/tokens.css';

const unlayered = (text: string): string[] =>
  rulesOf(text)
    .filter(({ context }) => !context.some((outer) => /^@layer [a-z]+$/.test(outer)))
    .map(({ selector }) => selector)
    // A face has no cascade: the layer it stands in means nothing.
    .filter((selector) => selector !== '@font-face');

const otherWidths = (text: string): string[] =>
  [...text.matchAll(/@media([^{]*)\{/g)].flatMap(([, query = '']) =>
    [...query.matchAll(/\(([^()]*\b(?:width|inline-size)\b[^()]*)\)/g)]
      .map(([, feature = '']) => feature.trim())
      .filter(
        (feature) => !breakpoints.some((width) => feature === `width < ${width}` || feature === `width >= ${width}`),
      ),
  );

const colours = (text: string): string[] =>
  declarationsOf(text)
    .filter(({ value }) =>
      /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|light-dark)\(|(?<![-\w])(?:black|white|red|green|blue|gr[ae]y|silver|orange|yellow|purple)(?![-\w(])/i.test(
        value,
      ),
    )
    .map(({ property, value }) => `${property}: ${value}`);

/** Properties whose sizes repeat, and what one of their values looks like when no token stands in it. */
const sized: readonly (readonly [property: RegExp, literal: RegExp])[] = [
  [/^font-size$/, /^(?:0\.8125|0\.833|0\.875|0\.9375|1|1\.0625|1\.2|1\.44)rem$/],
  [/^font-weight$/, /^(?:400|500|550|600)$/],
  [/^font$/, /^(?:400|500|550|600)\b|\/ ?(?:1\.2|1\.35|1\.4|1\.45|1\.5|1\.6)(?= )/],
  [/^line-height$/, /^(?:1\.2|1\.35|1\.4|1\.45|1\.5|1\.6)$/],
  [/^(?:padding|margin|gap|row-gap|column-gap)/, /^(?:.* )?(?:0\.25|0\.5|0\.75|1|1\.5|2|3)rem(?: .*)?$/],
  [/radius$/, /(?<![\w.-])[1-9][\d.]*(?:px|r?em)/],
  [/^z-index$/, /\d/],
  [/^(?:border|outline)/, /1px solid var\(--line(?:-strong)?\)|^[23]px solid/],
  [/^outline-offset$/, /\d/],
  [/^text-underline-offset$|^text-decoration-thickness$/, /\d/],
  [/^(?:transition|animation)-duration$/, /^1ms/],
];
const repeated = (text: string): string[] =>
  declarationsOf(text)
    .filter(({ property, value }) => sized.some(([of, literal]) => of.test(property) && literal.test(value)))
    .map(({ property, value }) => `${property}: ${value}`);

test('there are sheets to look at, of the pages and of the components', () => {
  expect(sheets.length).toBeGreaterThan(40);
  expect(sheets.map(({ path }) => path)).toContain('src/layouts/lesson-layout.css');
});

test('the order of the layers is declared once, first in the head of every page', () => {
  const base = readFileSync(join(root, 'src/layouts/Base.astro'), 'utf8');
  const [before, after] = base.split('<style is:inline set:html={layerOrder} />');
  expect(after).toBeDefined();
  expect(before?.split('<head>')[1]).toMatch(/^(?:(?!<(?:link|style|script|slot)\b)[^])*$/);
  expect(layerOrder).toMatch(/^@layer reset, tokens, .*, print;$/);
  for (const { path, text } of sheets) {
    expect(text.match(/@layer[^{;]*;/g) ?? [], path).toEqual([]);
    const named = [...text.matchAll(/@layer ([^{]*)\{/g)].map(([, name = '']) => name.trim());
    expect(
      named.filter((name) => !(layers as readonly string[]).includes(name)),
      path,
    ).toEqual([]);
  }
});

test.each(sheets)('$path: every rule is in a layer', ({ text }) => {
  expect(unlayered(text)).toEqual([]);
});

test.each(sheets)('$path: the page has three breakpoints', ({ text }) => {
  expect(otherWidths(text)).toEqual([]);
});

test.each(sheets.filter(({ path }) => path !== tokensPath))('$path: colours and sizes are tokens', ({ text }) => {
  expect(colours(text)).toEqual([]);
  expect(repeated(text)).toEqual([]);
});

test.each(sheets)('$path: at most 250 lines, and every token that it names is there', ({ text, path }) => {
  expect(text.split('\n').length).toBeLessThanOrEqual(250);
  const known = new Set(sheets.flatMap((sheet) => declarationsOf(sheet.text).map(({ property }) => property)));
  // Set in the markup, by the build.
  for (const name of ['--wb-rows', '--columns', '--rows']) known.add(name);
  const named = [...text.matchAll(/var\((--[\w-]+)(?=\))/g)].map(([, name = '']) => name);
  expect(
    named.filter((name) => !known.has(name)),
    path,
  ).toEqual([]);
});

test('a sheet that breaks a rule is refused', () => {
  expect(unlayered('@layer base { a { color: red } } .x { top: 0 }')).toEqual(['.x']);
  expect(unlayered('@media print { .y { top: 0 } }')).toEqual(['.y']);
  expect(otherWidths('@media (width < 41rem) { }')).toEqual(['width < 41rem']);
  expect(otherWidths('@media (max-width: 640px) { }')).toEqual(['max-width: 640px']);
  expect(otherWidths('@media print, (width < 40rem) { } @media (width >= 64rem) { }')).toEqual([]);
  expect(colours('.x { border: 1px solid #fff; color: white; background: rgb(0 0 0 / 5%) }')).toHaveLength(3);
  expect(colours('.x { color: var(--white); white-space: pre; border-color: Canvas }')).toEqual([]);
  expect(repeated('.x { padding: 0.5rem 0; border-radius: 3px; z-index: 4; line-height: 1.5 }')).toHaveLength(4);
});
