/**
 * The first step of every npm script: installs from the lock file when it has changed since the last time. Plain
 * JavaScript without dependencies, because it runs before there are any, on whatever Node the user has (18 or later).
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** From this version on Node runs TypeScript without a flag, which our tools need. */
const needed = [22, 18];
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const windows = process.platform === 'win32';

installWhenNeeded();
makeSureOfNode();

function installWhenNeeded() {
  const lock = join(root, 'package-lock.json');
  if (!existsSync(lock)) fail('package-lock.json is missing. Restore it with: git checkout package-lock.json');
  const stamp = join(root, 'node_modules', '.belay-lock');
  const hash = createHash('sha256').update(readFileSync(lock)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === hash) return;
  if (installedFrom(lock)) return writeStamp(stamp, hash);

  console.log('Installing the packages of package-lock.json. The first time this takes a minute or two.');
  const { status, error } = spawnSync(
    npm()[0],
    [...npm().slice(1), 'ci', '--loglevel=error', '--no-fund', '--no-audit'],
    {
      cwd: root,
      stdio: 'inherit',
      shell: windows && process.env.npm_execpath === undefined,
    },
  );
  if (error) fail(`npm could not be started: ${error.message}`);
  if (status !== 0) fail('npm ci failed; its own message stands above. Without a network nothing can be installed.');
  writeStamp(stamp, hash);
}

function writeStamp(stamp, hash) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, `${hash}\n`);
}

/**
 * True when what is installed is what the lock file names, for example after `npm install <package>` or `npm ci` by
 * hand: npm keeps a list of what it has installed.
 */
function installedFrom(lock) {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  try {
    const wanted = JSON.parse(readFileSync(lock, 'utf8')).packages;
    const have = JSON.parse(readFileSync(installed, 'utf8')).packages;
    return Object.keys(wanted).every((path) => {
      const { version, optional } = wanted[path];
      return path === '' || (path in have ? have[path].version === version : optional === true);
    });
  } catch {
    return false;
  }
}

/** The npm that runs this script, else the one in PATH. */
function npm() {
  const script = process.env.npm_execpath;
  return script && /\.[cm]?js$/.test(script) ? [process.execPath, script] : [windows ? 'npm.cmd' : 'npm'];
}

/**
 * npm scripts find the pinned Node in node_modules/.bin. Where it cannot run (it is linked against glibc, so on
 * Alpine itself) the user's own Node takes over, if it is new enough.
 */
function makeSureOfNode() {
  const pinned = join(root, 'node_modules', '.bin', windows ? 'node.cmd' : 'node');
  if (existsSync(pinned)) {
    const { status } = spawnSync(pinned, ['--version'], { stdio: 'ignore', shell: windows });
    if (status === 0) return;
  }
  if (isNewEnough(ownVersion())) {
    for (const name of ['node', 'node.cmd', 'node.ps1'])
      rmSync(join(root, 'node_modules', '.bin', name), { force: true });
    return;
  }
  fail(
    `This needs Node ${needed.join('.')} or later. The one that comes with the packages does not run here ` +
      `(on musl it cannot), and yours is ${ownVersion()}. Install a newer Node and try again.`,
  );
}

/** The version of the Node that runs this script. */
function ownVersion() {
  return process.versions.node;
}

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > needed[0] || (major === needed[0] && minor >= needed[1]);
}

function fail(message) {
  console.error(`\n${message}`);
  process.exit(1);
}
