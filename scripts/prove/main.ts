/**
 * `npm run prove -- <lesson>… | --all | <folder> | <set>.json`: builds and starts Dockerfiles in real Docker and writes what happened to
 * `proofs.json`. Exit code 0: done; 2: cannot prove.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { lessonFolders } from '../../src/lessons/content/roots.ts';
import { describeMirror, isOnThisMachine, type PackageSource } from '../../src/recorder/apk-mirror.ts';
import { prepareBase, type PreparedBase } from '../../src/recorder/bases.ts';
import { Docker, dockerVersions } from '../../src/recorder/docker.ts';
import { RecorderError } from '../../src/recorder/fail.ts';
import { canonical, namedImages } from '../../src/recorder/rewrite.ts';
import { root } from '../root.ts';
import { folderCases, lessonCases, type ProofCase } from './cases.ts';
import { casesOf, readSet } from './generate/set.ts';
import { proveCase, type ProveOptions } from './prove-case.ts';
import { proofsSchema, type Proof, type Proofs, type Unproved } from './proofs.ts';

const USAGE = `\
npm run prove -- <lesson>… | --all | <folder> | <set>.json [options]

Builds and starts each Dockerfile in real Docker and writes proofs.json: of a lesson its states, accepted answers and
mutants; of another folder every Dockerfile and *.Dockerfile in it; of a set that was generated all, into <set>.proofs.json. What has been proved already and has not changed is
kept, unless --again.

  --base FROM=SOURCE     build from SOURCE (the tarball of a root file system, or an image) where a file says FROM
  --apk-mirror URL       take Alpine packages from URL; signatures are checked as ever
  --apk-repository URL   take them from this repository alone, which has x86_64/APKINDEX.tar.gz below it (repeatable)
  --path PATH            ask each image what stands at PATH (repeatable)
  --patience SECONDS     how long a program may run before it is stopped (default 4)
  --jobs N               so many at a time (default 1; builds that share a step show it in one of them only)
  --only TEXT            only cases whose name holds TEXT; the others are kept as they are
  --again                prove what has been proved, too
  --docker PATH          the docker client to run (default: docker)
`;

async function main(words: readonly string[]): Promise<void> {
  const { values, positionals } = options(words);
  if (values.help === true) {
    console.log(USAGE);
    return;
  }
  const targets = values.all === true ? [...lessonFolders(root).values()] : positionals.map(folderOf);
  if (targets.length === 0) throw new RecorderError('Say what to prove: a lesson, a folder, or --all.');
  const docker = new Docker(values.docker ?? 'docker');
  const versions = await dockerVersions(docker);
  const packages = packageSource(values['apk-mirror'], values['apk-repository']);
  const addresses = packages === undefined ? [] : 'mirror' in packages ? [packages.mirror] : packages.repositories;
  for (const target of targets) {
    const folder = resolve(root, target);
    const isSet = folder.endsWith('.json');
    const cases = isSet
      ? casesOf(readSet(folder))
      : existsSync(join(folder, 'lesson.mdx'))
        ? lessonCases(folder)
        : folderCases(folder);
    const bases = await basesOf(docker, cases, values.base ?? [], packages);
    const [first] = [...bases.values()].flatMap(({ repositories }) => repositories ?? []);
    const how: ProveOptions = {
      docker,
      bases: new Map([...bases].map(([asked, { buildFrom }]) => [asked, buildFrom])),
      buildNetwork: addresses.some(isOnThisMachine) ? 'host' : undefined,
      addresses,
      heredocs: Number.parseInt(versions.docker, 10) >= 23,
      paths: values.path ?? [],
      patience: Number(values.patience ?? 4),
    };
    const file = isSet ? folder.replace(/json$/, 'proofs.json') : join(folder, 'proofs.json');
    const before = readProofs(file);
    const used = [...bases.values()].map(({ recorded: { asked, used, sourceSha256 } }) => ({
      asked,
      used,
      ...(sourceSha256 === undefined ? {} : { sourceSha256 }),
    }));
    // What is not proved now keeps the base that it was proved on.
    const earlier = before?.bases.filter(({ asked }) => !bases.has(asked)) ?? [];
    const head = {
      version: 1,
      date: new Date().toISOString().slice(0, 10),
      docker: versions.docker,
      architecture: versions.architecture,
      bases: [...used, ...earlier].sort((a, b) => (a.asked < b.asked ? -1 : 1)),
      packages: first === undefined ? 'as the base has it' : await describeMirror(first, versions.architecture),
    } as const;
    const write = (done: Results): void => writeFileSync(file, proofsText(proofsSchema.parse({ ...head, ...done })));
    const done = await proveAll(cases, how, {
      before,
      again: values.again === true,
      jobs: Number(values.jobs ?? 1),
      only: values.only,
      write,
    });
    write(done);
    console.log(`${target}: ${done.proved.length} proved, ${done.unproved.length} unproved`);
  }
}

function options(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        all: { type: 'boolean' },
        base: { type: 'string', multiple: true },
        'apk-mirror': { type: 'string' },
        'apk-repository': { type: 'string', multiple: true },
        path: { type: 'string', multiple: true },
        patience: { type: 'string' },
        jobs: { type: 'string' },
        only: { type: 'string' },
        again: { type: 'boolean' },
        docker: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    throw new RecorderError(`${cause instanceof Error ? cause.message : String(cause)} See npm run prove -- --help.`, {
      cause,
    });
  }
}

function packageSource(mirror?: string, repositories: readonly string[] = []): PackageSource | undefined {
  if (mirror !== undefined && repositories.length > 0) {
    throw new RecorderError('Say either --apk-mirror or --apk-repository: a base takes its packages from one of them.');
  }
  if (mirror !== undefined) return { mirror: mirror.replace(/\/+$/, '') };
  return repositories.length === 0 ? undefined : { repositories: repositories.map((url) => url.replace(/\/+$/, '')) };
}

/** A lesson by its slug, or a folder. */
function folderOf(word: string): string {
  const folder = lessonFolders(root).get(word) ?? word;
  if (existsSync(resolve(root, folder))) return folder;
  throw new RecorderError(`There is no lesson and no folder "${word}".`);
}

