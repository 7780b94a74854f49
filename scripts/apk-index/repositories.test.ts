import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { readRepositories } from './repositories.ts';

describe('readRepositories', () => {
  it('names the file that a folder does not have', async () => {
    await expect(readRepositories('/nowhere/', 'v3.24', 'x86_64')).rejects.toThrow(
      /^Check the mirror, the branch and the architecture: \/nowhere\/v3\.24\/main\/x86_64\/APKINDEX\.tar\.gz cannot be read \(ENOENT/,
    );
  });

  it('says what a mirror answered', async () => {
    const server = createServer((request, response) => {
      response.statusCode = request.url?.includes('/aarch64/') ? 404 : 200;
      response.end('<html>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      await expect(readRepositories(mirror, 'v3.24', 'aarch64')).rejects.toThrow('cannot be read (the answer was 404)');
      await expect(readRepositories(mirror, 'v3.24', 'x86_64')).rejects.toThrow(
        `Take an APKINDEX.tar.gz of Alpine: ${mirror}/v3.24/`,
      );
    } finally {
      server.close();
    }
  });
});
