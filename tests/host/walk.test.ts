import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listFiles } from '../../src/lessons/content/read-folder.ts';
import { cacheControl, contentType, encodings, securityHeaders } from '../../src/lessons/content/served.ts';
import { example } from '../../scripts/hosting/recipes.ts';
import { type Answer, ask } from './ask.ts';
import { linksOf, placeOf, urlsOfScript, urlsOfStyles } from './links.ts';
import { site, siteOrigin, www } from './prepare.ts';
import { type Running, serveByCaddy, serveByNginx, serveByOurs } from './serve.ts';
import { provideWebServers } from './web-servers.ts';

const { base } = example;
const built = listFiles(site.replace(/\/$/, '')).filter((path) => !/(?:^|\/)\./.test(path));
/** Files that have an address. */
const files = built.filter((path) => !/\.(?:br|gz)$/.test(path) && path !== '_headers');
const pages = files.filter((path) => path.endsWith('index.html'));

/** The address of a file under the base path: that of its folder for a page. */
const addressOf = (file: string): string => base + file.replace(/(^|\/)index\.html$/, '$1');

const servers: Readonly<Record<string, () => Promise<Running>>> = {
  nginx: async () => serveByNginx(await provideWebServers(), www),
  Caddy: async () => serveByCaddy(await provideWebServers(), www),
  'npm start': () => serveByOurs(www),
};

test('there is a built site with pages, recordings and scripts to walk', () => {
  for (const ending of ['.html', '.cast', '.js', '.mjs', '.css']) {
    expect(files.some((path) => path.endsWith(ending))).toBe(true);
  }
  expect(built.filter((path) => path.endsWith('.br')).length).toBeGreaterThan(pages.length);
  expect(files.filter((path) => contentType(path) === undefined)).toEqual([]);
});

