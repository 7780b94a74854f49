import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { BuildContext } from '../../../src/checker/model/types.ts';
import type { Contract } from '../../../src/checker/forecast/contract.ts';
import type { ForecastOptions } from '../../../src/checker/forecast/types.ts';
import type { Job } from '../../../src/checker/forecast/job.ts';
import { decodeTable, type PackageIndex } from '../../../src/checker/index.ts';

/** Jobs and contracts of the six lessons, as their front matter will say them. */
const zratio: readonly Contract[] = ['make', 'make install', 'make zratio'].map((run) => ({
  run,
  variables: { prefix: '/usr/local' },
  needs: { files: ['Makefile', 'zratio.s'], commands: ['as', 'ld'], packages: ['musl-dev', 'zstd-dev'] },
  without: {
    'musl-dev': 'cannot find /usr/lib/Scrt1.o: No such file or directory',
    'zstd-dev': 'cannot find -lzstd: No such file or directory',
  },
  makes: [
    { path: 'zratio.o', mode: 0o644 },
    { path: 'zratio', mode: 0o755, loads: ['so:libzstd.so.1'] },
    ...(run === 'make install' ? [{ path: '${prefix}/bin/zratio', mode: 0o755, loads: ['so:libzstd.so.1'] }] : []),
  ],
}));

const ends = { exit: [0], within: '10s' };

export const LESSONS: Readonly<Record<string, { readonly job: Job; readonly contracts: readonly Contract[] }>> = {
  'apk-cache': {
    job: { runs: { file: 'inventory.sh' }, with: [], needs: { commands: ['jq', 'git', 'cut', 'cat'] }, ends },
    contracts: [],
  },
  'virtual-packages': {
    job: { runs: { made: 'zratio' }, with: ['/etc/services'], needs: { reads: ['/etc/services'] }, ends },
    contracts: zratio,
  },
  'multi-stage': {
    job: { runs: { made: 'zratio' }, with: ['/etc/services'], needs: { reads: ['/etc/services'] }, ends },
    contracts: zratio,
  },
  'musl-or-glibc': { job: { runs: { made: 'hostcard' }, ends }, contracts: [{ run: 'cc hostcard.c' }] },
  tini: {
    job: {
      runs: { file: 'worker.sh' },
      needs: { commands: ['tail', 'sleep'], writes: ['/var/log/worker.log'] },
      stays: '4s',
      stop: { signal: 'TERM', within: '3s', exit: [143] },
    },
    contracts: [],
  },
  timezones: { job: { runs: { file: 'clock.sh' }, needs: { commands: ['date'] }, ends }, contracts: [] },
};

function filesOf(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesOf(path) : [path];
  });
}

/** The starter's folder as a build context. */
export function contextOf(folder: string): BuildContext {
  const paths = filesOf(folder).map((path) => relative(folder, path));
  const facts = new Map(
    paths.map((path) => [
      path,
      {
        kind: 'file' as const,
        mode: statSync(join(folder, path)).mode & 0o777,
        size: statSync(join(folder, path)).size,
      },
    ]),
  );
  const texts = new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
  return {
    paths,
    read: (path) => texts.get(path),
    stat: (path) => facts.get(path),
  };
}

export const contentRoot = new URL('../../../content/lessons/', import.meta.url).pathname;

/** All packages of the branch that the lessons were proved on. */
export const completeIndex: PackageIndex = decodeTable(
  readFileSync(new URL('../../../src/checker/data/packages/v3.19-x86_64.packages.txt', import.meta.url), 'utf8'),
);

/** What a lesson's file is forecast with: the starter's context, judged on 3.19. */
export function lessonOptions(slug: string, index = completeIndex): ForecastOptions {
  const lesson = LESSONS[slug];
  return {
    context: contextOf(join(contentRoot, slug, 'starter')),
    contracts: lesson?.contracts ?? [],
    job: lesson?.job,
    data: { index, judgedOn: '3.19' },
  };
}
