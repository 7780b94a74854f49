import { availableParallelism } from 'node:os';
import type { Readable } from 'node:stream';
import { Worker, parentPort, workerData } from 'node:worker_threads';
import { type CheckOptions, checker, type Diagnostic } from '../checker/index.ts';
import type { Target } from './discover.ts';
import { readFile, textReader } from './read-text.ts';
import { requireStage } from './settings.ts';
import { eachWithin } from './time-limit.ts';
import { UsageError } from './usage-error.ts';

/** A thread has to load and compile the command, which takes as long as some two hundred small files. */
const filesPerThread = 250;
/** Each takes half the memory of the first one again. */
const mostThreads = 4;
/** The most files that a thread takes at a time. */
const largestShare = 64;
/** In characters. What is found in a longer text may take more memory than there is when it goes from thread to thread. */
const longest = 1_000_000;

/** What became of one file: what was found, or why nothing could be, as a reason without the path. */
type Checked = Found | { readonly refused: string };

interface Found {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  /** What rules of ours failed with; whole sentences. */
  readonly failures: readonly string[];
}

/** How files are checked. */
interface Manner {
  readonly options: CheckOptions;
  /** Longest time for one file in milliseconds; 0 is no limit. */
  readonly limit: number;
}

/**
 * Checks files, many of them on several threads, each of which takes one share of them after the other. What comes out
 * is the same on one thread.
 * @returns what became of each, in the same order.
 * @throws what no file can be blamed for, our own bug: of several the first.
 */
export async function checkFiles(
  files: readonly Target[],
  { options, limit }: Manner,
  stdin: Readable,
): Promise<readonly Checked[]> {
  const read = await textReader(
    files.map(({ file }) => file),
    stdin,
  );
  const threads = threadsFor(files, options);
  const isShared = threads > 1 && files.every(isOnDisk);
  const checked = isShared ? await checkTogether({ files, options, limit, threads }) : [];
  const left = [...files.keys()].filter((index) => checked[index] === undefined);
  const checkAt = (index: number): Found => {
    const { path, file } = files[index] ?? { path: '', file: undefined };
    return check(read(file), { ...options, path });
  };
  for (const { item, result } of eachWithin(left, limit, checkAt)) checked[item] = checkedOf(result);
  return checked as Checked[];
}

/** What could not be read of a build context is told in the order in which it was asked for: one thread has that order. */
function threadsFor(files: readonly unknown[], { context }: CheckOptions): number {
  if (context !== undefined || files.length < 2 * filesPerThread) return 1;
  return Math.min(availableParallelism(), mostThreads, Math.floor(files.length / filesPerThread));
}

function check(text: string, options: CheckOptions): Found {
  const { diagnostics, failures, model } = checker.check(text, options);
  requireStage(model, options.target);
  return { text, diagnostics, failures: failures.map(({ error }) => error.message) };
}

/** @throws what is no `UsageError`. */
function checkedOf<Value>(result: () => Value): Value | { readonly refused: string } {
  try {
    return result();
  } catch (error) {
    if (error instanceof UsageError) return { refused: error.message };
    throw error;
  }
}

/** A file, and not stdin. */
type OnDisk = Target & { readonly file: NonNullable<Target['file']> };

function isOnDisk(target: Target): target is OnDisk {
  return target.file !== undefined;
}

/** Files for several threads. */
interface Work extends Manner {
  readonly files: readonly OnDisk[];
  readonly threads: number;
}

/** Work, and as its only element how many of its files have been taken. */
interface SharedWork extends Work {
  readonly taken: Int32Array<SharedArrayBuffer>;
}

/** Files that one thread took, undefined those that it leaves to the thread that has all of them. */
interface Share {
  readonly start: number;
  readonly checked: readonly (Checked | undefined)[];
}

/**
 * Takes shares beside helpers until none is left. Undefined is what the others left, and what those had taken that could
 * not start or ended early.
 */
async function checkTogether(work: Work): Promise<(Checked | undefined)[]> {
  const shared = { ...work, taken: new Int32Array(new SharedArrayBuffer(4)) };
  const all = Array.from<Checked | undefined>({ length: work.files.length });
  const keep = ({ start, checked }: Share): void => checked.forEach((one, index) => (all[start + index] = one));
  const helpers = Array.from({ length: work.threads - 1 }, () => helper(shared, keep));
  for (const share of sharesOf(shared)) {
    keep(share);
    // What the others have sent arrives between two shares.
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(helpers);
  return all;
}

/** Starts a thread that takes shares. Resolves when it has ended, however. */
function helper(belayWork: SharedWork, keep: (share: Share) => void): Promise<void> {
  return new Promise((resolve) => {
    try {
      // What Node has to say at every start is said by this thread.
      const worker = new Worker(new URL(import.meta.url), { workerData: { belayWork }, stderr: true });
      worker.on('message', keep);
      worker.on('error', () => undefined);
      worker.on('exit', () => resolve());
    } catch {
      resolve();
    }
  });
}

function* sharesOf({ files, options, limit, threads, taken }: SharedWork): Iterable<Share> {
  for (;;) {
    const start = Atomics.load(taken, 0);
    if (start >= files.length) return;
    // Small ones at the end, so that all threads end at the same time.
    const size = Math.min(largestShare, Math.ceil((files.length - start) / (4 * threads)));
    if (Atomics.compareExchange(taken, 0, start, start + size) !== start) continue;
    const outcomes = eachWithin(files.slice(start, start + size), limit, ({ path, file }) => {
      const text = readFile(file);
      return text.length > longest ? undefined : check(text, { ...options, path });
    });
    yield { start, checked: Array.from(outcomes, ({ result }) => withoutBug(result)) };
  }
}

/** Undefined when it throws what is no `UsageError`: that is thrown again where all files are known. */
function withoutBug<Value>(result: () => Value): Value | { readonly refused: string } | undefined {
  try {
    return checkedOf(result);
  } catch {
    return undefined;
  }
}

/** Set in a helper: this module is what it loads, be it the source, a part of a bundle or the whole command. */
const { belayWork } = (workerData ?? {}) as { readonly belayWork?: SharedWork };
export const isHelper = belayWork !== undefined;
if (belayWork !== undefined) {
  // A path of bytes does not stay a `Buffer` on its way.
  const files = belayWork.files.map(({ path, file }) => ({
    path,
    file: typeof file === 'string' ? file : Buffer.from(file),
  }));
  for (const share of sharesOf({ ...belayWork, files })) parentPort?.postMessage(share);
}
