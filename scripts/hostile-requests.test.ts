import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from './root.ts';

/** What stands in every file that the server must not give away. */
const secret = 'never-serve-this';

let folder = '';
let port = 0;
let server: ChildProcess;

/** The server in a process of its own: what kills it would kill the tests otherwise. */
const program = `
  import { listen, staticServer } from ${JSON.stringify(join(root, 'scripts/static-server.ts'))};
  const server = staticServer({ folder: process.argv[1], base: '/repo/' });
  console.log(await listen(server, '127.0.0.1', 0));
`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'belay-hostile-'));
  const site = join(folder, 'site');
  for (const each of ['site/rules/a', 'site-other']) mkdirSync(join(folder, each), { recursive: true });
  const hidden = ['secret.txt', 'site-other/secret.txt', 'site/.belay-build'];
  for (const path of hidden) writeFileSync(join(folder, path), secret);
  symlinkSync(join(folder, 'secret.txt'), join(site, 'link.txt'));
  writeFileSync(join(site, 'index.html'), 'home');
  writeFileSync(join(site, '404.html'), 'nothing');
  writeFileSync(join(site, 'rules/a/index.html'), 'rule');
  writeFileSync(join(site, 'gone.txt'), 'here when the server started');
  server = spawn(process.execPath, ['--input-type=module', '--eval', program, site], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  port = await new Promise((resolve, reject) => {
    server.stdout?.once('data', (line: Buffer) => resolve(Number(line.toString())));
    server.once('exit', () => reject(new Error('The server did not start.')));
  });
  rmSync(join(site, 'gone.txt'));
});
afterAll(() => {
  server.kill();
  rmSync(folder, { recursive: true });
});

