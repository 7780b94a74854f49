import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { runNode, toolScript } from '../scripts/run-tool.ts';
import { canInstall, installPackages } from './debian.ts';

/** A browser to test in. `executablePath` is undefined for the one that Playwright installed itself. */
export interface Browser {
  readonly executablePath: string | undefined;
}

/** Where installed browsers stand, on Linux, macOS and Windows. */
const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** `CHROMIUM_PATH`, else an installed Chromium or Chrome, else Playwright's own; undefined when there is none. */
export function findBrowser(): Browser | undefined {
  const given = process.env.CHROMIUM_PATH;
  if (given) return { executablePath: given };
  const installed = places.find(existsSync);
  if (installed !== undefined) return { executablePath: installed };
  return existsSync(chromium.executablePath()) ? { executablePath: undefined } : undefined;
}

/** Options for `chromium.launch`: quiet, without a network of its own, and able to run as root. */
export function launchOptions() {
  const asRoot = process.getuid?.() === 0;
  const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  return {
    executablePath: findBrowser()?.executablePath,
    args: [...(asRoot ? ['--no-sandbox'] : []), ...quiet, '--disable-component-update', '--disable-sync'],
  };
}

/**
 * Installs a browser where there is none: Playwright's, else, for root on a Debian, the one of the distribution.
 * @returns whether there is one now; if not, it has said what to do.
 */
export async function provideBrowser(): Promise<boolean> {
  console.log('No Chromium or Chrome found: installing the one of Playwright …');
  await runNode(toolScript('@playwright/test', 'playwright'), ['install', 'chromium'], {
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000',
  });
  if (existsSync(chromium.executablePath()) && starts(chromium.executablePath())) return true;
  if (canInstall()) {
    console.log('That did not work: installing the package chromium …');
    await installPackages(['chromium', 'fonts-liberation']);
    const browser = findBrowser();
    if (browser?.executablePath !== undefined && starts(browser.executablePath)) return true;
  }
  console.error(
    'There is no browser to test in. Install Chromium or Chrome, or run "npx playwright install --with-deps chromium", ' +
      'or set CHROMIUM_PATH to a browser; then run the tests again.',
  );
  return false;
}

/** Whether the program runs at all: a browser without its system libraries does not. */
function starts(path: string): boolean {
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 60_000 }).status === 0;
}
