import { describe, expect, test } from 'vitest';
import { camelCase, outdatedFiles, rulesModule } from './generate.ts';

describe('generated files', () => {
  test('are up to date (npm run generate)', async () => {
    expect(await outdatedFiles()).toEqual([]);
  });

  test('name a rule after its folder', () => {
    expect(camelCase('apk-no-cache')).toBe('apkNoCache');
    expect(rulesModule(['tz-unknown'])).toContain("import { rule as tzUnknown } from './tz-unknown/rule.ts';");
  });
});
