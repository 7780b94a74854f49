import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, type Server, request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { securityHeaders } from '../src/lessons/content/served.ts';
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
    'a/s.cast.br': 'brotli',
    'a/s.cast.gz': 'gzip',
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

/** An answer as it comes, nothing decoded. */
function raw(
  path: string,
  headers: OutgoingHttpHeaders,
): Promise<{ status?: number; headers: IncomingHttpHeaders; text: string }> {
  return new Promise((resolve, reject) => {
    request(origin + path, { headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(parts).toString() }),
      );
    })
      .on('error', reject)
      .end();
  });
}

describe('the server', () => {
  test('serves pages with their headers', async () => {
    const page = await get('/repo/rules/a/');
    expect(await page.text()).toBe('rule');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    for (const [name, value] of Object.entries(securityHeaders)) expect(page.headers.get(name)).toBe(value);
  });

  test('lets hashed files be kept', async () => {
    expect((await get('/repo/assets/x.abc.js')).headers.get('cache-control')).toContain('immutable');
    expect((await get('/repo/a/s.cast')).headers.get('content-type')).toBe('application/x-asciicast; charset=utf-8');
  });

  test.each([
    ['br, gzip', 'br', 'brotli'],
    ['gzip', 'gzip', 'gzip'],
    ['br;q=0, GZIP;q=0.5', 'gzip', 'gzip'],
    ['identity', null, '{}'],
    ['broccoli', null, '{}'],
  ])('answers "%s" with the encoding %s', async (accepted, encoding, body) => {
    const { headers, text } = await raw('/repo/a/s.cast', { 'accept-encoding': accepted });
    expect([headers['content-encoding'] ?? null, text]).toEqual([encoding, body]);
    expect(headers['content-type']).toBe('application/x-asciicast; charset=utf-8');
    expect(headers.vary).toBe('Accept-Encoding');
  });

  test('says so when nothing has changed', async () => {
    const tag = (await get('/repo/')).headers.get('etag') ?? '';
    expect((await raw('/repo/', { 'if-none-match': `"other", W/${tag}` })).status).toBe(304);
    expect((await raw('/repo/', { 'if-none-match': '"other"' })).status).toBe(200);
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
