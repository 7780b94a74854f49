import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { recordingSchema } from './recording.ts';

const recordings = readdirSync('content/lessons', { recursive: true, encoding: 'utf8' }).filter((path) =>
  /recordings\/[^/]+\.json$/.test(path),
);

it.each(recordings)('%s is as the schema says', (path) => {
  const result = recordingSchema.safeParse(JSON.parse(readFileSync(`content/lessons/${path}`, 'utf8')));
  expect(result.error?.issues ?? []).toEqual([]);
});

it('refuses unknown fields and half a recording', () => {
  expect(recordingSchema.safeParse({ version: 1 }).success).toBe(false);
  expect(recordingSchema.safeParse({ version: 2 }).error?.issues[0]?.path).toEqual(['version']);
});
