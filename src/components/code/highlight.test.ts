import { expect, test } from 'vitest';
import type { ShikiTransformerContext } from 'shiki';
import { highlight, metaNotes, parseMetaLines } from './highlight.ts';

test.each([
  ['', []],
  ['{2}', [2]],
  ['bad {2,4-6}', [2, 4, 5, 6]],
  ['{x}', []],
])('lines of the meta %j', (meta, lines) => {
  expect([...parseMetaLines(meta)]).toEqual(lines);
});

test.each([
  ['', {}],
  ['{2}', {}],
  ['bad=a,b bad="not found"', { 'data-finds': 'a b', 'data-prints': 'not found' }],
])('a block with the meta %j tells the page %j', (meta, says) => {
  const context = { options: { meta: { __raw: meta } } } as unknown as ShikiTransformerContext;
  const node = { type: 'element' as const, tagName: 'pre', properties: {}, children: [] };
  void metaNotes().pre?.call(context, node);
  expect(node.properties).toEqual(says);
});

test('code has both themes and its marks', async () => {
  const html = await highlight('FROM alpine:3.24\nRUN apk add git\n', 'dockerfile', {
    marks: new Map([[2, 'warning']]),
    label: 'Example',
  });
  expect(html).toContain('light-dark(');
  expect(html).not.toContain('--shiki');
  expect(html).toContain('</span> alpine:3.24</span>');
  expect(html).toContain('<span class="line line-warning">');
  expect(html).toContain('aria-label="Example"');
  expect(html.match(/class="line/g)).toHaveLength(2);
});
