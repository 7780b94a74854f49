import type { CastProblem } from './cast.ts';

const again = 'Record it again with "npm run record".';

/** A failed result. `advice` defaults to recording again, which mends whatever happened to the file. */
export function failure(
  line: number | undefined,
  what: string,
  advice = again,
): { readonly ok: false; readonly problem: CastProblem } {
  return { ok: false, problem: { line, what, advice } };
}

/** The value as an object with unknown fields; undefined for arrays and everything else. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

/** JSON.parse without the throw; undefined when the text is no JSON (JSON itself has no undefined). */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A value of the file in a message: its beginning will do. */
export function quoted(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
