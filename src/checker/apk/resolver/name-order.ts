/**
 * apk walks its table of names from the first bucket to the last, and that decides who is asked first. The bucket is
 * the MurmurHash3 (x86, 32 bit; Austin Appleby, public domain) of the name, seed 5381, over 20,000 buckets: figures of
 * apk-tools 2.14.4, held by the order of its lines "required by" and "satisfies".
 */
const SEED = 5381;
const BUCKETS = 20_000;

/** In which bucket of apk's table a name stands. */
export function bucketOf(name: string): number {
  return murmur3(name) % BUCKETS;
}

/** The order in which apk shows names: without regard to case first. */
export function compareNames(a: string, b: string): number {
  // Most names have no capitals.
  if (!CAPITAL.test(a) && !CAPITAL.test(b)) return a < b ? -1 : a > b ? 1 : 0;
  const left = a.toLowerCase();
  const right = b.toLowerCase();
  if (left !== right) return left < right ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

const CAPITAL = /[A-Z]/;

/** Names in that order. */
export function inOrder(names: Iterable<string>): string[] {
  const list = [...names];
  return list.some((name) => CAPITAL.test(name)) ? list.sort(compareNames) : list.sort();
}

/** Names of packages are ASCII, so a character is a byte. */
function murmur3(key: string): number {
  let hash = SEED;
  const whole = key.length & ~3;
  for (let at = 0; at < whole; at += 4) {
    const block =
      key.charCodeAt(at) |
      (key.charCodeAt(at + 1) << 8) |
      (key.charCodeAt(at + 2) << 16) |
      (key.charCodeAt(at + 3) << 24);
    hash = Math.imul(rotateLeft(hash ^ scramble(block), 13), 5) + 0xe6546b64;
  }
  let rest = 0;
  for (let at = key.length - 1; at >= whole; at--) rest = (rest << 8) | key.charCodeAt(at);
  if (key.length > whole) hash ^= scramble(rest);
  hash ^= key.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function scramble(block: number): number {
  return Math.imul(rotateLeft(Math.imul(block, 0xcc9e2d51), 15), 0x1b873593);
}

function rotateLeft(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
