import { describe, expect, it } from 'vitest';
import type { Cast } from './cast.ts';
import { castV2 } from './fixtures/cast-text.ts';
import { parseCast } from './parse.ts';
import { isPlain } from './plain.ts';
import { tidyCast } from './tidy.ts';

const hex = '0123456789abcdef'.repeat(4);

function castOf(...pieces: readonly string[]): Cast {
  const result = parseCast(castV2(pieces.map((data, index) => [index, 'o', data])));
  if (!result.ok) throw new Error(result.problem.what);
  return result.value;
}

/** What is left of output that comes in these pieces. */
function tidied(...pieces: readonly string[]): string {
  return tidyCast(castOf(...pieces))
    .events.map((event) => (event.kind === 'output' ? event.data : ''))
    .join('')
    .replaceAll('\r\n', '\n');
}

const build = [
  '#1 [internal] load build definition from Dockerfile\r\n',
  `#1 sha256:${hex}\r\n#1 transferring dockerfile: 150B done\r\n#1 DONE 0.1s\r\n\r\n`,
  `#2 [1/2] FROM docker.io/library/alpine:3.24\r\n#2 sha256:${hex} 1.2MB / 3MB\r\n#2 DONE 0.2s\r\n\r\n`,
  `#1 [2/2] RUN make\r\n#1 0.1 made\r\n#1 DONE 0.1s\r\n\r\n`,
  `#3 exporting to image\r\n#3 exporting layers 0.0s done\r\n#3 writing image sha256:${hex} done\r\n`,
  '#3 naming to docker.io/library/a done\r\n#3 DONE 0.0s\r\n$ ',
];
const kept = [
  '#2 [1/2] FROM docker.io/library/alpine:3.24\n#2 DONE 0.2s\n\n',
  '#1 [2/2] RUN make\n#1 0.1 made\n#1 DONE 0.1s\n\n',
  '#3 exporting to image\n#3 DONE 0.0s\n$ ',
].join('');

describe('tidyCast', () => {
  it('leaves out digests and what BuildKit does for itself', () => {
    expect(tidied(...build)).toBe(kept);
  });

  it('does the same however the output is cut', () => {
    expect(tidied(...Array.from(build.join('')))).toBe(kept);
    expect(tidied(build.join(''))).toBe(kept);
  });

  it('keeps times and the number of events', () => {
    const cast = castOf(...build);
    expect(tidyCast(cast).events.map(({ time }) => time)).toEqual(cast.events.map(({ time }) => time));
  });

  it('loses nothing that only looks like it', () => {
    expect(tidied('# ls\r\n', '#', ' pwd\r\n#12')).toBe('# ls\n# pwd\n#12');
    expect(tidied('sha256:short\r\n\r\nwriting image a\r\n')).toBe('sha256:short\n\nwriting image a\n');
  });

  it('cuts long digests', () => {
    expect(tidied(`${hex}\r\n`)).toBe('0123456789ab…\n');
  });

  it('puts an exit code behind its command, not before the next one', () => {
    expect(tidied('out\r\n', '\x1b[31m[exit 137]\x1b[0m $ ', 'ls\r\n')).toBe('out\n\x1b[31m[exit 137]\x1b[0m\n$ ls\n');
  });

  it('mends what was typed over the edge', () => {
    const result = parseCast(
      castV2([
        [0, 'm', 'ls abc'],
        [1, 'o', 'ls ab'],
        [2, 'o', ' \rc\r\n'],
        [3, 'o', 'a \rb\r\n'],
      ]),
    );
    if (!result.ok) throw new Error(result.problem.what);
    const output = tidyCast(result.value).events.map((event) => (event.kind === 'output' ? event.data : ''));
    expect(output.join('')).toBe('ls abc\r\na \rb\r\n');
  });

  it('leaves of progress what it ends with', () => {
    const cast = castOf('#7 1.2 (Reading ... \r(Reading ... 50%\r(Read.)\r\r\n#7 DONE\r\n');
    expect(isPlain(cast)).toBe(false);
    expect(isPlain(tidyCast(cast))).toBe(true);
    expect(tidied('#7 1.2 ab\rxy\r\r\n')).toBe('xy 1.2 ab\n');
  });
});
