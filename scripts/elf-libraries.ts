/**
 * Names of the shared libraries that a program or library asks its loader for (`DT_NEEDED`), in order.
 * Source: "ELF-64 Object File Format", version 1.5; only 64-bit little endian files are read, others have none.
 */
export function librariesOf(bytes: Buffer): string[] {
  const isElf = bytes.length > 64 && bytes.readUInt32BE(0) === 0x7f454c46 && bytes[4] === 2 && bytes[5] === 1;
  if (!isElf) return [];
  const headers = Number(bytes.readBigUInt64LE(32));
  const size = bytes.readUInt16LE(54);
  const segments = Array.from({ length: bytes.readUInt16LE(56) }, (_, at) => headers + at * size).map((at) => ({
    type: bytes.readUInt32LE(at),
    offset: Number(bytes.readBigUInt64LE(at + 8)),
    address: Number(bytes.readBigUInt64LE(at + 16)),
    length: Number(bytes.readBigUInt64LE(at + 32)),
  }));
  const dynamic = segments.find(({ type }) => type === DYNAMIC);
  if (dynamic === undefined) return [];
  const entries: { tag: number; value: number }[] = [];
  for (let at = dynamic.offset; at + 16 <= dynamic.offset + dynamic.length; at += 16) {
    const tag = Number(bytes.readBigInt64LE(at));
    if (tag === 0) break;
    entries.push({ tag, value: Number(bytes.readBigUInt64LE(at + 8)) });
  }
  const table = entries.find(({ tag }) => tag === STRINGS)?.value ?? 0;
  const home = segments.find(
    ({ type, address, length }) => type === LOADED && table >= address && table < address + length,
  );
  if (home === undefined) return [];
  return entries
    .filter(({ tag }) => tag === NEEDED)
    .map(({ value }) => {
      const start = home.offset + (table - home.address) + value;
      return bytes.toString('latin1', start, bytes.indexOf(0, start));
    });
}

/** Types of segments, and tags of the dynamic one. */
const LOADED = 1;
const DYNAMIC = 2;
const NEEDED = 1;
const STRINGS = 5;
