/**
 * `npm test`: everything that must hold, in the order from cheap to dear. Goes on after a failure, and ends with one
 * line, "N passed, N failed", that sums all tests and checks.
 *
 *   npm test                         all of it
 *   npm test -- --only unit,e2e      some of it: format spelling types astro-check lint generated unit build budgets e2e host
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser, provideBrowser } from '../tests/browser.ts';
import { prepareHostTests } from '../tests/host/prepare.ts';
import { budgetReport } from './budgets.ts';
import { outdatedFiles } from './generate.ts';
import { root } from './root.ts';
import { runNode, toolScript } from './run-tool.ts';
import { type Tally, addTallies, one, playwrightTally, tallyLine, vitestTally } from './tally.ts';

interface Section {
  readonly name: string;
  readonly run: () => Promise<Tally>;
}

const sections: readonly Section[] = [
  { name: 'format', run: () => tool('prettier', 'prettier', '--check', '--log-level=warn', '.') },
  { name: 'spelling', run: () => tool('cspell', 'cspell', 'lint', '--no-progress', '--no-summary') },
  { name: 'types', run: checkTypes },
  { name: 'astro-check', run: () => tool('astro', 'astro', 'check', '--minimumFailingSeverity=warning') },
  // Behind the check, which has written the types of the collections.
  { name: 'lint', run: () => tool('eslint', 'eslint', '.', '--max-warnings=0') },
  { name: 'generated', run: checkGenerated },
  { name: 'unit', run: runUnitTests },
  { name: 'build', run: () => tool('astro', 'astro', 'build') },
  { name: 'budgets', run: checkBudgets },
  { name: 'e2e', run: runBrowserTests },
  { name: 'host', run: runHostTests },
];

async function tool(packageName: string, command: string, ...args: readonly string[]): Promise<Tally> {
  return one((await runNode(toolScript(packageName, command), args)) === 0);
}

/** The pure layers are compiled without the types of a browser or of Node. */
async function checkTypes(): Promise<Tally> {
  const projects = ['src/checker/tsconfig.json', 'src/player/tsconfig.json'];
  const tallies: Tally[] = [];
  for (const project of projects) tallies.push(await tool('typescript', 'tsc', '--project', project));
  return addTallies(tallies);
}

async function checkGenerated(): Promise<Tally> {
  const outdated = await outdatedFiles();
  for (const path of outdated) console.error(`${path} is not up to date. Run: npm run generate`);
  return one(outdated.length === 0);
}

function runUnitTests(): Promise<Tally> {
  return runVitest('vitest.json', 'dot');
}

async function runVitest(reportName: string, reporter: string, ...args: readonly string[]): Promise<Tally> {
  const report = emptyReport(reportName);
  const reporters = [`--reporter=${reporter}`, '--reporter=json', `--outputFile.json=${report}`];
  await runNode(toolScript('vitest'), ['run', ...reporters, ...args]);
  return existsSync(report) ? vitestTally(readFileSync(report, 'utf8')) : one(false);
}

function checkBudgets(): Promise<Tally> {
  const lines = budgetReport(join(root, 'dist'));
  for (const { text, holds } of lines) console.log(`${holds ? '✓' : '✗'} ${text}`);
  return Promise.resolve(addTallies(lines.map(({ holds }) => one(holds))));
}

async function runBrowserTests(): Promise<Tally> {
  if (!existsSync(join(root, 'dist/index.html'))) {
    console.error('There is no built site, so nothing was tried in a browser.');
    return one(false);
  }
  if (findBrowser() === undefined && !(await provideBrowser())) return one(false);
  const report = emptyReport('playwright.json');
  await runNode(toolScript('@playwright/test', 'playwright'), ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return existsSync(report) ? playwrightTally(readFileSync(report, 'utf8')) : one(false);
}

/** The site under a sub-path, in real web servers by the recipes of `docs/hosting`. */
async function runHostTests(): Promise<Tally> {
  if (!(await prepareHostTests())) return one(false);
  return runVitest('vitest-host.json', 'verbose', '--config', 'tests/host/vitest.config.ts');
}

/** Path of a report that is not there yet. */
function emptyReport(name: string): string {
  const path = join(root, '.cache', name);
  mkdirSync(join(root, '.cache'), { recursive: true });
  rmSync(path, { force: true });
  return path;
}

function wanted(): readonly Section[] {
  const at = process.argv.indexOf('--only');
  if (at === -1) return sections;
  const names = process.argv[at + 1]?.split(',') ?? [];
  const unknown = names.filter((name) => !sections.some((section) => section.name === name));
  if (names.length === 0 || unknown.length > 0) {
    throw new Error(`--only takes some of: ${sections.map(({ name }) => name).join(',')}`);
  }
  return sections.filter(({ name }) => names.includes(name));
}

const tallies: Tally[] = [];
for (const { name, run } of wanted()) {
  console.log(`\n── ${name} ──`);
  const started = Date.now();
  const tally = await run().catch((error: unknown) => {
    console.error(error);
    return one(false);
  });
  tallies.push(tally);
  console.log(`${name}: ${tallyLine(tally)} (${Math.round((Date.now() - started) / 1000)} s)`);
}
const total = addTallies(tallies);
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`\n${tallyLine(total)}`);
