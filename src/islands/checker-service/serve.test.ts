import { describe, expect, it, vi } from 'vitest';
import { fullyNamedIndex } from '../../checker/index.ts';
import type { FromWorker, GradedText, ToWorker } from './protocol.ts';
import { serve } from './serve.ts';
import { lesson } from './testing/fake-worker.ts';

/** Decided by the names of all packages alone. */
const misspelled = 'FROM alpine:3.19\nRUN apk add --no-cache gti\nCMD ["true"]\n';

/** A worker whose names of packages come, or do not, when told to. */
function open() {
  const said: FromWorker[] = [];
  const waiting: { resolve: (index: Awaited<ReturnType<typeof fullyNamedIndex>>) => void; reject: () => void }[] = [];
  let ask: (message: ToWorker) => void = () => undefined;
  const scope = {
    addEventListener: (_: 'message', listener: (event: { readonly data: ToWorker }) => void) => {
      ask = (data) => listener({ data });
    },
    postMessage: (message: FromWorker) => said.push(message),
  };
  const loadIndex = vi.fn(
    () =>
      new Promise<Awaited<ReturnType<typeof fullyNamedIndex>>>((resolve, reject) =>
        waiting.push({ resolve, reject: () => reject(new Error('gone')) }),
      ),
  );
  serve(scope, loadIndex);
  ask({ lesson });
  const grade = (): GradedText => {
    said.length = 0;
    ask({ topic: 'grade', question: { text: misspelled, files: {} } });
    const answer = said.find((message) => message.is === 'answer');
    return answer?.answer as GradedText;
  };
  const settled = async (): Promise<string[]> => {
    said.length = 0;
    await new Promise((done) => setTimeout(done));
    return said.map(({ is }) => is);
  };
  return { grade, settled, waiting, loadIndex };
}

describe('serve', () => {
  it('calls a grade provisional that the names of all packages may decide, until they are there', async () => {
    const { grade, settled, waiting } = open();
    expect(grade().isProvisional).toBe(true);
    waiting[0]?.resolve(await fullyNamedIndex());
    expect(await settled()).toEqual(['learned']);
    expect(grade()).toMatchObject({ isProvisional: false, passed: false });
  });

  it('takes what it has for all when they do not come, says so once and tries again', async () => {
    const { grade, settled, waiting, loadIndex } = open();
    expect(grade().isProvisional).toBe(true);
    waiting[0]?.reject();
    expect(await settled()).toEqual(['learned']);
    expect(grade().isProvisional).toBe(false);
    expect(loadIndex).toHaveBeenCalledTimes(2);
    waiting[1]?.reject();
    expect(await settled()).toEqual([]);
    expect(grade().isProvisional).toBe(false);
    waiting[2]?.resolve(await fullyNamedIndex());
    expect(await settled()).toEqual(['learned']);
    expect(grade().view?.criteria.find(({ key }) => key === 'builds')?.state).toBe('unmet');
  });
});
