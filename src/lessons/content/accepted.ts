import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';

const ending = '.Dockerfile';

/**
 * The other right answers of a lesson: `accepted/<name>.Dockerfile`, their texts by name without the ending, sorted.
 * @param folder of the lesson, relative to the root.
 */
export function acceptedAnswers(root: string, folder: string): Map<string, string> {
  const path = resolve(root, folder, 'accepted');
  if (!existsSync(path)) return new Map();
  const names = readdirSync(path).filter((name) => name.endsWith(ending));
  return new Map(names.sort().map((name) => [name.slice(0, -ending.length), readFileSync(resolve(path, name), 'utf8')]));
}
