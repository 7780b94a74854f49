import type { Cast, CastEvent, CastResult } from './cast.ts';
import { isScreenSize, parseHeader } from './header.ts';
import { inWords, limits } from './limits.ts';
import { failure, quoted, readJson } from './problem.ts';

/**
 * Reads an asciicast file of version 2 or 3. Events of kinds that no version names are skipped, as the format asks;
 * anything else that is not as the format says gives a problem with its line. Never throws.
 */
export function parseCast(text: string): CastResult<Cast> {
  if (text.length > limits.text) {
    return failure(undefined, `The recording is longer than ${inWords(limits.text)} characters.`);
  }
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const header = parseHeader(lines[0] ?? '');
  if (!header.ok) return header;

  const events: CastEvent[] = [];
  let clock = 0;
  let exitCode: number | undefined;
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    if (index === 0 || line === '' || (header.value.version === 3 && line.startsWith('#'))) continue;
    const event = readJson(line);
    if (event === undefined) {
      const cut = index === lines.length - 1;
      return failure(index + 1, cut ? 'The file ends in the middle of an event.' : 'This is not valid JSON.');
    }
    if (!isEvent(event)) return failure(index + 1, 'An event must be [seconds, "kind", "data"].');
    const [seconds, kind, data] = event;
    const time = header.value.version === 3 ? clock + seconds : seconds;
    if (!(seconds >= 0 && time <= limits.duration))
      return failure(index + 1, `${seconds} is no time in seconds from 0 to ${limits.duration}.`);
    if (time < clock) return failure(index + 1, `Time ${time} comes after ${clock}: events must be in order.`);
    clock = time;
    if (kind === 'o') events.push({ kind: 'output', time, data });
    else if (kind === 'm') events.push({ kind: 'marker', time, label: data });
    else if (kind === 'r') {
      const size = parseSize(data);
      if (size === undefined) return failure(index + 1, `${quoted(data)} is no terminal size such as "100x30".`);
      events.push({ kind: 'resize', time, ...size });
    } else if (kind === 'x') {
      exitCode = parseExitCode(data);
      if (exitCode === undefined) return failure(index + 1, `${quoted(data)} is no exit code.`);
    }
  }
  return { ok: true, value: { ...header.value, events, duration: clock, exitCode } };
}

function isEvent(value: unknown): value is [number, string, string] {
  return (
    Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'string' && typeof value[2] === 'string'
  );
}

function parseSize(data: string): { columns: number; rows: number } | undefined {
  const match = /^(\d{1,4})x(\d{1,4})$/.exec(data);
  const columns = Number(match?.[1]);
  const rows = Number(match?.[2]);
  return isScreenSize(columns) && isScreenSize(rows) ? { columns, rows } : undefined;
}

function parseExitCode(data: string): number | undefined {
  return /^\d{1,3}$/.test(data) ? Number(data) : undefined;
}
