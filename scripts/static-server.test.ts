import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { headerPolicy } from '../src/site/site.ts';
import { listen, staticServer } from './static-server.ts';

let folder = '';
let origin = '';
let server: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'belay-serve-'));
  const files = {
    'index.html': 'home',
    '404.html': 'nothing',
    'rules/a/index.html': 'rule',
    'assets/x.abc.js': '1',
    'a/s.cast': '{}',
    '.belay-build': '{}',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  server = staticServer({ folder, base: '/repo/' });
  origin = `http://127.0.0.1:${await listen(server, '127.0.0.1', 0)}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string): Promise<Response> => fetch(origin + path, { redirect: 'manual' });

describe('the server', () => {
  test('serves pages with their headers', async () => {
    const page = await get('/repo/rules/a/');
    expect(await page.text()).toBe('rule');
    expect(page.headers.get('content-type')).toBe('text/html;charset=utf-8');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(page.headers.get('content-security-policy')).toBe(headerPolicy);
  });

  test('lets hashed files be kept', async () => {
    expect((await get('/repo/assets/x.abc.js')).headers.get('cache-control')).toContain('immutable');
    expect((await get('/repo/a/s.cast')).headers.get('content-type')).toBe('application/x-asciicast; charset=utf-8');
  });

  test.each([
    ['/', '/repo/'],
    ['/repo', '/repo/'],
    ['/repo/rules/a?x=1', '/repo/rules/a/?x=1'],
  ])('sends %s to %s', async (path, location) => {
    const answer = await get(path);
    expect([answer.status, answer.headers.get('location')]).toEqual([301, location]);
  });

  test.each(['/repo/rules/b/', '/other/', '/repo/.belay-build', '/repo/%2e%2e/%2e%2e/etc/passwd', '/repo/%'])(
    'has nothing at %s',
    async (path) => {
      const answer = await get(path);
      expect([answer.status, await answer.text()]).toEqual([404, 'nothing']);
    },
  );

  test('takes the next port when one is taken', async () => {
    const taken = Number(new URL(origin).port);
    const other = staticServer({ folder, base: '/' });
    expect(await listen(other, '127.0.0.1', taken)).toBeGreaterThan(taken);
    other.close();
  });
});
