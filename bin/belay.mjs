#!/usr/bin/env node
/**
 * Starts the command. Its source is TypeScript, so it is bundled into `.cache/` first; that takes a moment after
 * each change of the source and nothing otherwise. Plain JavaScript without dependencies, for Node ≥ 20.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(root, '.cache');
/** Everything that ends up in the bundle. */
const sources = ['bin/belay.mjs', 'package-lock.json', 'src/checker', 'src/cli', 'src/lessons', 'src/player'];

if (!existsSync(join(root, 'node_modules/esbuild'))) installDependencies();
nodeModule.enableCompileCache?.(join(cache, 'v8'));
const { main } = await import(pathToFileURL(await entry()).href);
await main();

/** The module to run: the bundle, or the source itself where no bundle can be made. */
async function entry() {
  const folder = join(cache, `belay-${fingerprint()}`);
  const bundled = join(folder, 'main.js');
  if (existsSync(bundled)) return bundled;
  try {
    await bundle(folder);
    return bundled;
  } catch (error) {
    if (existsSync(bundled)) return bundled; // Another process was faster.
    if (nodeModule.stripTypeScriptTypes === undefined) throw error;
    return join(root, 'src/cli/main.ts');
  }
}

/** A hash over names, sizes and times of all sources. */
function fingerprint() {
  const hash = createHash('sha256').update(process.version);
  for (const source of sources) {
    const path = join(root, source);
    if (!existsSync(path)) continue;
    const files = statSync(path).isDirectory() ? readdirSync(path, { recursive: true }).sort() : [''];
    for (const file of files) {
      if (file !== '' && (!file.endsWith('.ts') || file.endsWith('.test.ts'))) continue;
      const { size, mtimeMs } = statSync(join(path, file));
      hash.update(`${source}/${file}:${size}:${mtimeMs}\n`);
    }
  }
  return hash.digest('hex').slice(0, 16);
}

async function bundle(folder) {
  const { build } = await import('esbuild');
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, 'draft-'));
  try {
    await build({
      entryPoints: [join(root, 'src/cli/main.ts')],
      outdir: draft,
      bundle: true,
      splitting: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      logLevel: 'silent',
      // Some dependencies are CommonJS and ask for Node's own modules with `require`.
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    });
    renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  removeOldBundles(folder);
}

/** Bundles of a day ago; younger ones may still be in use. */
function removeOldBundles(keep) {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (!/^(?:belay|draft)-/.test(name) || path === keep) continue;
    if (Date.now() - statSync(path).mtimeMs > 86_400_000) rmSync(path, { recursive: true, force: true });
  }
}

/** On a fresh clone. What npm says goes to stderr: stdout belongs to the report. */
function installDependencies() {
  console.error('belay: installing dependencies, once …');
  const { status } = spawnSync(process.execPath, [join(root, 'tools/bootstrap.mjs')], { stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    console.error('belay: the dependencies could not be installed. Run "npm ci" in the folder of Belay.');
    process.exit(2);
  }
}
