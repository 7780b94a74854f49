import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { leanTokens, metaMarks, metaNotes, plainFrame } from './src/components/code/highlight.ts';
import { normalizeBase } from './src/site/urls.ts';
import { darkTheme, lightTheme } from './src/styles/code-theme.ts';
import { authorPages } from './src/integrations/author-pages.ts';
import { checkLinks } from './src/integrations/check-links.ts';
import { contentWatch } from './src/integrations/content-watch.ts';
import { publishCli } from './src/integrations/publish-cli.ts';
import { publishHosting } from './src/integrations/publish-hosting.ts';
import { publishProofs } from './src/integrations/publish-proofs.ts';
import { publishShipped } from './src/integrations/publish-shipped.ts';
import { siteLanguage } from './src/integrations/site-language.ts';
import { stampBuild } from './src/integrations/stamp-build.ts';
import { stylesOnDemand } from './src/integrations/styles-on-demand.ts';
import { buildCli } from './scripts/build-cli.ts';

/** The language of the interface: a folder of `src/i18n`. */
const language = () => siteLanguage(process.env.BELAY_LANG || undefined);

/** The command that this build publishes, made once. */
let command;
const builtCli = () => (command ??= buildCli());

export default defineConfig({
  // Where the site will stand: BELAY_SITE=https://example.org BELAY_BASE=/belay/
  site: process.env.BELAY_SITE || undefined,
  base: normalizeBase(process.env.BELAY_BASE),
  trailingSlash: 'always',
  // The Content-Security-Policy allows no inline script; style sheets stay files so that browsers keep them.
  build: { assets: 'assets', inlineStylesheets: 'never' },
  devToolbar: { enabled: false },
  // In this order: links may lead to what is published, what is there gets its headers and is compressed, and the stamp
  // says that all went well.
  integrations: [
    mdx(),
    authorPages(),
    publishCli(builtCli),
    publishShipped(builtCli),
    publishProofs(),
    checkLinks(),
    publishHosting(),
    stampBuild(),
  ],
  markdown: {
    processor: satteri(),
    shikiConfig: {
      themes: { light: lightTheme, dark: darkTheme },
      defaultColor: 'light-dark()',
      transformers: [leanTokens(), plainFrame(), metaMarks(), metaNotes()],
    },
  },
  vite: {
    build: {
      assetsInlineLimit: 0,
      // The editor is large and loads on demand; its budget is checked in the tests.
      chunkSizeWarningLimit: 4_000,
      rolldownOptions: {
        onwarn(warning, warn) {
          // Astro marks its own modules with a directive that means nothing to the bundler.
          if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
        },
      },
    },
    worker: { format: 'es', plugins: () => [language()] },
    plugins: [language(), stylesOnDemand(), contentWatch()],
  },
});
