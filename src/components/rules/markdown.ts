import { createSatteriMarkdownProcessor } from '@astrojs/markdown-satteri';
import type { HastPluginDefinition } from 'satteri';
import { isSitePath, siteUrl } from '../../site/urls.ts';
import { darkTheme, lightTheme } from '../../styles/code-theme.ts';
import { leanTokens, plainFrame } from '../code/highlight.ts';

/** Puts the base path before addresses of this site. */
const siteLinks: HastPluginDefinition = {
  name: 'belay:site-links',
  element: {
    filter: ['a'],
    visit(node, context) {
      const { href } = node.properties;
      if (typeof href === 'string' && isSitePath(href)) context.setProperty(node, 'href', siteUrl(href));
    },
  },
};

let processor: ReturnType<typeof createSatteriMarkdownProcessor> | undefined;

/** Markdown as HTML, for documentation that is not a page of its own. For build time only. */
export async function renderMarkdown(markdown: string): Promise<string> {
  processor ??= createSatteriMarkdownProcessor({
    hastPlugins: [siteLinks],
    shikiConfig: {
      langs: [],
      langAlias: {},
      theme: 'github-dark',
      wrap: false,
      themes: { light: lightTheme, dark: darkTheme },
      defaultColor: 'light-dark()',
      transformers: [leanTokens(), plainFrame()],
    },
  });
  return (await (await processor).render(markdown)).code;
}
