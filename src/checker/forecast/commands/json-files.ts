import type { Call } from '../shell/call.ts';
import { textAt } from './outcome.ts';

/** The value of a file of JSON; undefined when it is not known. */
export function readJson(call: Call, name: string): unknown {
  try {
    return JSON.parse(textAt(call, name) ?? '');
  } catch {
    return undefined;
  }
}

/** What stands in an object under names, one inside the other. */
export function within(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
        ? (inner as Readonly<Record<string, unknown>>)[name]
        : undefined,
    value,
  );
}

export const keysOf = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null ? Object.keys(value) : [];
