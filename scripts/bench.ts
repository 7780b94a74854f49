/**
 * How fast the checker is, as a table, or with `--json` as JSON. Ratios hold on any machine; milliseconds are to be read
 * together with `load`.
 *
 *   npm run bench                                    in Node, in Chromium, and as a command
 *   npm run bench -- --peer tally [--texts DIR]      beside a compiled linter, also on the Dockerfiles below DIR
 */
import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { checker } from '../src/checker/index.ts';
import type { BrowserBench } from './bench-browser.ts';
import { type PeerResult, benchPeer } from './bench-peer.ts';
import { type StartResult, startTimes } from './bench-start.ts';
import { generatedText, lessonTexts } from './bench-texts.ts';
import { isMain } from './root.ts';

/** What `npm run bench -- --json` prints. */
interface BenchResult {
  /** 95th percentile of one check of about 100 lines, in milliseconds. */
  readonly p95Ms100Lines: number;
  /** Time for 10,000 lines divided by ten times that for 1,000: 1 is linear. */
  readonly linear: number;
  /** One file with 1,600 RUN instructions, in milliseconds. */
  readonly runs1600Ms: number;
  /** Once warm, in one process. */
  readonly filesPerSecond: number;
  readonly texts: number;
  /** A fresh process that checks one small file with the single file of the command, nothing cached. */
  readonly cliStartMs: number;
  readonly cliStart: StartResult;
  /** Absent when there is no browser. */
  readonly chromium?: BrowserBench | undefined;
  /** Of the last 1, 5 and 15 minutes. */
  readonly load: readonly number[];
  readonly cpu: string;
  readonly node: string;
}

const today = '2026-11-21';

const ours = (text: string): void => void checker.check(text, { today });

async function bench(): Promise<BenchResult> {
  const texts = [...lessonTexts(), ...Array.from({ length: 40 }, (_, seed) => generatedText(10 + 3 * seed, seed))];
  const cliStart = await startTimes();
  return {
    p95Ms100Lines: round(percentile95(Array.from({ length: 400 }, (_, seed) => generatedText(100, seed)))),
    linear: round(fastest(generatedText(10_000, 1)) / fastest(generatedText(1_000, 1)) / 10),
    runs1600Ms: round(fastest(manyRuns(1_600))),
    filesPerSecond: Math.round(filesPerSecond(texts)),
    texts: texts.length,
    cliStartMs: cliStart.cold,
    cliStart,
    // Loaded only now: nothing of Playwright is in the way of the numbers above.
    chromium: await (await import('./bench-browser.ts')).benchBrowser(),
    load: loadavg().map(round),
    cpu: `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    node: process.version,
  };
}

/** The best of five turns; the one before is for the compiler to warm up. */
function filesPerSecond(texts: readonly string[]): number {
  const rates = Array.from({ length: 6 }, () => rateOf(texts));
  return Math.max(...rates.slice(1));
}

/** Files a second, over at least 400 ms and all texts. */
function rateOf(texts: readonly string[]): number {
  const start = performance.now();
  let files = 0;
  do {
    for (const text of texts) ours(text);
    files += texts.length;
  } while (performance.now() - start < 400);
  return (files * 1_000) / (performance.now() - start);
}

function percentile95(texts: readonly string[]): number {
  for (const text of texts.slice(0, 50)) ours(text);
  const times = texts.map((text) => time(() => ours(text))).sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.95)] ?? 0;
}

/** The least of five runs, in milliseconds. */
function fastest(text: string): number {
  return Math.min(...Array.from({ length: 5 }, () => time(() => ours(text))));
}

function time(action: () => void): number {
  const start = performance.now();
  action();
  return performance.now() - start;
}

/** A file with so many RUN instructions, those of the lessons over and over. */
function manyRuns(count: number): string {
  const bodies = lessonTexts()
    .flatMap((text) => text.match(/^RUN (?:.*\\\n)*.*$/gm) ?? [])
    .filter((body) => !body.includes('<<'));
  const runs = Array.from({ length: count }, (_, index) => bodies[index % bodies.length] ?? 'RUN true');
  return `FROM alpine:3.24\n${runs.join('\n')}\n`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function table(result: BenchResult): string {
  const { chromium, cliStart } = result;
  const rows: readonly (readonly [string, string, string])[] = [
    ['files a second', String(result.filesPerSecond), 'beside another linter: npm run bench -- --peer tally'],
    ['100 lines, 95th percentile', `${result.p95Ms100Lines} ms`, 'under 3 ms'],
    ['10,000 lines against 1,000, per line', String(result.linear), 'about 1'],
    ['1,600 RUN instructions', `${result.runs1600Ms} ms`, ''],
    ['start of the command', `${result.cliStartMs} ms`, 'under 90 ms, one file to check'],
    ['with compiled code kept; in a checkout', `${cliStart.warm} ms; ${cliStart.checkout} ms`, ''],
    ['node alone', `${cliStart.node} ms`, ''],
    ...(chromium === undefined
      ? [['in Chromium', 'not measured', 'no browser found: install Chromium or set CHROMIUM_PATH'] as const]
      : chromiumRows(chromium)),
    ['load', result.load.join(' '), `${result.cpu}, Node ${result.node}, ${result.texts} texts`],
  ];
  return rows.map(([name, value, note]) => `${name.padEnd(42)}${value.padEnd(18)}${note}`.trimEnd()).join('\n');
}

function chromiumRows({
  p95Ms100Lines,
  keystrokeMs,
  ownKeystrokeMs,
  version,
}: BrowserBench): (readonly [string, string, string])[] {
  return [
    ['in Chromium: 100 lines, 95th percentile', `${p95Ms100Lines} ms`, `under 3 ms; ${version}`],
    ['in Chromium: key to squiggle, median', `${keystrokeMs.median} ms`, 'under 16 ms, in a lesson page'],
    ['in Chromium: key to squiggle, 95th perc.', `${keystrokeMs.p95} ms`, 'under 16 ms'],
    [
      'without the wait for the frame of the key',
      `${ownKeystrokeMs.median} ms; ${ownKeystrokeMs.p95} ms`,
      'which is the browser’s own',
    ],
  ];
}

function peerTable(results: readonly PeerResult[]): string {
  const rows = results.map(({ texts, files, belayMs, peerMs, ratio }) => [
    ...[`${texts} (${files})`, `${belayMs} ms`, `${peerMs} ms`, `${ratio} ×`],
  ]);
  return [['one process for all files', 'belay', 'tally', 'tally / belay'], ...rows]
    .map(([name = '', ...cells]) => name.padEnd(42) + cells.map((cell) => cell.padStart(14)).join(''))
    .join('\n');
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean' }, peer: { type: 'string' }, texts: { type: 'string' } },
  });
  if (values.peer !== undefined && values.peer !== 'tally') throw new Error('--peer takes tally.');
  if (values.texts !== undefined && values.peer === undefined) throw new Error('--texts goes with --peer tally.');
  if (values.peer === undefined) {
    const result = await bench();
    console.log(values.json ? JSON.stringify(result) : table(result));
    return;
  }
  const results = await benchPeer(values.texts);
  console.log(values.json ? JSON.stringify(results) : `${peerTable(results)}\nload ${loadavg().map(round).join(' ')}`);
}

if (isMain(import.meta.url)) await main();
