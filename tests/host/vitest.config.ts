import { defineConfig } from 'vitest/config';
import { root } from '../../scripts/root.ts';

/** The tests of `npm run test:host`, which needs web servers and a build of its own; they run one after the other. */
export default defineConfig({
  test: {
    root,
    include: ['tests/host/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
