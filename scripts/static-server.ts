import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { cacheControl, securityHeaders, usualCache } from '../src/lessons/content/served.ts';
import { type RequestTarget, requestTarget } from './request-target.ts';
import { SiteFiles } from './site-files.ts';

interface StaticServerOptions {
  /** Folder of the built site. */
  readonly folder: string;
  /** Base path that it was built for, with a slash at both ends. */
  readonly base: string;
}

/** A server for the built site, with the headers that a public one should send too. */
export function staticServer({ folder, base }: StaticServerOptions): Server {
  const site = new Site(new SiteFiles(folder), base);
  return createServer((request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    response.setHeader('Cache-Control', usualCache);
    site.answer(request, response).catch((error: unknown) => {
      console.error(error);
      if (response.headersSent) response.destroy();
      else say(response, 500, 'This page could not be read. The reason stands where the server was started.');
    });
  });
}

type Place = { readonly file: string; readonly redirect?: undefined } | { readonly redirect: string };

/** Answers requests. Ranges are not served, which a server is free to do (RFC 9110, 14.2): the whole file comes. */
class Site {
  readonly #files: SiteFiles;
  readonly #base: string;

  constructor(files: SiteFiles, base: string) {
    this.#files = files;
    this.#base = base;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      say(response, 405, 'Pages can be read here, and nothing else.');
      return;
    }
    const target = requestTarget(request.url ?? '');
    if (target === undefined) {
      say(response, 400, 'This is not the address of a page.');
      return;
    }
    const place = this.#placeOf(target);
    if (place?.redirect !== undefined) redirect(response, place.redirect);
    else if (place === undefined || !(await this.#send(place.file, request, response)))
      await this.#notFound(request, response);
  }

  /** The file of the site that an address means, or the address that it should have been. */
  #placeOf({ path = '', search }: RequestTarget): Place | undefined {
    const base = this.#base;
    if (path !== base && (path === '/' || `${path}/` === base)) return { redirect: base + search };
    if (!path.startsWith(base)) return undefined;
    const inSite = path.slice(base.length);
    if (this.#files.isPage(inSite)) return { redirect: `${base}${encodeURI(inSite)}/${search}` };
    return { file: inSite === '' || inSite.endsWith('/') ? `${inSite}index.html` : inSite };
  }

  /** @returns whether there is such a file. */
  async #send(path: string, { headers }: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const file = await this.#files.read(path, headers['accept-encoding']?.toString());
    if (file === undefined) return false;
    response.setHeader('Cache-Control', cacheControl(path));
    response.setHeader('ETag', file.tag);
    if (file.varies) response.setHeader('Vary', 'Accept-Encoding');
    if (response.statusCode === 200 && headers['if-none-match']?.includes(file.tag) === true) {
      response.writeHead(304).end();
      return true;
    }
    response.setHeader('Content-Type', file.type);
    response.setHeader('Content-Length', file.content.byteLength);
    if (file.encoding !== undefined) response.setHeader('Content-Encoding', file.encoding);
    response.end(file.content);
    return true;
  }

  async #notFound(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.statusCode = 404;
    if (!(await this.#send('404.html', request, response))) say(response, 404, 'There is no page here.');
  }
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(301, { Location: location }).end();
}

function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
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
