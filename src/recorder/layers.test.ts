import { describe, expect, it } from 'vitest';
import { layersOf, parseHistory } from './layers.ts';
import { outline, targetInstructions } from './outline.ts';

const dockerfile =
  'FROM alpine:3.24\n\nARG V=1\nRUN apk add \\\n  tzdata\nENV TZ=Europe/Zurich\nCOPY app /app\nCMD ["date"]\n';
const history = parseHistory(
  [
    ['CMD ["date"]', '0'],
    ['COPY app /app # buildkit', '12'],
    ['ENV TZ=Europe/Zurich', '0'],
    ['RUN |1 V=1 /bin/sh -c apk add   tzdata # buildkit', '3149824'],
    ['ARG V=1', '0'],
    ['COPY repositories /etc/apk/repositories # buildkit', '71'],
    ['', '7398400'],
  ]
    .map(([CreatedBy, Size]) => JSON.stringify({ CreatedBy, Size, ID: '<missing>' }))
    .join('\n'),
);

describe('layersOf', () => {
  const layers = layersOf(history, targetInstructions(outline(dockerfile)));

  it('lists oldest first, with what belongs to the base', () => {
    expect(layers.map(({ bytes, fromBase }) => [bytes, fromBase])).toEqual([
      [7398400, true],
      [71, true],
      [0, false],
      [3149824, false],
      [0, false],
      [12, false],
      [0, false],
    ]);
  });

  it('names the instruction and its line', () => {
    expect(layers[3]).toMatchObject({ instruction: 'RUN apk add \\\n  tzdata', line: 4 });
    expect(layers[6]).toMatchObject({ instruction: 'CMD ["date"]', line: 8 });
    expect(layers[0]?.line).toBeUndefined();
  });

  it('gives no line when the words do not fit', () => {
    const shifted = layersOf(history.slice(1), targetInstructions(outline(dockerfile)));
    expect(shifted.every(({ line }) => line === undefined)).toBe(true);
  });
});
