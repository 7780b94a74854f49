/**
 * `node scripts/screenshot.ts`: takes the pictures in README.md of the site as it is built now (npm run build).
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { launchOptions } from '../tests/browser.ts';
import { loadTracks } from '../src/lessons/content/tracks.ts';
import { readStamp } from './build-stamp.ts';
import { root } from './root.ts';
import { listen, staticServer } from './static-server.ts';

const folder = join(root, 'docs');
const dist = join(root, 'dist');
const base = readStamp(dist)?.base ?? '/';
const slug = loadTracks(root)[0]?.lessons[0] ?? '';

const server = staticServer({ folder: dist, base });
const port = await listen(server, '127.0.0.1', 0);
const browser = await chromium.launch(launchOptions());
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
  await page.goto(`http://127.0.0.1:${port}${base}lessons/${slug}/`);
  await page.getByRole('textbox', { name: /^Dockerfile, lesson / }).waitFor({ state: 'attached' });
  await page.getByText(/^\d+ of \d+ met$/).waitFor();
  // Squiggles and the theme come a moment after the text.
  await page.waitForTimeout(2_000);
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, 'lesson.png') });

  const panel = page.locator('build-panel');
  await page.getByRole('tab', { name: 'Build', exact: true }).click();
  await panel.locator('.xterm').waitFor();
  await page.waitForTimeout(2_000);
  await page.screenshot({ path: join(folder, 'replay.png') });
  console.log('wrote docs/lesson.png and docs/replay.png');
} finally {
  await browser.close();
  server.close();
}
