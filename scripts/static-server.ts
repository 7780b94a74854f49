import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { headerPolicy } from '../src/site/site.ts';

export interface StaticServerOptions {
  /** Folder of the built site. */
  readonly folder: string;
  /** Base path that it was built for, with a slash at both ends. */
  readonly base: string;
}

/** A server for the built site, with the headers that a public one should send too. */
export function staticServer({ folder, base }: StaticServerOptions): Server {
  const files = sirv(folder, { etag: true, dotfiles: false, setHeaders: setFileHeaders });
  return createServer((request, response) => {
    setSecurityHeaders(response);
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (!url.pathname.startsWith(base)) {
      if (url.pathname === '/' || `${url.pathname}/` === base) return redirect(response, base);
      return notFound(folder, response);
    }
    const path = url.pathname.slice(base.length - 1);
    if (isFolder(folder, path)) return redirect(response, `${url.pathname}/${url.search}`);
    request.url = path + url.search;
    files(request, response, () => notFound(folder, response));
  });
}

/** Whether a path without a slash at its end names a page. */
function isFolder(folder: string, path: string): boolean {
  if (path.endsWith('/') || path.includes('..')) return false;
  return existsSync(join(folder, decode(path), 'index.html'));
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function setSecurityHeaders(response: ServerResponse): void {
  response.setHeader('content-security-policy', headerPolicy);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'strict-origin-when-cross-origin');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
}

/** Hashed files never change; everything else is asked for again, which costs an empty answer. */
function setFileHeaders(response: ServerResponse, path: string): void {
  response.setHeader('cache-control', path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (path.endsWith('.cast')) response.setHeader('content-type', 'application/x-asciicast; charset=utf-8');
  if (path.endsWith('.json')) response.setHeader('content-type', 'application/json; charset=utf-8');
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(301, { location }).end();
}

function notFound(folder: string, response: ServerResponse): void {
  const page = join(folder, '404.html');
  if (!existsSync(page)) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('There is no page here.\n');
    return;
  }
  response.writeHead(404, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': statSync(page).size,
    'cache-control': 'no-cache',
  });
  createReadStream(page).pipe(response);
}

/**
 * Listens on the first free port from the wanted one on.
 * @returns the port.
 * @throws the error of the last attempt when twenty ports in a row are taken, or any other error at once.
 */
export async function listen(server: Server, host: string, wanted: number): Promise<number> {
  for (let port = wanted; ; port++) {
    try {
      return await attempt(server, host, port);
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!taken || wanted === 0 || port >= wanted + 20) throw error;
    }
  }
}

function attempt(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
