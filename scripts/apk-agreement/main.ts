/**
 * Holds the resolver against the genuine apk (Linux, root, `tar` and `chroot`).
 *
 *   npm run apk-agreement -- --root <rootfs.tar.gz> --mirror <URL>
 *     --table <file>        the package table of that branch, src/checker/data/packages/v3.19-x86_64.packages.txt
 *     --write               asks apk all sets anew and writes its answers
 *     --fresh <count>       asks that many sets that nobody has seen, from --seed or from the clock; writes nothing
 *     --list                each set that differs, with both answers
 *
 * Without --write or --fresh it asks the committed sets again. Exit 1 when an answer differs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ApkState, PackageIndex } from '../../src/checker/index.ts';
import { baseState, runApk } from '../../src/checker/index.ts';
import { decodeTable, readHead } from '../../src/checker/index.ts';
import { readRepositories } from '../apk-index/repositories.ts';
import { isMain, root } from '../root.ts';
import { commandOf } from './answer.ts';
import { type AnsweredSet, type Answers, readAnswers, writeAnswers } from './answers-file.ts';
import { type Comparison, compareSet } from './compare.ts';
import { randomSets } from './random-sets.ts';
import { RealApk } from './real-apk.ts';
import { type QuestionSet, thoughtOfSets } from './sets.ts';
import { versionsText } from './version-pairs.ts';

const USAGE =
  'Usage: npm run apk-agreement -- --root FILE --mirror URL [--table FILE] [--write | --fresh COUNT [--seed N]] [--list]';

/** The table and the answers that are committed. */
const TABLE = join(root, 'src/checker/data/packages/v3.19-x86_64.packages.txt');
const ANSWERS = join(root, 'src/checker/apk/resolver/agreement.v3.19-x86_64.json');

const VERSIONS = join(root, 'src/checker/apk/resolver/version-pairs.json');

const RANDOM_SETS = 400;
const SEED = 20261128;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      root: { type: 'string' },
      mirror: { type: 'string' },
      table: { type: 'string', default: TABLE },
      write: { type: 'boolean', default: false },
      fresh: { type: 'string' },
      seed: { type: 'string' },
      list: { type: 'boolean', default: false },
    },
  });
  if (values.root === undefined || values.mirror === undefined) throw new Error(USAGE);
  const table = readFileSync(values.table, 'utf8');
  const index = decodeTable(table);
  const repositories = await readRepositories(values.mirror, index.branch, index.architecture);
  checkHashes(
    table,
    repositories.map(({ sha256 }) => sha256),
  );
  const start = baseState(table);
  if (start === undefined)
    throw new Error(`Make ${values.table} anew with --root: it does not say what an image has installed.`);
  const seed = Number(values.seed ?? (values.fresh === undefined ? SEED : Date.now() % 2 ** 32));
  const sets = values.fresh
    ? randomSets(index, Number(values.fresh), seed, 'fresh')
    : values.write
      ? [...thoughtOfSets(), ...randomSets(index, RANDOM_SETS, seed, 'random')]
      : readAnswers(readFileSync(ANSWERS, 'utf8')).sets;
  const apk = new RealApk(
    values.root,
    values.mirror,
    index.branch,
    repositories.map(({ text }) => text),
  );
  try {
    const answered = askAll(apk, index, start, sets);
    const comparisons = answered.map((set) => compareSet(index, start, set));
    report(comparisons, values.list, `${apk.version} Seed ${seed}.`);
    const answers: Answers = { apk: apk.version, table: hashLines(table), seed, sets: answered };
    if (values.write) {
      writeFileSync(ANSWERS, writeAnswers(answers));
      writeFileSync(VERSIONS, versionsText(apk, SEED));
    } else if (values.fresh === undefined) {
      const stale = [
        ...(writeAnswers({ ...answers, seed: SEED }) === readFileSync(ANSWERS, 'utf8') ? [] : [ANSWERS]),
        ...(versionsText(apk, SEED) === readFileSync(VERSIONS, 'utf8') ? [] : [VERSIONS]),
      ];
      for (const file of stale) console.error(`Look at what changed: apk answers otherwise than ${file} says.`);
      if (stale.length > 0) return 1;
    }
    return comparisons.every(({ result }) => result === 'same' || result === 'order') ? 0 : 1;
  } finally {
    apk.close();
  }
}

/** Asks set by set; what a command changed is there for the next one. */
function askAll(apk: RealApk, index: PackageIndex, start: ApkState, sets: readonly QuestionSet[]): AnsweredSet[] {
  return sets.map((set, at) => {
    if (at % 50 === 49) console.error(`${at + 1} of ${sets.length} sets asked`);
    let state = start;
    const answers = set.commands.map((command) => {
      const answer = apk.ask(state, command);
      // World and groups are bookkeeping; what is installed is what apk says.
      const { after } = runApk(index, state, commandOf(command));
      state = { ...after, installed: afterChanges(state.installed, answer.changes) };
      return answer;
    });
    return { kind: set.kind, commands: set.commands, answers };
  });
}

function afterChanges(before: ReadonlyMap<string, string>, changes: readonly string[]): ReadonlyMap<string, string> {
  const installed = new Map(before);
  for (const change of changes) {
    const [name = '', ...versions] = change.replace(/^-/, '').split(' ');
    if (change.startsWith('-')) installed.delete(name);
    else installed.set(name, versions.at(-1) ?? '');
  }
  return installed;
}

function report(comparisons: readonly Comparison[], list: boolean, head: string): void {
  console.log(head);
  for (const kind of new Set(comparisons.map(({ set }) => set.kind))) {
    const ofKind = comparisons.filter(({ set }) => set.kind === kind);
    const count = (result: Comparison['result']) => ofKind.filter((each) => each.result === result).length;
    const failing = ofKind.filter(({ set }) => set.answers.some(({ exit }) => exit !== 0)).length;
    console.log(
      `${kind}: ${ofKind.length} sets, ${count('same')} the same, ${count('order')} in another order, ` +
        `${count('different')} different, ${count('unknown')} unknown; apk refuses ${failing}`,
    );
  }
  if (!list) return;
  for (const { set, result, command, apk, ours } of comparisons) {
    if (result === 'different' || result === 'unknown')
      console.log(JSON.stringify({ set: set.commands, command, apk, ours }, null, 1));
  }
}

/** The lines of a table's head that name indexes and their hashes. */
function hashLines(table: string): string[] {
  return (readHead(table).get('repository') ?? '').split('\n');
}

function checkHashes(table: string, hashes: readonly string[]): void {
  const listed = hashLines(table).join('\n');
  const missing = hashes.find((hash) => !listed.includes(hash));
  if (missing !== undefined) {
    throw new Error(
      `Make the table anew with npm run apk-index: the mirror has an index (sha256 ${missing}) that the table is not from.`,
    );
  }
}

if (isMain(import.meta.url)) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
