import { describe, expect, test } from 'vitest';
import { checker } from './checker.ts';

const rulesOf = (text: string): string[] =>
  checker
    .check(text, { today: '2026-11-21', only: ['exec-form', 'apk-no-cache', 'secret-in-image', 'workdir-relative'] })
    .diagnostics.map(({ rule, range }) => `${rule}@${text.slice(0, range.start).split('\n').length}`)
    .sort();

const BASE = 'FROM alpine:3.24';

describe("comments of hadolint and of BuildKit's checks", () => {
  test('above an instruction they hold for that one only', () => {
    const text = `${BASE}\n# hadolint ignore=DL3019\nRUN apk add git\nRUN apk add jq\n`;
    expect(rulesOf(text)).toEqual(['apk-no-cache@4']);
    const secrets = `${BASE}\n# check=skip=SecretsUsedInArgOrEnv // a placeholder\nENV API_TOKEN=abcdef\nARG DB_PASSWORD\n`;
    expect(rulesOf(secrets)).toEqual(['secret-in-image@4']);
  });

  test('`all` of BuildKit reaches the rules that have a counterpart there', () => {
    const above = `${BASE}\nRUN apk add git\n# check=skip=all\nCMD server & wait\n`;
    expect(rulesOf(above)).toEqual(['apk-no-cache@2']);
    expect(rulesOf(`# check=skip=all\n${BASE}\nRUN apk add git\nWORKDIR app\n`)).toEqual(['apk-no-cache@3']);
  });

  test('other names and options change nothing', () => {
    expect(rulesOf(`${BASE}\n# check=skip=StageNameCasing\nCMD server & wait\n`)).toEqual(['exec-form@3']);
    expect(rulesOf(`${BASE}\n# check=error=true\nCMD server & wait\n`)).toEqual(['exec-form@3']);
    expect(rulesOf(`${BASE}\n# check=error=true;skip=JSONArgsRecommended\nCMD server & wait\n`)).toEqual([]);
    // As in BuildKit the first such comment counts.
    const two = '# check=skip=StageNameCasing\n# check=skip=JSONArgsRecommended';
    expect(rulesOf(`${BASE}\n${two}\nCMD server & wait\n`)).toEqual(['exec-form@4']);
  });

  test('for the whole file', () => {
    expect(rulesOf(`# hadolint global ignore=DL3019\n${BASE}\nRUN apk add git\n`)).toEqual([]);
    expect(rulesOf(`# check=skip=WorkdirRelativePath,JSONArgsRecommended\n${BASE}\nWORKDIR app\nCMD a & b\n`)).toEqual(
      [],
    );
  });
});
