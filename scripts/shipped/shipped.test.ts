import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { build } from 'vite';
import { describe, expect, test } from 'vitest';
import type { ShippedPackage } from '../../src/lessons/content/shipped.ts';
import { collectOrigins } from '../../src/integrations/collect-origins.ts';
import { buildCli, sha256 } from '../build-cli.ts';
import { root } from '../root.ts';
import { describeShipped } from './describe.ts';
import { licenceOf, noticesOf } from './notices.ts';
import { type Origin, originsOf } from './origin.ts';
import { softwareBill } from './sbom.ts';

const monaco = '/x/node_modules/monaco-editor/esm';

describe('whose work a module is', () => {
  test.each([
    ['/x/src/islands/a.ts', []],
    ['\0virtual:astro:page', []],
    ['/x/node_modules/yaml/dist/index.js', ['yaml']],
    ['C:\\x\\node_modules\\yaml\\dist\\index.js', ['yaml']],
    ['node_modules/@xterm/xterm/css/xterm.css?inline', ['@xterm/xterm']],
    ['\0/x/node_modules/yaml/dist/index.js?commonjs-proxy', ['yaml']],
    ['\0rolldown/runtime.js', ['rolldown']],
    ['\0vite/preload-helper.js', ['vite']],
    ['vite/preload-helper.js', ['vite']],
    [`${monaco}/vs/base/browser/dom.js`, ['monaco-editor']],
    [`${monaco}/vs/base/browser/dompurify/dompurify.js`, ['monaco-editor', 'dompurify']],
    [`${monaco}/vs/base/common/marked/marked.js`, ['monaco-editor', 'marked']],
    [`${monaco}/vs/base/common/codiconsLibrary.js`, ['monaco-editor', '@vscode/codicons']],
    [`${monaco}/vs/base/browser/ui/codicons/codicon/codicon.ttf`, ['monaco-editor', '@vscode/codicons']],
    ['/x/node_modules/@microsoft/jest-sarif/node_modules/ajv/lib/ajv.js', ['ajv']],
  ])('%j: %j', (id, names) => {
    expect(originsOf(id).map(({ name }) => name)).toEqual(names);
  });

  test('a nested package is its own copy', () => {
    const id = '/x/node_modules/@microsoft/jest-sarif/node_modules/ajv/lib/ajv.js';
    expect(originsOf(id)).toEqual([{ name: 'ajv', folder: 'node_modules/@microsoft/jest-sarif/node_modules/ajv' }]);
  });

  test.each([
    ['a package that is not installed', '/x/node_modules/not-installed/index.js', 'not-installed'],
    ['a part that nobody has looked at', `${monaco}/external/some-part/index.js`, 'some-part'],
  ])('refuses %s, and names it', (_, id, name) => {
    expect(() => originsOf(id)).toThrow(name);
  });
});

describe('licences', () => {
  test.each([
    ['@xterm/xterm', 'MIT'],
    ['dompurify', 'MPL-2.0 OR Apache-2.0'],
    ['@fontsource-variable/ibm-plex-sans', 'OFL-1.1'],
    ['@vscode/codicons', 'CC-BY-4.0 AND MIT'],
  ])('of %s: %s', (name, licence) => {
    expect(licenceOf(name, `node_modules/${name}`)).toBe(licence);
    expect(noticesOf(name, `node_modules/${name}`).map(({ text }) => text)).not.toContain('');
  });

  test('an unknown one stops the build, with the name of the package', () => {
    const folder = 'tests/fixtures/packages/unknown-licence';
    expect(() => licenceOf('some-package', folder)).toThrow(/^some-package .*"SEE LICENSE IN EULA.txt"/);
  });

  test('none stops the build as well', () => {
    expect(() => licenceOf('some-package', 'tests/fixtures/packages/no-licence')).toThrow(/^some-package .*""/);
  });

  test('a missing text stops the build, with the name of the package', () => {
    expect(() => noticesOf('some-package', 'tests/fixtures/packages/no-licence')).toThrow(
      /^some-package .*no licence text/,
    );
  });

  test('a package without a text takes that of its repository, and of no other', () => {
    const serialize = noticesOf('@xterm/addon-serialize', 'node_modules/@xterm/addon-serialize');
    expect(serialize).toEqual(noticesOf('@xterm/xterm', 'node_modules/@xterm/xterm'));
    expect(() => noticesOf('@xterm/addon-serialize', 'tests/fixtures/packages/no-licence')).toThrow(
      'another repository',
    );
  });

  test('of a bundler are those of the lines that it leaves in the bundle', () => {
    const text = noticesOf('vite', 'node_modules/vite')
      .map((notice) => notice.text)
      .join();
    expect(text).toContain('VoidZero');
    expect(text).not.toContain('jridgewell');
  });

  test('include what a package tells of its parts', () => {
    expect(noticesOf('monaco-editor', 'node_modules/monaco-editor').map(({ file }) => file)).toEqual([
      'LICENSE',
      'ThirdPartyNotices.txt',
    ]);
  });
});

