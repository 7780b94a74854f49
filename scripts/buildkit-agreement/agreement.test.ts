import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../root.ts';
import { type BuildKitCase, casesOf } from './cases.ts';
import { compareCase } from './compare.ts';
import { NOT_COMPARED } from './differences.ts';

const IGNORE = 'docs\n';

/** By check: a Dockerfile with one warning and its line, and the same without. */
const PAIRS: Readonly<Record<string, readonly [wrong: string, line: number, right: string]>> = {
  ConsistentInstructionCasing: ['FROM scratch\ncopy a /\nUSER 1\n', 2, 'FROM scratch\nCOPY a /\nUSER 1\n'],
  CopyIgnoredFile: ['FROM scratch\nCOPY docs /\n', 2, 'FROM scratch\nCOPY src /\n'],
  DuplicateStageName: ['FROM scratch AS a\nFROM scratch AS a\n', 2, 'FROM scratch AS a\nFROM scratch AS b\n'],
  ExposeInvalidFormat: ['FROM scratch\nEXPOSE 1:2\n', 2, 'FROM scratch\nEXPOSE 2\n'],
  ExposeProtoCasing: ['FROM scratch\nEXPOSE 1/UDP\n', 2, 'FROM scratch\nEXPOSE 1/udp\n'],
  FromAsCasing: ['from scratch AS a\n', 1, 'from scratch as a\n'],
  FromPlatformFlagConstDisallowed: ['FROM --platform=linux/s390x scratch\n', 1, 'FROM scratch\n'],
  InvalidDefaultArgInFrom: ['ARG V\nFROM alpine:$V\n', 2, 'ARG V=3.24\nFROM alpine:$V\n'],
  InvalidDefinitionDescription: [
    '# check=experimental=InvalidDefinitionDescription\n\n# Builds it.\nFROM scratch AS a\n',
    4,
    '# check=experimental=InvalidDefinitionDescription\n\n# a builds it.\nFROM scratch AS a\n',
  ],
  JSONArgsRecommended: ['FROM scratch\nCMD serve\n', 2, 'FROM scratch\nCMD ["serve"]\n'],
  LegacyKeyValueFormat: ['FROM scratch\nENV a b\n', 2, 'FROM scratch\nENV a=b\n'],
  MaintainerDeprecated: ['FROM scratch\nMAINTAINER a\n', 2, 'FROM scratch\nLABEL a=b\n'],
  MultipleInstructionsDisallowed: ['FROM scratch\nCMD ["a"]\nCMD ["b"]\n', 2, 'FROM scratch\nCMD ["b"]\n'],
  NoEmptyContinuation: ['FROM scratch\nCOPY a \\\n\n/b\n', 4, 'FROM scratch\nCOPY a \\\n/b\n'],
  RedundantTargetPlatform: ['FROM --platform=$TARGETPLATFORM scratch\n', 1, 'FROM scratch\n'],
  ReservedStageName: ['FROM scratch AS context\n', 1, 'FROM scratch AS contents\n'],
  SecretsUsedInArgOrEnv: ['FROM scratch\nENV PASSWORD=hunter2\n', 2, 'FROM scratch\nENV PASSWORD_FILE=/a\n'],
  StageNameCasing: ['FROM scratch AS A\n', 1, 'FROM scratch AS a\n'],
  UndefinedArgInFrom: ['FROM alpine:3.24$V\n', 1, 'ARG V=-x\nFROM alpine:3.24$V\n'],
  UndefinedVar: ['FROM scratch\nCOPY $a /\n', 2, 'FROM scratch\nARG a\nCOPY $a /\n'],
  WorkdirRelativePath: ['FROM scratch\nWORKDIR a\n', 2, 'FROM scratch\nWORKDIR /a\n'],
};

function caseOf(dockerfile: string, warnings: BuildKitCase['warnings'] = []): BuildKitCase {
  return { name: 'a case', dockerfile, dockerignore: IGNORE, warnings, hasLines: true, options: undefined };
}

describe.each(Object.entries(PAIRS))('%s', (check, [wrong, line, right]) => {
  test('warns where BuildKit does', () => {
    expect(compareCase(caseOf(wrong, [{ check, line }]))).toMatchObject({ missing: [], extra: [] });
  });

  test('is silent where BuildKit is', () => {
    expect(compareCase(caseOf(right))).toMatchObject({ missing: [], extra: [] });
  });
});

