/** A regular file in a tar archive. */
interface TarFile {
  readonly name: string;
  readonly content: Buffer;
  readonly modified: Date;
}

const RECORD = 512;

/** Regular files of a tar archive (ustar); one that is cut behind its last file, as signatures are, is read as well. */
export function readTar(bytes: Buffer): TarFile[] {
  const files: TarFile[] = [];
  for (let at = 0; at + RECORD <= bytes.length;) {
    const header = bytes.subarray(at, at + RECORD);
    if (header[0] === 0) break;
    const size = octal(header, 124, 12);
    const begin = at + RECORD;
    const type = String.fromCharCode(header[156] ?? 0);
    if (type === '0' || type === '\0') {
      files.push({
        name: text(header, 0, 100).replace(/^\.\//, ''),
        content: bytes.subarray(begin, begin + size),
        modified: new Date(octal(header, 136, 12) * 1000),
      });
    }
    at = begin + Math.ceil(size / RECORD) * RECORD;
  }
  return files;
}

function text(header: Buffer, from: number, length: number): string {
  return header.toString('latin1', from, from + length).replace(/\0.*$/s, '');
}

function octal(header: Buffer, from: number, length: number): number {
  return parseInt(text(header, from, length).trim() || '0', 8);
}
