import { createSign, generateKeyPairSync } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { alpineKeys, readSignedIndex } from './signed-index.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const KEY = 'somebody@example.org-1.rsa.pub';
const keys = new Map([[KEY, publicKey.export({ type: 'spki', format: 'pem' })]]);

/** A tar of regular files; without its end, as `abuild-sign` cuts it, for the signature. */
function tar(files: Readonly<Record<string, string | Buffer>>, end = true): Buffer {
  const records = Object.entries(files).flatMap(([name, content]) => {
    const bytes = Buffer.from(content);
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write(`${(1718724300).toString(8).padStart(11, '0')}\0`, 136);
    header.write('0', 156);
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat(end ? [...records, Buffer.alloc(1024)] : records);
}

function signed(
  hash: 'RSA-SHA1' | 'RSA-SHA256',
  files = { DESCRIPTION: 'v3.99.0-1', APKINDEX: 'P:jq\nV:1\n\n' },
): Buffer {
  const index = gzipSync(tar(files));
  const signature = createSign(hash).update(index).sign(privateKey);
  const prefix = hash === 'RSA-SHA1' ? '.SIGN.RSA.' : '.SIGN.RSA256.';
  return Buffer.concat([gzipSync(tar({ [prefix + KEY]: signature }, false)), index]);
}

describe('readSignedIndex', () => {
  it.each(['RSA-SHA1', 'RSA-SHA256'] as const)('reads an index whose signature (%s) holds', (hash) => {
    const index = readSignedIndex(signed(hash), 'f', keys);
    expect(index.sha256).toMatch(/^[\da-f]{64}$/);
    expect(index).toMatchObject({
      text: 'P:jq\nV:1\n\n',
      description: 'v3.99.0-1',
      date: '2024-06-18',
      key: KEY,
    });
  });

  it('refuses one that was changed, with the file, the key and what to do', () => {
    const bytes = signed('RSA-SHA256');
    bytes[bytes.length - 9] = (bytes.at(-9) ?? 0) ^ 1;
    expect(() => readSignedIndex(bytes, 'main/APKINDEX.tar.gz', keys)).toThrow(
      `Fetch main/APKINDEX.tar.gz again: its signature by ${KEY} does not hold`,
    );
  });

  it('refuses one that is cut', () => {
    const bytes = signed('RSA-SHA1');
    expect(() => readSignedIndex(bytes.subarray(0, -20), 'f', keys)).toThrow('does not hold');
    expect(() => readSignedIndex(bytes.subarray(0, 50), 'f', keys)).toThrow('not gzip, or is cut off');
  });

  it('refuses a key that Alpine does not have, and a file without a signature', () => {
    expect(() => readSignedIndex(signed('RSA-SHA1'), 'f')).toThrow(`Add the key to scripts/apk-index/keys`);
    const unsigned = gzipSync(tar({ DESCRIPTION: 'v3.99.0-1', APKINDEX: '' }));
    expect(() => readSignedIndex(unsigned, 'f', keys)).toThrow(
      'Take a signed index: f does not begin with a signature',
    );
    expect(() => readSignedIndex(Buffer.from('<html>'), 'f', keys)).toThrow('f is not gzip');
  });

  it('does not take a signature made with another hash for its own', () => {
    const index = gzipSync(tar({ APKINDEX: '' }));
    const signature = createSign('RSA-SHA256').update(index).sign(privateKey);
    const bytes = Buffer.concat([gzipSync(tar({ [`.SIGN.RSA.${KEY}`]: signature }, false)), index]);
    expect(() => readSignedIndex(bytes, 'f', keys)).toThrow('does not hold');
  });

  it('has the five keys of the x86_64 image and those of the other architectures', () => {
    expect([...alpineKeys().keys()]).toEqual(
      expect.arrayContaining(
        ['4a6a0840', '5243ef4b', '5261cecb', '6165ee59', '61666e3f', '616ae350'].map(
          (id) => `alpine-devel@lists.alpinelinux.org-${id}.rsa.pub`,
        ),
      ),
    );
    for (const pem of alpineKeys().values()) expect(pem).toMatch(/^-----BEGIN PUBLIC KEY-----/);
  });
});
