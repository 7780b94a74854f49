/**
 * Bundles the command from its TypeScript source, for `bin/belay.mjs` in a checkout and for `npm run build:cli`. Plain
 * JavaScript for Node ≥ 20, because it may run before anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Everything that bundling takes: the bundler, and what the command imports. */
export const packages = ['diff', 'esbuild', 'yaml', 'zod'];

/** Options of esbuild for the command, however it is packed. */
export const bundleOptions = /** @type {const} */ ({
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'silent',
  // Some dependencies are CommonJS and ask for Node's own modules with `require`.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
});

/**
 * Bundles the source into a new folder, in parts that load when they are needed.
 * @param {string} cache folder for the result and, on a fresh clone, for the packages that bundling takes.
 * @returns {Promise<{ folder: string, inputs: string[] }>} the folder with its `main.js`, and the files of the checkout
 * that it was made from, relative to the root.
 */
export async function bundleSource(cache) {
  const nodeModules = installed() ? join(root, 'node_modules') : installPackages(cache);
  const esbuild = createRequire(pathToFileURL(join(nodeModules, 'belay.js'))).resolve('esbuild');
  const { build } = await import(pathToFileURL(esbuild).href);
  const { outputFiles, metafile } = await build({
    ...bundleOptions,
    write: false,
    metafile: true,
    entryPoints: ['src/cli/main.ts'],
    outdir: cache,
    splitting: true,
    nodePaths: [nodeModules],
  });
  const folder = mkdtempSync(join(cache, 'belay-'));
  for (const { path, contents } of outputFiles) writeFileSync(join(folder, path.slice(cache.length + 1)), contents);
  return { folder, inputs: Object.keys(metafile.inputs).filter((path) => !path.includes('node_modules')) };
}

function installed() {
  return packages.every((name) => existsSync(join(root, 'node_modules', name, 'package.json')));
}

/**
 * Installs those few packages alone, as the lock file has them: seconds, where all that the site needs takes minutes.
 * What npm says goes to stderr, since stdout belongs to the report.
 */
function installPackages(cache) {
  const lock = lockOfPackages();
  const folder = join(cache, `packages-${createHash('sha256').update(lock).digest('hex').slice(0, 16)}`);
  if (existsSync(folder)) return join(folder, 'node_modules');
  console.error('belay: installing what builds the command, once …');
  const draft = mkdtempSync(join(cache, 'draft-'));
  try {
    writeFileSync(join(draft, 'package.json'), JSON.stringify({ private: true, dependencies: versions() }));
    writeFileSync(join(draft, 'package-lock.json'), lock);
    const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: draft,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    });
    if (status !== 0) throw new Error('npm could not install what builds the command; what it said stands above.');
    renameSync(draft, folder);
  } catch (error) {
    // Another call may have been faster.
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return join(folder, 'node_modules');
}

function versions() {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.fromEntries(packages.map((name) => [name, devDependencies[name]]));
}

/** The part of the lock file that belongs to these packages and to what they need. */
function lockOfPackages() {
  const all = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const kept = {};
  const waiting = [...packages];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const path = `node_modules/${name}`;
    if (path in kept || !(path in all)) continue;
    const entry = { ...all[path] };
    // Here they are what is wanted, not tools for development that npm may leave out.
    delete entry.dev;
    kept[path] = entry;
    waiting.push(...Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }));
  }
  return JSON.stringify({ lockfileVersion: 3, packages: { '': { dependencies: versions() }, ...kept } });
}