function readProofs(file: string): Proofs | undefined {
  if (!existsSync(file)) return undefined;
  const read = proofsSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (read.success) return read.data;
  throw new RecorderError(`${file} is not as npm run prove writes it. Remove it, and prove again.`);
}

/** A line a case, so that a diff shows what has changed. */
function proofsText({ proved, unproved, ...head }: Proofs): string {
  const lines = (cases: readonly unknown[]): string => cases.map((one) => `\n  ${JSON.stringify(one)}`).join(',');
  const fields = Object.entries(head).map(([key, value]) => ` ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`);
  return `{\n${fields.join('')} "proved": [${lines(proved)}\n ],\n "unproved": [${lines(unproved)}\n ]\n}\n`;
}

/** Makes ready every base that the cases name and that can be had; the others show when a build asks for them. */
async function basesOf(
  docker: Docker,
  cases: readonly ProofCase[],
  given: readonly string[],
  packages: PackageSource | undefined,
): Promise<ReadonlyMap<string, PreparedBase>> {
  const sources = new Map(
    given.map((pair) => [canonical(pair.slice(0, pair.indexOf('='))), pair.slice(pair.indexOf('=') + 1)]),
  );
  const named = new Set(cases.flatMap(({ dockerfile }) => namedImages(dockerfile)));
  const bases = new Map<string, PreparedBase>();
  for (const asked of named) {
    const source = sources.get(canonical(asked));
    const prepared = await prepareBase(docker, asked, source, packages).catch((error: unknown) => {
      if (source !== undefined || !(error instanceof RecorderError)) throw error;
      return undefined;
    });
    if (prepared !== undefined) bases.set(asked, prepared);
  }
  return bases;
}

type Results = Pick<Proofs, 'proved' | 'unproved'>;

interface Work {
  readonly before: Proofs | undefined;
  readonly again: boolean;
  readonly jobs: number;
  readonly only: string | undefined;
  /** Keeps what has been done, so that a long run that is cut off goes on where it was. */
  readonly write: (done: Results) => void;
}

/** What is proved is written after so many cases. */
const KEEP_EVERY = 20;

async function proveAll(
  cases: readonly ProofCase[],
  how: ProveOptions,
  { before, again, jobs, only, write }: Work,
): Promise<Results> {
  const known = new Map([...(before?.proved ?? []), ...(before?.unproved ?? [])].map((each) => [each.name, each]));
  const results = new Map<string, Proof | Unproved>();
  const waiting = cases.filter((one) => {
    const old = known.get(one.name);
    const isAsked = only === undefined || one.name.includes(only);
    const isKept = old !== undefined && (!isAsked || (!again && old.sha256 === one.sha256));
    if (isKept) results.set(one.name, old);
    return isAsked && !isKept;
  });
  const work = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const result = await proveCase(one, how);
      results.set(one.name, result);
      console.log(`  ${one.name}: ${summary(result)}`);
      if (results.size % KEEP_EVERY === 0) write(inOrder());
    }
  };
  const inOrder = (): Results => {
    const all = cases.flatMap(({ name }) => results.get(name) ?? []);
    return {
      proved: all.flatMap((each) => ('missing' in each ? [] : [each])),
      unproved: all.flatMap((each) => ('missing' in each ? [each] : [])),
    };
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return inOrder();
}

function summary(result: Proof | Unproved): string {
  if ('missing' in result) return `unproved, for want of ${result.missing.join(', ')}`;
  if (result.build.outcome === 'fails') {
    const step = result.build.steps.find(({ outcome }) => outcome === 'fails');
    return `fails ${step === undefined ? '' : `on line ${step.line}`}`.trim();
  }
  const { start } = result;
  const end =
    start?.stop === undefined ? (start?.exit ?? '') : `stops with ${start.stop.exit} after ${start.stop.seconds} s`;
  return `builds, ${start?.outcome ?? ''} ${end}`;
}

try {
  await main(process.argv.slice(2));
} catch (cause) {
  if (!(cause instanceof RecorderError)) throw cause;
  console.error(cause.message);
  process.exitCode = 2;
}
