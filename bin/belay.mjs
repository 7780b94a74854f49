#!/usr/bin/env node
/**
 * Starts the command in a checkout. Its source is TypeScript, so it is bundled into `.cache/` first; that takes a moment
 * after each change of the source and nothing otherwise. Plain JavaScript without dependencies, for Node ≥ 20.
 */
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(root, '.cache');
/** Names the bundle in use and, as a fingerprint, the files that it was made from. */
const manifest = join(cache, 'belay.json');

nodeModule.enableCompileCache?.(join(cache, 'v8'));
const { main } = await import(pathToFileURL(join(await bundle(), 'main.js')).href);
// npm changes into the package, and tells where it was called.
const { npm_lifecycle_event: script, npm_package_json: called, INIT_CWD: caller } = process.env;
if (script === 'belay' && called === join(root, 'package.json') && caller !== undefined) process.chdir(caller);
await main();

/** The folder of a bundle that fits the source. */
async function bundle() {
  const known = readManifest();
  if (known !== undefined && fingerprint(known.inputs) === known.fingerprint) return join(cache, known.name);
  mkdirSync(cache, { recursive: true });
  const { bundleSource } = await import('../scripts/bundle-cli.mjs');
  let made;
  try {
    made = await bundleSource(cache);
  } catch (error) {
    console.error(`belay: ${error.message}`);
    process.exit(2);
  }
  const { folder } = made;
  const inputs = [...made.inputs, 'bin/belay.mjs', 'scripts/bundle-cli.mjs', 'package-lock.json'];
  // Written whole, then moved: another call may read it at this moment.
  writeFileSync(`${folder}.json`, JSON.stringify({ name: basename(folder), inputs, fingerprint: fingerprint(inputs) }));
  renameSync(`${folder}.json`, manifest);
  removeOldBundles(folder);
  return folder;
}

function readManifest() {
  try {
    const data = JSON.parse(readFileSync(manifest, 'utf8'));
    statSync(join(cache, data.name, 'main.js'));
    return data;
  } catch {
    return undefined;
  }
}

/** Sizes and times of the files; a new file counts from the moment that one of them imports it. */
function fingerprint(inputs) {
  return inputs
    .map((path) => {
      const stats = statSync(join(root, path), { throwIfNoEntry: false });
      return stats === undefined ? '-' : `${stats.size}:${stats.mtimeMs}`;
    })
    .join(' ');
}

/** Bundles of a day ago; younger ones may still be in use. */
function removeOldBundles(keep) {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (!/^(?:belay|draft)-/.test(name) || path === keep) continue;
    if (Date.now() - statSync(path).mtimeMs > 86_400_000) rmSync(path, { recursive: true, force: true });
  }
}
