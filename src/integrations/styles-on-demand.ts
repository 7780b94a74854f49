import type { Plugin } from 'vite';

/** Style sheets of these modules load with the module that imports them, not with the page. */
const lazy = /\/monaco-editor\/|\/@xterm\/|\/src\/islands\/(?:.{0,200}terminal|passed\/|track-list\/)/;

/**
 * Astro puts every style sheet that a page can reach into the page's head, also those behind a dynamic import:
 * Monaco's 139 kB would come with every lesson. This rewrites `import 'x.css'` in the modules above to a
 * constructed style sheet, so that it travels in the lazy chunk. The Content-Security-Policy allows it. The rules of what
 * others wrote go into a layer of their own: outside of every layer they would win over all of ours. Our own sheets say
 * their layers.
 */
export function stylesOnDemand(): Plugin {
  return {
    name: 'belay:styles-on-demand',
    enforce: 'pre',
    transform(code, id) {
      const [path] = id.split('?');
      if (path === undefined || !lazy.test(path) || !/\.[cm]?[jt]s$/.test(path) || !code.includes('.css')) return null;
      let count = 0;
      const rewritten = code.replace(/^[ \t]*import\s+(['"])([^'"\n]+\.css)\1;?/gm, (_all, _quote, specifier: string) =>
        adopt(specifier, `belaySheet${count++}`, path.includes('/src/islands/') && !/terminal|xterm/.test(path)),
      );
      return count === 0 ? null : { code: rewritten, map: null };
    },
  };
}

function adopt(specifier: string, name: string, isLayered: boolean): string {
  return (
    `import ${name}Text from ${JSON.stringify(`${specifier}?inline`)};` +
    `const ${name} = new CSSStyleSheet();` +
    `${name}.replaceSync(${isLayered ? `${name}Text` : `'@layer vendor{' + ${name}Text + '}'`});` +
    `document.adoptedStyleSheets = [...document.adoptedStyleSheets, ${name}];`
  );
}
