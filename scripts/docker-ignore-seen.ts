import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { listFiles } from '../src/lessons/content/read-folder.ts';

/**
 * `node scripts/docker-ignore-seen.ts [--docker CLIENT]`: asks a real BuildKit once more what it sends with each `.dockerignore` of
 * `src/checker/forecast/docker-ignore.seen.json`. To ask about another one, add it there with an empty answer. Needs Docker
 * with buildx; nothing is pulled or run.
 */

const file = new URL('../src/checker/forecast/docker-ignore.seen.json', import.meta.url);
const at = process.argv.indexOf('--docker');
const docker = at < 0 ? 'docker' : (process.argv[at + 1] ?? 'docker');

interface Seen {
  readonly ignore: string;
  readonly leavesOut?: readonly string[];
  readonly says?: string;
}

const { files, seen } = JSON.parse(readFileSync(file, 'utf8')) as { files: string[]; seen: Seen[] };
const folder = mkdtempSync(join(tmpdir(), 'belay-ignore-'));
const [context, out] = [join(folder, 'context'), join(folder, 'out')];
for (const path of files) {
  mkdirSync(dirname(join(context, path)), { recursive: true });
  writeFileSync(join(context, path), path === 'Dockerfile' ? 'FROM scratch\nCOPY . /\n' : 'x\n');
}

function ask(ignore: string): Seen {
  rmSync(out, { recursive: true, force: true });
  writeFileSync(join(context, '.dockerignore'), ignore);
  try {
    const build = ['build', '--progress=plain', '-o', `type=local,dest=${out}`, context];
    execFileSync(docker, build, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, DOCKER_BUILDKIT: '1' } });
  } catch (error) {
    const said = /invalid excludepatterns: .*/.exec(String((error as { stderr?: Buffer }).stderr))?.[0];
    if (said === undefined) throw error;
    return { ignore, says: said };
  }
  const sent = new Set(listFiles(out));
  return { ignore, leavesOut: files.filter((path) => !sent.has(path)) };
}

try {
  const version = execFileSync(docker, ['version', '--format', '{{.Server.Version}}']).toString().trim();
  const lines = seen.map(({ ignore }) => `\n  ${JSON.stringify(ask(ignore))}`);
  const head = ` "docker": ${JSON.stringify(version)},\n "files": ${JSON.stringify(files)},\n`;
  writeFileSync(file, `{\n${head} "seen": [${lines.join(',')}\n ]\n}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