describe('a comparison', () => {
  test('names a warning that we do not have, and a finding that BuildKit does not', () => {
    const { missing, extra } = compareCase(caseOf('FROM scratch AS A\n', [{ check: 'UndefinedVar', line: 1 }]));
    expect({ missing, extra }).toEqual({
      missing: [{ check: 'UndefinedVar', line: 1 }],
      extra: [{ check: 'stage-name-case', line: 1 }],
    });
  });

  test('counts a warning once', () => {
    const warning = { check: 'StageNameCasing', line: 1 };
    expect(compareCase(caseOf('FROM scratch AS A\n', [warning, warning])).missing).toEqual([warning]);
  });

  test('tells another line of the same instruction from another instruction', () => {
    const text = 'FROM scratch\nWORKDIR \\\n  a\n';
    const at = (line: number) => compareCase(caseOf(text, [{ check: 'WorkdirRelativePath', line }]));
    expect(at(2)).toMatchObject({ missing: [], elsewhere: [] });
    expect(at(3)).toMatchObject({ missing: [], elsewhere: [{ line: 3 }] });
    expect(at(1)).toMatchObject({ missing: [{ line: 1 }], extra: [{ line: 2 }] });
  });
});

test('reads the forms in which the tests are written', () => {
  const go = `
// checkLinterWarnings is not called here.
func testOne(t *testing.T, sb integration.Sandbox) {
	image := integration.UnixOrWindows("scratch", "windows")
	warning := func(name string, line int) expectedLintWarning {
		return expectedLintWarning{
			RuleName: "MultipleInstructionsDisallowed",
			Detail:   fmt.Sprintf("Multiple %s", name),
			Line:     line,
		}
	}
	dockerfile := fmt.Appendf(nil, \`
FROM %s
CMD ["a"]
CMD ["b"]
\`, image)
	checkLinterWarnings(t, sb, &lintTestParams{
		Dockerfile:           dockerfile,
		StreamBuildErrRegexp: regexp.MustCompile(\`a, b) }\`),
		Warnings:             []expectedLintWarning{warning("CMD", 3)},
	})
	dockerfile = []byte(integration.UnixOrWindows(\`FROM scratch\`, \`FROM windows\`))
	t.Run("named", func(t *testing.T) {
		checkLinterWarnings(t, sb, &lintTestParams{
			Dockerfile: dockerfile, DockerIgnore: []byte("a\\n"),
			UnmarshalWarnings: []expectedLintWarning{{RuleName: "StageNameCasing", Line: 1}},
			FrontendAttrs: map[string]string{"build-arg:BUILDKIT_DOCKERFILE_CHECK": "skip=all"},
		})
	})
}
func testTwo(t *testing.T, sb integration.Sandbox) {
	checkLinterWarnings(t, sb, &lintTestParams{Dockerfile: []byte("FROM a")})
}
func checkLinterWarnings(t *testing.T, sb integration.Sandbox, lintTest *lintTestParams) {}
`;
  const none = { dockerignore: undefined, options: undefined, hasLines: true };
  expect(casesOf(go)).toEqual([
    {
      ...none,
      name: 'testOne 1',
      dockerfile: '\nFROM scratch\nCMD ["a"]\nCMD ["b"]\n',
      warnings: [{ check: 'MultipleInstructionsDisallowed', line: 3 }],
    },
    {
      name: 'testOne 2',
      dockerfile: 'FROM scratch',
      dockerignore: 'a\n',
      warnings: [{ check: 'StageNameCasing', line: 1 }],
      hasLines: false,
      options: 'skip=all',
    },
    { ...none, name: 'testTwo 1', dockerfile: 'FROM a', warnings: [] },
  ]);
});

test('says so when it cannot read a Dockerfile', () => {
  const go = 'func testOne() {\n checkLinterWarnings(t, sb, &lintTestParams{Dockerfile: made()})\n}';
  expect(() => casesOf(go)).toThrow('Read testOne 1 by eye');
});

test('the record has a row for each check', () => {
  const record = readFileSync(join(root, 'docs/proof/buildkit-agreement.md'), 'utf8');
  const rows = [...record.matchAll(/^\| (\w+) +\| [a-z-]+ +\| +\d+ \|/gm)].map(([, check]) => check);
  expect(rows.sort()).toEqual([...Object.keys(PAIRS), ...Object.keys(NOT_COMPARED)].sort());
});

test('counts the other places that a finding names, once each', () => {
  const secrets = 'FROM scratch\nENV A_PASSWORD=hunter21\nENV B_PASSWORD=hunter22\n';
  const at = (...lines: readonly number[]) =>
    caseOf(
      secrets,
      lines.map((line) => ({ check: 'SecretsUsedInArgOrEnv', line })),
    );
  expect(compareCase(at(2, 3))).toMatchObject({ missing: [], extra: [] });
  expect(compareCase(at(2, 3, 3)).missing).toHaveLength(1);
  expect(compareCase(at()).extra).toHaveLength(1);
});

test('a stage that has the system in its name is meant for it', () => {
  expect(compareCase(caseOf('FROM --platform=linux/amd64 scratch AS linux\n')).extra).toEqual([]);
  expect(compareCase(caseOf('FROM --platform=linux/amd64 scratch AS lin\n')).extra).toHaveLength(1);
});
