/**
 * `npm run build:cli`: the command as one file, `dist/belay.mjs`, that needs nothing but Node ≥ 20. It is what
 * `npm pack` packs and what the site publishes as `/belay.mjs`.
 */
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, join } from 'node:path';
import { type BuildOptions, type Metafile, type Plugin, build } from 'esbuild';
import { bundleOptions } from './bundle-cli.mjs';
import { checker } from '../src/checker/index.ts';
import { lessonSlugs, loadLesson } from '../src/lessons/content/load.ts';
import { encodings } from '../src/lessons/content/served.ts';
import { normalizeBase } from '../src/site/urls.ts';
import { isMain, root } from './root.ts';
import { noticesOf } from './shipped/notices.ts';
import { type Origin, originsOf } from './shipped/origin.ts';

/** Where the file is written, relative to the repository. */
const cliFile = 'dist/belay.mjs';

/** The file, and whose work is in it besides ours. */
export interface BuiltCli {
  readonly text: string;
  readonly origins: readonly Origin[];
}

/**
 * Bundles the command.
 * @param site where findings link to unless the caller says otherwise.
 * @throws Error when the code would load something that Node has not, or when a lesson is wrong.
 */
export async function buildCli(site = siteOf(process.env)): Promise<BuiltCli> {
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
  const code = inAscii(outputFiles[0]?.text ?? '');
  const origins = originsIn(metafile);
  return { text: `#!/usr/bin/env node\n${heading()}${code}${licences(origins)}`, origins };
}

/**
 * Code that has only ASCII: with one other character in it an engine keeps all of it in twice the memory, and takes longer to
 * read it. The bundler leaves a few in expressions and templates, where an escape means the same.
 */
function inAscii(code: string): string {
  return code.replace(/[^\0-\x7f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A line for `sha256sum -c`, which looks for the file beside the one that has the line. */
export function checksumLine(text: string, file = basename(cliFile)): string {
  return `${sha256(text)}  ${file}\n`;
}

/** The SHA-256 of a text in UTF-8, in hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Address of the site that this build is for, from the variables that the site is built with. */
function siteOf({ BELAY_SITE: site, BELAY_BASE: base }: NodeJS.ProcessEnv): string | undefined {
  return site ? new URL(normalizeBase(base), site).href : undefined;
}

/** Writes the file, executable, and its checksum beside it. What a build of the site has compressed of older ones goes. */
export function writeCli(path: string, { text }: BuiltCli): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  writeFileSync(`${path}.sha256`, checksumLine(text, basename(path)));
  for (const file of [path, `${path}.sha256`]) {
    for (const ending of Object.keys(encodings)) rmSync(`${file}.${ending}`, { force: true });
  }
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
  const documents = checker.ruleIds.map((id) => [
    id,
    readFileSync(join(root, 'src/checker/rules', id, 'rule.md'), 'utf8'),
  ]);
  const lessons = lessonSlugs(root).map((slug) => {
    const { title, task, states } = loadLesson(slug, { root }).data;
    const starter = states.flatMap(({ name, dockerfile, files }) =>
      name === 'starter' ? { name, dockerfile, files } : [],
    );
    return [slug, { title, task, states: starter }];
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

/** Whose work the bundle has inside: of the packages of which something is left in it. */
function originsIn({ outputs }: Metafile): Origin[] {
  const inputs = Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs));
  const origins = inputs
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => originsOf(path))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return [...new Map(origins.map((origin) => [origin.folder, origin])).values()];
}

/** The licences of our own code and of the packages in the bundle, which ask to stand in every copy. */
function licences(origins: readonly Origin[]): string {
  return [{ name: 'belay', folder: '.' }, ...origins]
    .map(({ name, folder }) => {
      const texts = noticesOf(name, folder).map(({ text }) => text.replaceAll('*/', '* /'));
      return `/*! ${name}\n\n${texts.join('\n\n')}\n*/\n`;
    })
    .join('');
}

if (isMain(import.meta.url)) {
  const path = join(root, cliFile);
  writeCli(path, await buildCli());
  console.log(`wrote ${cliFile}, ${Math.round(readFileSync(path).byteLength / 1000)} kB`);
}
