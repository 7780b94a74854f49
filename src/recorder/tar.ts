import { gunzipSync } from 'node:zlib';

const BLOCK = 512;

/** The plain bytes of a tarball, undefined when it is neither plain nor gzip. */
export function plainTar(tarball: Uint8Array): Buffer | undefined {
  const bytes = tarball[0] === 0x1f && tarball[1] === 0x8b ? gunzipSync(tarball) : Buffer.from(tarball);
  return bytes.toString('latin1', 257, 262) === 'ustar' ? bytes : undefined;
}

/**
 * Puts a file into a plain tar archive, owned by root and readable by all, in place of one of that path.
 * (Docker imports no archive that names a path twice.)
 */
export function withFile(archive: Buffer, path: string, text: string): Buffer {
  const content = Buffer.from(text);
  const others = [...membersOf(archive)].filter((member) => plain(member.path) !== plain(path));
  return Buffer.concat([
    ...others.map((member) => member.bytes),
    header(path, content.length),
    padded(content),
    Buffer.alloc(2 * BLOCK),
  ]);
}

/** The text of a file in a plain archive; a leading `./` makes no difference. */
export function readMember(archive: Buffer, path: string): string | undefined {
  const member = [...membersOf(archive)].find((candidate) => plain(candidate.path) === plain(path));
  return member?.bytes.toString('utf8', BLOCK, BLOCK + member.size);
}

/** The paths in a plain archive, in order. */
export function memberPaths(archive: Buffer): string[] {
  return [...membersOf(archive)].map((member) => member.path);
}

/** A member of an archive as it would be unpacked. */
interface TarMember {
  readonly path: string;
  /** One character: `0` file, `5` folder, `2` symbolic link. */
  readonly type: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Of a link. */
  readonly target: string;
}

/** The members of a plain archive, in order. */
export function* tarMembers(archive: Buffer): Generator<TarMember> {
  for (const { path, bytes } of membersOf(archive)) {
    const text = (start: number, length: number): string =>
      bytes.toString('utf8', start, start + length).replace(/\0.*$/s, '');
    const octal = (start: number): number => parseInt(text(start, 8), 8) || 0;
    yield {
      path,
      type: text(156, 1),
      mode: octal(100) & 0o7777,
      uid: octal(108),
      gid: octal(116),
      target: text(157, 100),
    };
  }
}

/** The members up to the zero block that closes the archive, each with its header. */
function* membersOf(archive: Buffer): Generator<{ path: string; size: number; bytes: Buffer }> {
  const text = (start: number, length: number): string =>
    archive.toString('utf8', start, start + length).replace(/\0.*$/s, '');
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0;) {
    const size = parseInt(text(at + 124, 12), 8) || 0;
    const end = at + BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    const prefix = text(at + 345, 155);
    yield { path: `${prefix === '' ? '' : `${prefix}/`}${text(at, 100)}`, size, bytes: archive.subarray(at, end) };
    at = end;
  }
}

function plain(path: string): string {
  return path.replace(/^\.?\//, '');
}

function padded(content: Buffer): Buffer {
  return Buffer.concat([content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)]);
}

/** A member's header (POSIX.1-1988, ustar interchange format); numbers are octal text. */
function header(path: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, length: number): string => value.toString(8).padStart(length - 1, '0');
  block.write(path, 0);
  block.write(octal(0o644, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  block.write(octal(size, 12), 124);
  block.write(octal(0, 12), 136);
  block.write(' '.repeat(8), 148);
  block.write('0', 156);
  block.write('ustar\u000000', 257);
  const checksum = block.reduce((sum, byte) => sum + byte, 0);
  block.write(`${octal(checksum, 7)}\u0000 `, 148);
  return block;
}