/** Sends bytes as they are and reads until the server closes, or says nothing for a while. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const parts: Buffer[] = [];
    const done = (): void => {
      socket.destroy();
      resolve(Buffer.concat(parts).toString('latin1'));
    };
    socket.setTimeout(1_000, done);
    socket.on('data', (part: Buffer) => parts.push(part));
    socket.on('end', done);
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // The server may hang up while we are still sending.
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE') done();
      else reject(error);
    });
    socket.write(bytes, 'latin1');
  });
}

const close = 'Host: x\r\nConnection: close\r\n\r\n';
const get = (target: string, headers = ''): string => `GET ${target} HTTP/1.1\r\n${headers}${close}`;
const statusOf = (answer: string): string => /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 'none';

/** What is sent, and the status that comes back. */
const requests: Readonly<Record<string, readonly [bytes: string, status: string]>> = {
  'two slashes': [get('//'), '400'],
  'two slashes and a host': [get('//example.org/repo/'), '400'],
  'two slashes and a port that is none': [get('//a:99999999/'), '400'],
  'a slash and a backslash': [get('/\\example.org/repo/rules/a'), '400'],
  'an address that is none': [get('http://['), '400'],
  'an address without a path': [get('http://x'), '301'],
  'an address of this site': [get('http://x/repo/rules/a/'), '200'],
  'an address with a foreign host': [get('http://example.org/repo/rules/a'), '301'],
  'an address with two slashes in its path': [get('http://x//example.org/'), '400'],
  'an address of another protocol': [get('file:///etc/passwd'), '400'],
  'no slash at the beginning': [get('repo/'), '400'],
  'an asterisk': [get('*'), '400'],
  'a NUL': [get('/repo/%00'), '404'],
  'a NUL behind a page': [get('/repo/rules/a/%00'), '404'],
  'a percent sign alone': [get('/repo/%'), '404'],
  'a percent sign and no digits': [get('/repo/%zz'), '404'],
  'bytes that are no UTF-8': [get('/repo/%ff%fe'), '404'],
  'dots and an encoded slash': [get('/repo/..%2f'), '404'],
  'dots to a file outside': [get('/repo/../secret.txt'), '404'],
  'dots and encoded slashes to a file outside': [get('/repo/..%2fsecret.txt'), '404'],
  'encoded dots': [get('/repo/%2e%2e/secret.txt'), '404'],
  'twice encoded dots': [get('/repo/%252e%252e%252fsecret.txt'), '404'],
  'dots and backslashes': [get('/repo/..\\secret.txt'), '404'],
  'dots and encoded backslashes': [get('/repo/..%5csecret.txt'), '404'],
  'a neighbour with the same beginning': [get('/repo/../site-other/secret.txt'), '404'],
  'the same, encoded': [get('/repo/..%2fsite-other%2fsecret.txt'), '404'],
  'a path of the machine': [get(`/repo/%2fetc%2fpasswd`), '404'],
  'a hidden file': [get('/repo/.belay-build'), '404'],
  'a hidden file, encoded': [get('/repo/%2ebelay-build'), '404'],
  'a link that leads outside': [get('/repo/link.txt'), '404'],
  'a file that has gone since': [get('/repo/gone.txt'), '404'],
  'the prototype of everything': [get('/repo/__proto__'), '404'],
  'a name of every object': [get('/repo/constructor'), '404'],
  'a page below a page': [get('/repo/rules/a/index.html/'), '404'],
  'a very long path': [get(`/repo/${'a/'.repeat(4_000)}`), '404'],
  'a huge header': [get('/repo/', `X-Long: ${'a'.repeat(100_000)}\r\n`), '431'],
  'no host': ['GET /repo/ HTTP/1.1\r\nConnection: close\r\n\r\n', '400'],
  'no host in HTTP/1.0, where none is needed': ['GET /repo/ HTTP/1.0\r\n\r\n', '200'],
  'HTTP/0.9, which Node reads and we answer': ['GET /repo/\r\n\r\n', '200'],
  'a line that is none': ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n', '400'],
  'a header with a NUL': [get('/repo/', 'X-A: a\0b\r\n'), '400'],
  'two lengths': [get('/repo/', 'Content-Length: 1\r\nContent-Length: 2\r\n'), '400'],
  'a length and chunks': [get('/repo/', 'Content-Length: 1\r\nTransfer-Encoding: chunked\r\n'), '400'],
  'a request to send': [`POST /repo/ HTTP/1.1\r\nContent-Length: 4\r\n${close}body`, '405'],
  'a request to delete': [`DELETE /repo/index.html HTTP/1.1\r\n${close}`, '405'],
  'a request for the options': [`OPTIONS * HTTP/1.1\r\n${close}`, '405'],
  'a request to trace': [`TRACE /repo/ HTTP/1.1\r\n${close}`, '405'],
  'a method that is none': [`NONSENSE /repo/ HTTP/1.1\r\n${close}`, '400'],
  'a request to tunnel': ['CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n', 'none'],
  'a wish for another protocol': [get('/repo/', 'Upgrade: websocket\r\nConnection: Upgrade\r\n'), '200'],
  'the head of a page': [`HEAD /repo/ HTTP/1.1\r\n${close}`, '200'],
  'the head of nothing': [`HEAD /repo/nothing HTTP/1.1\r\n${close}`, '404'],
  'a range': [get('/repo/', 'Range: bytes=1-2\r\n'), '200'],
  'a range that ends before it begins': [get('/repo/', 'Range: bytes=3-1\r\n'), '200'],
  'a range beyond the end': [get('/repo/', 'Range: bytes=99-\r\n'), '200'],
  'a range of nonsense': [get('/repo/', 'Range: bytes=-,x,9e9-1\r\n'), '200'],
  'a tag that is none': [get('/repo/', 'If-None-Match: "\xff\r\n'), '200'],
  'an encoding that is none': [get('/repo/', 'Accept-Encoding: br;q=x, ;;,*\r\n'), '200'],
};

describe.each(Object.entries(requests))('%s', (_what, [bytes, status]) => {
  test(`is answered with ${status}, and the server lives`, async () => {
    const answer = await raw(bytes);
    expect(statusOf(answer)).toBe(status);
    expect(answer).not.toContain(secret);
    expect(answer).not.toMatch(/^location: *(?:\/\/|\w+:|.*\\)/im);
    expect(await raw(get('/repo/rules/a/'))).toMatch(/\r\n\r\nrule$/);
  });
});

test('garbage behind a request ends the connection, and nothing after it is answered', async () => {
  const answer = await raw(`GET /repo/ HTTP/1.1\r\nHost: x\r\n\r\n\x00\xffgarbage\r\n\r\n${get('/repo/')}`);
  const statuses = [...answer.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => status);
  // The first request is answered when that was quicker.
  expect([['400'], ['200', '400']]).toContainEqual(statuses);
  expect(await raw(get('/repo/rules/a/'))).toMatch(/\r\n\r\nrule$/);
});

test('a head has no body, and a refusal says what is allowed', async () => {
  expect(await raw(`HEAD /repo/ HTTP/1.1\r\n${close}`)).toMatch(/content-length: 4[^]*\r\n\r\n$/i);
  expect(await raw(`POST /repo/ HTTP/1.1\r\n${close}`)).toMatch(/^allow: GET, HEAD\r$/im);
});

test('a client that goes away in the middle does no harm', async () => {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) => socket.write(get('/repo/').repeat(50), () => resolve()));
  socket.resetAndDestroy();
  expect(await raw(get('/repo/rules/a/'))).toMatch(/\r\n\r\nrule$/);
});
