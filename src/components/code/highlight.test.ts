import { expect, test } from 'vitest';
import { highlight, parseMetaLines } from './highlight.ts';

test.each([
  ['', []],
  ['{2}', [2]],
  ['bad {2,4-6}', [2, 4, 5, 6]],
  ['{x}', []],
])('lines of the meta %j', (meta, lines) => {
  expect([...parseMetaLines(meta)]).toEqual(lines);
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
