import { Script } from 'node:vm';
import { plural } from '../i18n/plural.ts';
import type { OptionSpec, ParsedArgs } from './args.ts';
import { UsageError } from './usage-error.ts';

const defaultSeconds = 10;
const longestSeconds = 86_400;

export const timeoutOption: OptionSpec = {
  name: 'timeout',
  value: 'SECONDS',
  help: `longest time for one file; 0 is no limit (default: ${String(defaultSeconds)})`,
};

/**
 * The limit that `--timeout` sets, in milliseconds; 0 is none.
 * @throws UsageError when the value is no such number.
 */
export function readTimeout(args: ParsedArgs): number {
  const given = args.value(timeoutOption.name) ?? String(defaultSeconds);
  const seconds = /^\d+(?:\.\d+)?$/.test(given) ? Number(given) : NaN;
  if (!(seconds <= longestSeconds)) {
    throw new UsageError(
      `--timeout takes seconds from 0 (no limit) to ${String(longestSeconds)}, such as 30 or 0.5, and "${given}" is none.`,
    );
  }
  return Math.ceil(seconds * 1000);
}

/** What became of one item: `result` gives the value of its work, or throws what the work threw. */
interface Outcome<Item, Value> {
  readonly item: Item;
  readonly result: () => Value;
}

/**
 * Works on one item after the other, each for at most `limit` milliseconds (0: without a limit). One that takes longer
 * has a `UsageError` as its result, and the next one is begun. Whoever takes the outcomes is never interrupted, so
 * files are written there and not in `work`.
 *
 * A watchdog costs a thread, so one guards all items that fit into a slice of time; an item may get that much more.
 */
export function* eachWithin<Item, Value>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Value,
): Generator<Outcome<Item, Value>, void> {
  const slice = Math.min(200, limit / 10);
  const guard = limit === 0 ? unguarded : watchdog(Math.ceil(limit + slice));
  for (let next = 0; next < items.length;) {
    const done: Outcome<Item, Value>[] = [];
    let begun = next;
    const inTime = guard(() => {
      const end = now() + slice;
      do {
        begun = next + done.length;
        done.push(outcomeOf(items[begun] as Item, work));
      } while (begun + 1 < items.length && now() < end);
    });
    yield* done;
    next += done.length;
    // The watchdog may also bite between the end of an item and the end of the slice: then none is late.
    if (inTime || begun < next) continue;
    yield { item: items[next] as Item, result: () => fail(tooLong(limit)) };
    next++;
  }
}

/**
 * The value of one piece of work that takes at most `limit` milliseconds (0: as long as it takes).
 * @throws UsageError when it takes longer.
 */
export function within<Value>(limit: number, work: () => Value): Value {
  const [only] = eachWithin([undefined], limit, work);
  if (only === undefined) throw new Error('One item has one outcome.');
  return only.result();
}

function outcomeOf<Item, Value>(item: Item, work: (item: Item) => Value): Outcome<Item, Value> {
  try {
    const value = work(item);
    return { item, result: () => value };
  } catch (error) {
    return { item, result: () => fail(error) };
  }
}

/** Milliseconds. What `performance` gives as well would have to be loaded first, which takes as long as a small file. */
function now(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}

/** Runs work, and says whether it came to its end. */
type Guard = (work: () => void) => boolean;

const unguarded: Guard = (work) => {
  work();
  return true;
};

/**
 * Node's watchdog ends a script that runs longer than `limit` milliseconds together with all that it calls, loops and
 * regular expressions alike, on this thread (https://nodejs.org/api/vm.html, `timeout`): so nothing has to be copied to
 * a worker, and no worker has to be started. What is ended runs no `catch` and no `finally`.
 */
function watchdog(limit: number): Guard {
  // A script reaches what is global, and a context of its own would take longer to make than a file to check.
  const place = globalThis as { belayWork?: () => void };
  const script = new Script('belayWork()', { filename: 'belay-time-limit' });
  return (work) => {
    place.belayWork = work;
    try {
      script.runInThisContext({ timeout: limit, displayErrors: false });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
      throw error;
    } finally {
      delete place.belayWork;
    }
  };
}

function tooLong(limit: number): UsageError {
  const time = plural(limit / 1000, { one: '# second', other: '# seconds' });
  return new UsageError(`work on it was ended after ${time}. Give it more with --timeout, or leave it out`);
}

function fail(error: unknown): never {
  throw error;
}
