import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/root.ts';
import { siteAddresses } from '../../scripts/site-addresses.ts';

/**
 * Ids and slugs are addresses: they stand in reviews, configurations and ignore comments, and never go away.
 * `released-urls.json` lists them, sorted. To add what is new: `npx vitest run tests/unit/released-urls.test.ts -u`,
 * which takes nothing out.
 */
const file = join(root, 'tests/unit/released-urls.json');
const released = JSON.parse(readFileSync(file, 'utf8')) as readonly string[];
const present = siteAddresses(root);

describe('released addresses', () => {
  test('are all there still', () => {
    expect(released.filter((url) => !present.includes(url))).toEqual([]);
  });

  test('are listed, new ones too', async () => {
    const all = [...new Set([...released, ...present])].sort();
    await expect(`${JSON.stringify(all, null, 2)}\n`).toMatchFileSnapshot(file);
  });
});