test('a bundle tells whose work is in it, and not what was left out', async () => {
  const entry = [
    "import { parse } from 'yaml';",
    "import { zipSync } from 'fflate';",
    "import '@xterm/xterm/css/xterm.css';",
    "import font from '@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-normal.woff2?url';",
    'console.log(parse, font);',
  ].join('\n');
  const collect = async (everything: boolean): Promise<string[]> => {
    const found: Origin[] = [];
    await build({
      root,
      configFile: false,
      publicDir: false,
      logLevel: 'silent',
      build: { write: false, assetsInlineLimit: 0, rolldownOptions: { input: 'virtual-entry' } },
      plugins: [
        {
          name: 'entry',
          resolveId: (id) => (id === 'virtual-entry' ? join(root, 'src/virtual-entry.js') : undefined),
          load: (id) => (id.endsWith('virtual-entry.js') ? entry : undefined),
        },
        collectOrigins(found, () => everything),
      ],
    });
    return [...new Set(found.map(({ name }) => name))].sort();
  };
  expect((await collect(true)).filter((name) => !['rolldown', 'vite'].includes(name))).toEqual([
    '@fontsource-variable/ibm-plex-sans',
    '@xterm/xterm',
    'yaml',
  ]);
  expect(await collect(false)).toEqual(['@fontsource-variable/ibm-plex-sans', '@xterm/xterm']);
});

describe('the software bill', async () => {
  const { text, origins } = await buildCli();
  const site = [
    `${monaco}/vs/base/browser/dompurify/a.js`,
    `${monaco}/codicon.ttf`,
    'node_modules/@xterm/xterm/a.js',
    'node_modules/diff/a.js',
  ];
  const packages = describeShipped({ site: site.flatMap((id) => originsOf(id)), command: origins });
  const shipped = { command: { sha256: sha256(text) }, packages };
  const validate = billValidator();

  const errorsOf = (bill: object): unknown => {
    validate(bill);
    return validate.errors ?? [];
  };

  test('fits the schema of CycloneDX 1.6', () => {
    expect(errorsOf(softwareBill(shipped))).toEqual([]);
  });

  test.each<[string, Partial<ShippedPackage>]>([
    ['a licence that SPDX has not', { licence: 'Unheard-Of' }],
    ['a homepage that is no address', { homepage: 'not an address' }],
    ['a hash that is too short', { integrity: 'sha512-AAAA' }],
  ])('would be refused with %s', (_, change) => {
    const [first, ...rest] = packages;
    expect(errorsOf(softwareBill({ ...shipped, packages: [{ ...first!, ...change }, ...rest] }))).not.toEqual([]);
  });

  test('has every package, with version, licence, purl and the hash of the lock file', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { version: string; integrity: string }>;
    };
    const { components } = softwareBill(shipped) as { components: Component[] };
    const outer = packages.filter(({ inside }) => inside === undefined);
    expect(components.map(({ purl }) => purl)).toEqual(
      outer.map(({ name }) => `pkg:npm/${name.replace('@', '%40')}@${lock.packages[`node_modules/${name}`]!.version}`),
    );
    for (const [index, { name }] of outer.entries()) {
      const [, base64 = ''] = lock.packages[`node_modules/${name}`]!.integrity.split('-');
      const hex = Buffer.from(base64, 'base64').toString('hex');
      expect(components[index]!.hashes).toEqual([{ alg: 'SHA-512', content: hex }]);
    }
  });

  test('puts what a package carries into that package, with a version only where it is known', () => {
    const { components } = softwareBill(shipped) as { components: Component[] };
    const inner = components.find(({ name }) => name === 'monaco-editor')?.components ?? [];
    expect(inner.map(({ name, version }) => [name, version])).toEqual([
      ['codicons', undefined],
      ['dompurify', expect.stringMatching(/^\d/)],
    ]);
  });

  test('says which part has which package', () => {
    expect(packages.find(({ name }) => name === 'diff')?.parts).toEqual(['site', 'command']);
    expect(packages.find(({ name }) => name === 'yaml')?.parts).toEqual(['command']);
    expect(packages.find(({ name }) => name === '@xterm/xterm')?.parts).toEqual(['site']);
  });

  test('is the same for the same build', () => {
    expect(softwareBill(shipped)).toEqual(softwareBill(shipped));
    const other = softwareBill({ ...shipped, command: { sha256: sha256('other') } });
    expect(other).not.toMatchObject({ serialNumber: (softwareBill(shipped) as { serialNumber: string }).serialNumber });
  });

  interface Component {
    readonly name: string;
    readonly version?: string;
    readonly purl?: string;
    readonly hashes?: unknown;
    readonly components?: readonly Component[];
  }

  /** CycloneDX's own schema, with the lists of SPDX that it refers to. */
  function billValidator() {
    const require = createRequire(import.meta.url);
    const folder = join(require.resolve('@cyclonedx/cyclonedx-library'), '../../res/schema');
    const read = (name: string) =>
      JSON.parse(readFileSync(join(folder, `${name}.SNAPSHOT.schema.json`), 'utf8')) as object;
    const ajv = new Ajv({ allErrors: true, strict: false });
    for (const name of ['spdx', 'jsf-0.82'])
      ajv.addSchema(read(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
    addFormats(ajv);
    // For what we write, which is ASCII, both are the same.
    ajv.addFormat('iri-reference', (text) => ajv.validate({ type: 'string', format: 'uri-reference' }, text));
    ajv.addFormat('idn-email', (text) => ajv.validate({ type: 'string', format: 'email' }, text));
    return ajv.compile(read('bom-1.6'));
  }
});
