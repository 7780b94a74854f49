import { createHash, createVerify } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, inflateRawSync } from 'node:zlib';
import { root } from '../root.ts';
import { readTar } from './tar.ts';

/** Alpine's public keys, by the name that a signature gives (see the README beside them). */
const KEYS = join(root, 'scripts/apk-index/keys');

/** Prefixes of signature files, and the hash that each signs with. */
const SIGNATURES: readonly (readonly [prefix: string, hash: string])[] = [
  ['.SIGN.RSA256.', 'RSA-SHA256'],
  ['.SIGN.RSA.', 'RSA-SHA1'],
];

/** An `APKINDEX.tar.gz` whose signature holds. */
export interface SignedIndex {
  /** Text of the `APKINDEX`. */
  readonly text: string;
  /** What the branch calls itself, `v3.19.1-643-gec825d20535`. */
  readonly description: string;
  /** When it was signed, `2024-06-18`. */
  readonly date: string;
  readonly key: string;
  /** Of the whole file. */
  readonly sha256: string;
}

/**
 * Checks the signature of an `APKINDEX.tar.gz` and reads it. The file is two gzip members one behind the other: a tar
 * with the signature of the second member's bytes, and a tar with the index, as `abuild-sign` makes them.
 * @throws with the file, the key and what to do when the signature is missing, of an unknown key or does not hold.
 */
export function readSignedIndex(
  bytes: Buffer,
  file: string,
  keys: ReadonlyMap<string, string> = alpineKeys(),
): SignedIndex {
  const members = splitMembers(bytes, file);
  const [signature] = readTar(members.first);
  const kind = SIGNATURES.find(([prefix]) => signature?.name.startsWith(prefix));
  if (signature === undefined || kind === undefined) {
    throw new Error(
      `Take a signed index: ${file} does not begin with a signature (.SIGN.RSA.…) but with "${signature?.name ?? ''}".`,
    );
  }
  const [prefix, hash] = kind;
  const key = signature.name.slice(prefix.length);
  const pem = keys.get(key);
  if (pem === undefined) {
    throw new Error(
      `Add the key to scripts/apk-index/keys if Alpine's package alpine-keys has it: ${file} is signed with ${key}, which is not one of the keys there.`,
    );
  }
  if (!createVerify(hash).update(members.rest).verify(pem, signature.content)) {
    throw new Error(
      `Fetch ${file} again: its signature by ${key} does not hold, so it was cut, changed on the way, or not made by Alpine.`,
    );
  }
  const files = new Map(readTar(gunzipSync(members.rest)).map((entry) => [entry.name, entry]));
  const index = files.get('APKINDEX');
  if (index === undefined) throw new Error(`Take an APKINDEX.tar.gz: ${file} is signed but has no file APKINDEX.`);
  return {
    text: index.content.toString('utf8'),
    description: files.get('DESCRIPTION')?.content.toString('utf8').trim() ?? '',
    date: index.modified.toISOString().slice(0, 10),
    key,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

/** Alpine's keys as PEM texts, by file name. */
export function alpineKeys(): ReadonlyMap<string, string> {
  const names = readdirSync(KEYS).filter((name) => name.endsWith('.pub'));
  return new Map(names.map((name) => [name, readFileSync(join(KEYS, name), 'utf8')]));
}

/** The first gzip member, unpacked, and the bytes behind it. */
function splitMembers(bytes: Buffer, file: string): { readonly first: Buffer; readonly rest: Buffer } {
  const noIndex = (cause?: unknown) =>
    new Error(`Take an APKINDEX.tar.gz of Alpine: ${file} is not gzip, or is cut off.`, { cause });
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) throw noIndex();
  try {
    const begin = headerLength(bytes);
    const { buffer, engine } = inflateRawSync(bytes.subarray(begin), { info: true }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    return { first: buffer, rest: bytes.subarray(begin + engine.bytesWritten + TRAILER) };
  } catch (cause) {
    throw noIndex(cause);
  }
}

/** Bytes behind the data of a gzip member: checksum and length (RFC 1952). */
const TRAILER = 8;

/** Bytes before the data of a gzip member (RFC 1952, 2.3). */
function headerLength(bytes: Buffer): number {
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & 4) at += 2 + bytes.readUInt16LE(at);
  for (const text of [8, 16]) if (flags & text) at = bytes.indexOf(0, at) + 1;
  return flags & 2 ? at + 2 : at;
}
