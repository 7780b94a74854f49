import type { CastResult } from './cast.ts';
import { asObject, failure, quoted, readJson } from './problem.ts';

interface Header {
  readonly version: 2 | 3;
  readonly columns: number;
  readonly rows: number;
  readonly title: string | undefined;
  readonly recordedAt: number | undefined;
}

/** Larger screens are a damaged file rather than a terminal, and would cost memory for each row. */
export const largestScreen = 500;

/** Reads the first line of a cast. Versions 2 and 3 say the same with other names (docs.asciinema.org/manual/asciicast). */
export function parseHeader(text: string): CastResult<Header> {
  const header = asObject(readJson(text));
  if (header === undefined) {
    return failure(1, 'The header is not a JSON object, so this is no asciicast file.');
  }
  const { version } = header;
  if (version === 1) {
    return failure(
      1,
      'This is asciicast version 1; only 2 and 3 are replayed.',
      'Convert it with "asciinema convert".',
    );
  }
  if (version !== 2 && version !== 3) {
    return failure(1, `The header has version ${quoted(version)}; only 2 and 3 are replayed.`);
  }
  const term = version === 3 ? asObject(header.term) : undefined;
  const columns = version === 3 ? term?.cols : header.width;
  const rows = version === 3 ? term?.rows : header.height;
  if (!isScreenSize(columns) || !isScreenSize(rows)) {
    const fields = version === 3 ? '"term": {"cols", "rows"}' : '"width" and "height"';
    return failure(1, `The header needs ${fields} as whole numbers from 1 to ${largestScreen}.`);
  }
  const { title, timestamp } = header;
  return {
    ok: true,
    value: {
      version,
      columns,
      rows,
      title: typeof title === 'string' ? title : undefined,
      recordedAt: typeof timestamp === 'number' && Number.isFinite(timestamp) ? timestamp : undefined,
    },
  };
}

export function isScreenSize(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= largestScreen;
}
