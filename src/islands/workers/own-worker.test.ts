import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type * as OwnWorker from './own-worker.ts';

const started: unknown[] = [];

class FakeWorker {
  readonly url: unknown;

  constructor(url: unknown) {
    this.url = url;
    started.push(url);
  }
}

/** The module as a page loads it: it asks for Trusted Types once, when it begins. */
let loaded = 0;
async function load(): Promise<typeof OwnWorker> {
  return (await import(`./own-worker.ts?load=${++loaded}`)) as typeof OwnWorker;
}

beforeEach(() => {
  started.length = 0;
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('location', new URL('https://example.org/docs/page/'));
});
afterEach(() => vi.unstubAllGlobals());

test('where the browser has Trusted Types, the address comes from our policy', async () => {
  const createPolicy = vi.fn((_name: string, rules: { readonly createScriptURL: (url: string) => string }) => ({
    createScriptURL: (url: string) => ({ trusted: rules.createScriptURL(url) }),
  }));
  vi.stubGlobal('trustedTypes', { createPolicy });
  const { startOwnWorker } = await load();
  startOwnWorker('/assets/a.js', { type: 'module' });
  startOwnWorker('https://example.org/assets/b.js', { type: 'module' });
  expect(started).toEqual([
    { trusted: 'https://example.org/assets/a.js' },
    { trusted: 'https://example.org/assets/b.js' },
  ]);
  // A second policy of the same name is refused by some policies, and none is needed.
  expect(createPolicy).toHaveBeenCalledOnce();
});

test('elsewhere it is the text', async () => {
  const { startOwnWorker } = await load();
  startOwnWorker('/assets/a.js', {});
  expect(started).toEqual(['https://example.org/assets/a.js']);
});

test.each(['https://example.com/a.js', '//example.com/a.js', 'data:text/javascript,1', 'http://example.org/a.js'])(
  'starts nothing from %s',
  async (url) => {
    const { startOwnWorker } = await load();
    expect(() => startOwnWorker(url, {})).toThrow(/this site only/);
    expect(started).toEqual([]);
  },
);
