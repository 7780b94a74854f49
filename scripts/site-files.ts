import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contentType, encodings } from '../src/lessons/content/served.ts';
import { listFiles } from '../src/lessons/content/read-folder.ts';

/** A file as it is sent. */
interface SentFile {
  readonly content: Buffer;
  readonly type: string;
  /** For `Content-Encoding`. */
  readonly encoding: string | undefined;
  /** Whether there are others of the same content in another encoding. */
  readonly varies: boolean;
  /** For `ETag`, with its quotes. */
  readonly tag: string;
}

/**
 * The files of a built site, as they are when this is made. Only what was listed then is ever read, so no path leads
 * outside the folder. Links and what begins with a dot are left out.
 */
export class SiteFiles {
  readonly #folder: string;
  readonly #paths: ReadonlySet<string>;

  constructor(folder: string) {
    this.#folder = folder.replace(/[/\\]$/, '');
    this.#paths = new Set(listFiles(this.#folder).filter((path) => !/(?:^|\/)\./.test(path)));
  }

  /** Whether this is a folder with a page; the path has no slash at either end. */
  isPage(path: string): boolean {
    return this.#paths.has(`${path}/index.html`);
  }

  /**
   * @param path in the site, without a slash in front.
   * @param accepted the request's `Accept-Encoding`.
   * @returns undefined when there is no such file, or no longer.
   */
  async read(path: string, accepted = ''): Promise<SentFile | undefined> {
    if (!this.#paths.has(path)) return undefined;
    const beside = Object.entries(encodings).filter(([ending]) => this.#paths.has(`${path}.${ending}`));
    const [ending, encoding] = beside.find(([, name]) => accepts(accepted, name)) ?? [];
    const content = await this.#contentOf(ending === undefined ? path : `${path}.${ending}`);
    if (content === undefined) return undefined;
    return {
      content,
      type: contentType(path) ?? 'application/octet-stream',
      encoding,
      varies: beside.length > 0,
      tag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`,
    };
  }

  async #contentOf(path: string): Promise<Buffer | undefined> {
    try {
      return await readFile(join(this.#folder, path));
    } catch (error) {
      // A build that runs meanwhile empties the folder.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }
}

/** Whether `Accept-Encoding` names an encoding, and not with a weight of 0. */
function accepts(header: string, encoding: string): boolean {
  return header.split(',').some((item) => {
    const [name, ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
    return name === encoding && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
  });
}
