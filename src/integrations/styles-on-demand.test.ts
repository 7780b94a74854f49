import { expect, test } from 'vitest';
import { stylesOnDemand } from './styles-on-demand.ts';

function transform(code: string, id: string): string | undefined {
  const hook = stylesOnDemand().transform as unknown as (code: string, id: string) => { code: string } | null;
  return hook(code, id)?.code;
}

test('style sheets of the editor travel with it', () => {
  const code = transform(
    'import \'./a.css\';\nimport "./b.css";\nexport const x = 1;\n',
    '/x/node_modules/monaco-editor/esm/vs/a.js',
  );
  expect(code).toContain('import belaySheet0Text from "./a.css?inline"');
  expect(code).toContain('import belaySheet1Text from "./b.css?inline"');
  expect(code).toContain('adoptedStyleSheets');
  expect(code).toContain('export const x = 1;');
});

test('so do those of what comes late in a lesson, in the layers that they say', () => {
  const code = transform("import './passed.css';\n", '/x/src/islands/passed/passed-panel.ts');
  expect(code).toContain('import belaySheet0Text from "./passed.css?inline"');
  expect(code).toContain('replaceSync(belaySheet0Text)');
  expect(code).not.toContain('vendor');
});

test('everything else is left alone', () => {
  expect(transform("import './a.css';", '/x/src/components/a.ts')).toBeUndefined();
  expect(transform('export const x = 1;', '/x/node_modules/monaco-editor/esm/vs/a.js')).toBeUndefined();
});
