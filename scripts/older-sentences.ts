import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

/**
 * `node scripts/older-sentences.ts FILE…`: writes digests of all sentences of older texts, which the course follows in its topics
 * and takes no sentence from. The texts are not part of the repository; `tests/unit/own-sentences.test.ts` holds the lessons to it.
 */

/** A shorter one may stand anywhere. */
const LEAST_WORDS = 7;

export const digestsFile = 'tests/unit/older-sentences.json';

/** Sentences of a text as digests: words alone count, in small letters. */
export function sentenceDigests(text: string): ReadonlyMap<string, string> {
  const prose = text.replace(/^```[^]*?^```$/gm, '').replace(/<[^>\n]*>|\]\([^)\n]*\)/g, ' ');
  const found = new Map<string, string>();
  for (const sentence of prose.split(/(?<=[.!?:;])\s+|\n\s*(?:[-*#>|]|\d+\.|\n)/)) {
    const words = sentence.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    if (words.length < LEAST_WORDS) continue;
    found.set(createHash('sha256').update(words.join(' ')).digest('hex').slice(0, 16), sentence.trim());
  }
  return found;
}

if (import.meta.main) {
  const digests = process.argv.slice(2).flatMap((file) => [...sentenceDigests(readFileSync(file, 'utf8')).keys()]);
  const lines = [...new Set(digests)].sort().map((digest) => ` "${digest}"`);
  writeFileSync(join(root, digestsFile), `[\n${lines.join(',\n')}\n]\n`);
}
