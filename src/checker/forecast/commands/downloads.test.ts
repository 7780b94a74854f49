import { describe, expect, test } from 'vitest';
import { forecast } from '../forecast.ts';
import { shippedIndex } from '../shipped.ts';

const data = { index: shippedIndex(), judgedOn: '3.19' };

/** What the last command says and ends with; `open` where the download decides. */
function run(command: string): string | undefined {
  const { steps } = forecast(`FROM alpine:3.19\nRUN apk add --no-cache curl\nRUN ${command}\n`, { data });
  const step = steps.at(-1);
  return step?.outcome === 'fails' ? `${step.because?.prints ?? ''} (${step.exit ?? ''})` : 'open';
}

const CANNOT_WRITE = 'curl: (23) Failure writing output to destination (23)';
const URL = 'https://example.org/a.tgz';

/** Seen with curl 7.88.1. */
describe('curl', () => {
  test.each([
    [`curl -o /nowhere/a ${URL}`, CANNOT_WRITE],
    [`curl -o /tmp ${URL}`, CANNOT_WRITE],
    [`curl -O --output-dir /nowhere ${URL}`, CANNOT_WRITE],
    [`curl -sS -L -O --output-dir /tmp/ --create-dirs "${URL}"`, 'open'],
    [`curl -O --output-dir /new/folder --create-dirs ${URL} && cat /new/folder/a.tgz`, 'open'],
    [`curl -o b/c --output-dir /new --create-dirs ${URL} && cat /new/b/c`, 'open'],
    [`curl -o /b --output-dir=/tmp ${URL} && cat /tmp/b`, 'open'],
    [`curl -fsSLO --retry 3 --connect-timeout 5 ${URL} && cat a.tgz`, 'open'],
    [`curl --retry 3 -O ${URL} && test ! -e 3`, 'open'],
    [`curl -o a ${URL} -o b ${URL} && cat a b`, 'open'],
  ])('%s', (command, says) => {
    expect(run(command)).toBe(says);
  });
});
