import { expect, test } from 'vitest';
import { describeCases, type Cases } from '../testing/cases.ts';
import { findingsOf } from '../testing/rule-helpers.ts';

/** What some hundred further repositories showed, each with its neighbours. */

const ALPINE = 'FROM alpine:3.24\n';

const CASES: Cases = {
  syntax: {
    reported: [
      `FROM acme/tool\nRUN & make\n`,
      `${ALPINE}RUN & C:/install.ps1\n`,
      `${ALPINE}VOLUME ['/data', '/logs']\n`,
    ],
    silent: [
      'FROM acme/jenkins\n# hadolint shell=powershell\nRUN & cmd\n',
      'FROM acme/jenkins\nRUN & C:/ProgramData/install.ps1 --yes\n',
      'FROM acme/jenkins\nRUN & $env:HOME/install.ps1\n',
    ],
  },
};

describeCases(CASES);

test('a shell of Windows is one that the name of the file tells', () => {
  const text = 'FROM acme/jenkins\nRUN & tool\n';
  expect(findingsOf('syntax', text, { path: 'tests/Dockerfile-windows' })).toEqual([]);
  expect(findingsOf('syntax', text, { path: 'tests/Dockerfile' })).toHaveLength(1);
});

test('what is no JSON are paths to VOLUME, as docker inspect shows', () => {
  const [finding] = findingsOf('syntax', `${ALPINE}VOLUME ['/data', '/logs']\n`);
  expect(finding?.message).toContain('takes it as paths, brackets and commas included');
});
