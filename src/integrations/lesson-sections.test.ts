import { createSatteriMarkdownProcessor, satteri } from '@astrojs/markdown-satteri';
import { expect, test } from 'vitest';
import { lessonSections } from './lesson-sections.ts';

const markdown = `Hook.[^1]

## The idea

One.

### Below

Two.

## Solution

Three.

## In review

> Four.

[^1]: Note.
`;

test('sections of a lesson become elements and components', async () => {
  const processor = satteri({ hastPlugins: [lessonSections()] });
  const mdx = await processor.createMdxRenderer?.(
    { syntaxHighlight: false, image: { domains: [], remotePatterns: [] } } as never,
    {} as never,
  );
  const { code } = await (
    mdx as { process: (text: string, file: string, data: object) => Promise<{ code: string }> }
  ).process(markdown, '/lesson.mdx', {});
  expect(code).toContain('"data-section": "the-idea"');
  expect(code).toMatch(/_jsxs?\(Solution,/);
  expect(code).toMatch(/_jsxs?\(InReview,/);
  // The note stands behind the last section, not in it.
  expect(code.indexOf('"data-footnotes"')).toBeGreaterThan(code.indexOf('InReview,'));
});

test('other Markdown is left alone', async () => {
  const { render } = await createSatteriMarkdownProcessor({ hastPlugins: [lessonSections()], syntaxHighlight: false });
  expect((await render(markdown)).code).not.toContain('<section data-section');
});
