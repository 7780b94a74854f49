import { describe, expect, it } from 'vitest';
import { reviewMarkdown } from './review.ts';
import type { FindingView } from './view.ts';

const text = 'FROM alpine:3.24\nRUN apk add git \\\n    jq\nCMD ["git"]\n';
const start = text.indexOf('apk');

const finding: FindingView = {
  key: 'rule:apk-no-cache',
  level: 'essential',
  state: 'unmet',
  open: true,
  label: 'Keep the index out of the layer',
  why: '',
  message: 'Give `apk add` the option `--no-cache`.',
  rule: 'apk-no-cache',
  place: { range: { start, end: text.indexOf('jq') + 2 }, label: 'Lines 2–3' },
  fix: {
    kind: 'safe',
    title: 'Add --no-cache',
    edits: [{ range: { start: start + 7, end: start + 7 }, text: ' --no-cache' }],
  },
};

describe('reviewMarkdown', () => {
  it('says what, where and why, with the lines before and after and the rule', () => {
    expect(reviewMarkdown(finding, text, 'https://example.org/rules/apk-no-cache/')).toBe(
      [
        '**Keep the index out of the layer** (lines 2–3)',
        'Give `apk add` the option `--no-cache`.',
        '```dockerfile\nRUN apk add git \\\n    jq\n```',
        'Add --no-cache:',
        '```dockerfile\nRUN apk add --no-cache git \\\n    jq\n```',
        'Rule: [apk-no-cache](https://example.org/rules/apk-no-cache/)\n',
      ].join('\n\n'),
    );
  });

  it('does without a place, a fix and a rule', () => {
    const bare = { ...finding, place: undefined, fix: undefined, rule: undefined };
    expect(reviewMarkdown(bare, text, undefined)).toBe(
      '**Keep the index out of the layer**\n\nGive `apk add` the option `--no-cache`.\n',
    );
  });

  it('fences code that has fences in it', () => {
    const odd = '# ```` not the end\nFROM a\n';
    const place = { range: { start: 0, end: 3 }, label: 'Line 1' };
    expect(reviewMarkdown({ ...finding, place, fix: undefined }, odd, undefined)).toContain(
      '`````dockerfile\n# ```` not the end\n`````',
    );
  });

  it('takes a last line without an end', () => {
    const place = { range: { start: 0, end: 11 }, label: 'Line 1' };
    expect(reviewMarkdown({ ...finding, place, fix: undefined }, 'FROM alpine', undefined)).toContain(
      '```dockerfile\nFROM alpine\n```',
    );
  });
});
