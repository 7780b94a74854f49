import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest. They begin, or one worker would still be busy with one of them when the other is done. */
const LONGEST = [
  ...['scaffolds', 'cli-memory', 'probes', 'long-report', 'cli-output', 'robustness', 'cli-single-file', 'fixes'],
  ...['hostile-output', 'checker/forecast/hostile', 'resolver/agreement', 'equivalence', 'lesson-faults', 'fuzz'],
].map((name) => `/${name}.test.ts`);

/**
 * Without a record of an earlier run Vitest begins with the largest files, which are not those that take longest; and the
 * record knows nothing of what a file does while it is read.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(name));
      return at === -1 ? LONGEST.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'tests/unit/**/*.test.ts'],
    testTimeout: 30_000,
    // Files share a process and its modules, which saves a fifth of the time: a test that changes what is global puts it back.
    isolate: false,
    // Node runs the source itself, as it does in every script of ours: what Vite makes of it takes a fifth more time, since each
    // use of an import becomes a call. `vi.mock` is refused so, and `vi.resetModules` does nothing: tests pass in what they replace.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    sequence: { sequencer: LongestFirst },
    maxWorkers: availableParallelism(),
  },
});
