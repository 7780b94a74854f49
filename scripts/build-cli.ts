/**
 * `npm run build:cli`: the command as one file, `dist/belay.mjs`, that needs nothing but Node ≥ 20. It is what
 * `npm pack` packs and what the site publishes as `/belay.mjs`.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { type BuildOptions, type Metafile, type Plugin, build } from 'esbuild';
import { bundleOptions } from './bundle-cli.mjs';
import { ruleIds } from '../src/checker/index.ts';
import { lessonSlugs, loadLesson } from '../src/lessons/content/load.ts';
import { normalizeBase } from '../src/site/urls.ts';
import { isMain, root } from './root.ts';

/** Where the file is written, relative to the repository. */
export const cliFile = 'dist/belay.mjs';

/**
 * The text of the file.
 * @param site where findings link to unless the caller says otherwise.
 * @throws Error when the code would load something that Node has not, or when a lesson is wrong.
 */
export async function buildCli(site = siteOf(process.env)): Promise<string> {
  const { outputFiles, metafile } = await build<BuildOptions & { write: false; metafile: true }>({
    ...bundleOptions,
    write: false,
    metafile: true,
    stdin: { contents: "import { main } from './src/cli/main.ts';\nawait main();\n", resolveDir: root },
    outfile: cliFile,
    minify: true,
    legalComments: 'none',
    define: site === undefined ? {} : { BELAY_SITE_OF_BUILD: JSON.stringify(site) },
    plugins: [embeddedData()],
  });
  const foreign = Object.values(metafile.outputs)
    .flatMap(({ imports }) => imports.map(({ path }) => path))
    .filter((path) => !isBuiltin(path));
  if (foreign.length > 0) throw new Error(`The command would need these at run time: ${foreign.join(', ')}.`);
  const code = outputFiles[0]?.text ?? '';
  return `#!/usr/bin/env node\n${heading()}${code}${licences(metafile)}`;
}

/** Address of the site that this build is for, from the variables that the site is built with. */
function siteOf({ BELAY_SITE: site, BELAY_BASE: base }: NodeJS.ProcessEnv): string | undefined {
  return site ? new URL(normalizeBase(base), site).href : undefined;
}

/** Builds the file and writes it, executable, to this path. */
export async function writeCli(path: string): Promise<void> {
  const text = await buildCli();
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

/** Puts what `package-data.ts` reads from the checkout into the bundle. Texts are parsed when a command asks for them. */
function embeddedData(): Plugin {
  return {
    name: 'embedded-data',
    setup(builder) {
      builder.onResolve({ filter: /\/package-data\.ts$/ }, () => ({ path: 'package-data', namespace: 'embedded' }));
      builder.onLoad({ filter: /.*/, namespace: 'embedded' }, () => ({ contents: dataModule(), loader: 'js' }));
    },
  };
}

/** A module with the interface of `package-data.ts`. */
function dataModule(): string {
  const documents = ruleIds.map((id) => [id, readFileSync(join(root, 'src/checker/rules', id, 'rule.md'), 'utf8')]);
  const lessons = lessonSlugs(root).map((slug) => {
    const { title, criteria, states } = loadLesson(slug, { root }).data;
    const starter = states.flatMap(({ name, dockerfile, files }) =>
      name === 'starter' ? { name, dockerfile, files } : [],
    );
    return [slug, { title, criteria, states: starter }];
  });
  const literal = (entries: readonly unknown[][]): string =>
    `JSON.parse(${JSON.stringify(JSON.stringify(Object.fromEntries(entries)))})`;
  return [
    `const documents = () => ${literal(documents)};`,
    `const lessons = () => ${literal(lessons)};`,
    'export const packageData = async () => ({',
    `  version: () => ${JSON.stringify(packageJson().version)},`,
    '  ruleDocument: (id) => documents()[id],',
    '  lessonSlugs: () => Object.keys(lessons()),',
    '  lesson: (slug) => lessons()[slug],',
    '});',
  ].join('\n');
}

function packageJson(): { readonly version: string; readonly license: string } {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string; license: string };
}

function heading(): string {
  const { version, license } = packageJson();
  return `// belay ${version} (${license}). Checks Dockerfiles: node belay.mjs --help. Licences of what is inside: at the end.\n`;
}

/** The licences of our own code and of the packages in the bundle, which ask to stand in every copy. */
function licences({ inputs }: Metafile): string {
  const names = Object.keys(inputs).flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  const folders = [...new Set(names)].sort().map((name) => [name, join(root, 'node_modules', name)] as const);
  return [['belay', root] as const, ...folders]
    .map(([name, folder]) => `/*! ${name}\n\n${licenceIn(folder).trim().replaceAll('*/', '* /')}\n*/\n`)
    .join('');
}

function licenceIn(folder: string): string {
  const file = existsSync(folder) ? readdirSync(folder).find((name) => /^licen[cs]e/i.test(name)) : undefined;
  if (file === undefined) throw new Error(`${folder}: a package in the bundle has no licence file.`);
  return readFileSync(join(folder, file), 'utf8');
}

if (isMain(import.meta.url)) {
  const path = join(root, cliFile);
  await writeCli(path);
  console.log(`wrote ${cliFile}, ${Math.round(readFileSync(path).byteLength / 1000)} kB`);
}
