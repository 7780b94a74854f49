import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { checker } from '../index.ts';

setFlagsFromString('--expose-gc');
// What the flag makes is there in a context that is made behind it.
const collect = runInNewContext('gc') as () => void;

function heap(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

/** Bytes that the result of a check holds for each line, a finding with its fix included. */
function bytesPerLine(line: string): number {
  const count = 10_000;
  const text = 'FROM alpine:3.24\n' + `${line}\n`.repeat(count);
  checker.check(text);
  const before = heap();
  const result = checker.check(text);
  const bytes = heap() - before;
  expect(result.diagnostics.length).toBeGreaterThanOrEqual(count);
  return bytes / count;
}

test('306,000 lines with a finding each fit into 700 MB', () => {
  // With 1,450 bytes a line the live part is 445 MB; the rest is Node and what waits for the garbage collector.
  expect(bytesPerLine('RUN apk update -q')).toBeLessThan(1_450);
});