describe.each(Object.entries(servers))('%s', (_name, serve) => {
  let server: Running;
  beforeAll(async () => {
    server = await serve();
  });
  afterAll(() => server.stop());

  /** What is wrong with an answer that should be this file of the site. */
  function faults(answer: Answer, file: string, status = 200): string[] {
    const { headers } = answer;
    const wanted: Record<string, string | undefined> = {
      ...securityHeaders,
      'Cache-Control': status === 200 ? cacheControl(file) : 'no-cache',
      'Content-Type': contentType(file),
    };
    const wrong = Object.entries(wanted).filter(([name, value]) => headers[name.toLowerCase()] !== value);
    return [
      ...(answer.status === status ? [] : [`status ${answer.status}`]),
      ...wrong.map(([name]) => `${name}: ${String(headers[name.toLowerCase()])}`),
      ...(answer.content.equals(readFileSync(join(site, file))) ? [] : ['another content']),
    ].map((fault) => `${file}: ${fault}`);
  }

  test.each([
    ['br, gzip', 'br'],
    ['gzip', 'gz'],
    ['identity', undefined],
  ] as const)('serves every file to who accepts "%s"', async (accepted, ending) => {
    const found: string[] = [];
    for (const file of files) {
      const answer = await ask(server.origin + addressOf(file), { 'accept-encoding': accepted });
      found.push(...faults(answer, file));
      const isThere = ending !== undefined && built.includes(`${file}.${ending}`);
      const encoding = answer.headers['content-encoding'];
      if (encoding !== (isThere ? encodings[ending] : undefined)) found.push(`${file}: encoding ${String(encoding)}`);
      if (isThere && !/\baccept-encoding\b/i.test(answer.headers.vary ?? '')) found.push(`${file}: no Vary`);
    }
    expect(found).toEqual([]);
  });

  test('no page is for authors alone', () => {
    expect(files.filter((file) => file.includes('/author/'))).toEqual([]);
  });

  test('every link, asset and anchor of every page leads somewhere, and every page is reached', async () => {
    const broken: string[] = [];
    const texts = new Map<string, string>();
    const waiting = [base, `${base}404.html`, `${base}sitemap.xml`, `${base}robots.txt`];
    const text = async (path: string): Promise<string | undefined> => {
      const known = texts.get(path);
      if (known !== undefined) return known;
      const { status, content } = await ask(server.origin + path, { 'accept-encoding': 'br' });
      if (status !== 200) return undefined;
      texts.set(path, content.toString());
      return content.toString();
    };
    const done = new Set<string>();
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (done.has(path)) continue;
      done.add(path);
      const here = (await text(path)) ?? '';
      for (const link of new Set(namedIn(path, here))) {
        const url = new URL(link, siteOrigin + path);
        if (url.origin !== siteOrigin) continue;
        const there = await text(url.pathname);
        const place = placeOf(url);
        if (there === undefined) broken.push(`${path}: ${link}: nothing there`);
        else if (place !== undefined && !there.includes(` id="${place}"`))
          broken.push(`${path}: ${link}: no such place`);
        else waiting.push(url.pathname);
      }
    }
    expect(broken).toEqual([]);
    expect(pages.map(addressOf).filter((address) => !done.has(address))).toEqual([]);
  });

  test('sends every page without a slash at its end to the one with it', async () => {
    const wrong: unknown[] = [];
    for (const page of pages) {
      const address = addressOf(page);
      const { status, headers } = await ask(server.origin + address.slice(0, -1));
      const isRight = (status === 301 || status === 308) && headers.location === address;
      if (!isRight) wrong.push([address, status, headers.location]);
    }
    expect(wrong).toEqual([]);
  });

  test.each([
    'nothing/',
    'nothing',
    'nothing.cast',
    'assets/nothing.js',
    'rules/nothing/',
    'index.html/',
    '.belay-build',
    'a/.git/x',
  ])('has nothing at %s, and says so with the page for it', async (path) => {
    const answer = await ask(server.origin + base + path, { 'accept-encoding': 'br' });
    expect(faults(answer, '404.html', 404)).toEqual([]);
  });

  test('answers nothing outside of the sub-path with the site', async () => {
    const outside = ['/rules/', '/docs/', '/docs/belayx', `${base}../../etc/passwd`, `${base}..%2f..%2fpackage.json`];
    for (const path of [...outside, `${base}%00`]) {
      const { status, content } = await ask(server.origin + path);
      expect([path, status >= 400]).toEqual([path, true]);
      expect(content.toString()).not.toMatch(/root:|"version"/);
    }
  });

  test('says so when a page has not changed, and gives the head alone', async () => {
    const first = await ask(server.origin + base, { 'accept-encoding': 'br' });
    const tag = first.headers.etag ?? '';
    const again = await ask(server.origin + base, { 'accept-encoding': 'br', 'if-none-match': tag });
    expect([again.status, again.content.byteLength]).toEqual([304, 0]);
    const head = await ask(server.origin + base, {}, 'HEAD');
    expect([head.status, head.content.byteLength]).toEqual([200, 0]);
    expect(head.headers['content-security-policy']).toBe(securityHeaders['Content-Security-Policy']);
  });
});

/** What a file of the site names: links of pages, what style sheets and scripts load, recordings, the site map. */
function namedIn(path: string, text: string): string[] {
  if (path.endsWith('/') || path.endsWith('.html')) return linksOf(text);
  if (path.endsWith('.css')) return urlsOfStyles(text);
  // Monaco's source names its own worker, which Vite puts beside the one that we start; nobody loads it.
  if (path.includes('/editorWebWorkerMain.')) return [];
  if (path.endsWith('.js')) return urlsOfScript(text, base);
  if (path.endsWith('.json'))
    return [...text.matchAll(/"([\w-]+\.cast)"/g)].map(([, cast = '']) => `recordings/${cast}`);
  if (path.endsWith('.xml')) return [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = '']) => address);
  return path.endsWith('.txt') ? (text.match(/https?:\S+/g) ?? []) : [];
}
