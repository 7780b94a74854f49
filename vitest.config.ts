import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'tests/unit/**/*.test.ts'],
    testTimeout: 30_000,
    // Files share a process and its modules, which saves a fifth of the time: a test that changes what is global puts it back.
    isolate: false,
    maxWorkers: availableParallelism(),
  },
});
