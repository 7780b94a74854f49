import { defineConfig } from '@playwright/test';
import { launchOptions } from './tests/browser.ts';

const port = Number(process.env['BELAY_TEST_PORT'] ?? 43_217);

/** Browser tests of the built site: run `npm run build` first. One worker and long waits, for machines that are busy. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  workers: 1,
  retries: process.env['CI'] === undefined ? 0 : 1,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    launchOptions: launchOptions(),
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    trace: 'retain-on-failure',
  },
  webServer: {
    command: 'node scripts/start.ts --no-build',
    port,
    env: { PORT: String(port) },
    timeout: 60_000,
  },
});
