import { describe, expect, test } from 'vitest';
import { fixedBy, linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'apk-unquoted-constraint';

describe(id, () => {
  test.each([
    ['two packages', onAlpine('RUN apk add git>2 jq<2'), [2, 2]],
    ['a virtual group', onAlpine('RUN apk add -t .deps \\', '  python3>=3.11 && true'), [3]],
    ['a quoted name', onAlpine(`RUN apk add 'git'>=2.40`), [2]],
    ['a heredoc', onAlpine('RUN <<EOF', 'apk add git>2', 'EOF'), [3]],
    ['a string', onAlpine(`RUN sh -c "apk add git>2"`), [2]],
    ['a string with quotes in it', onAlpine(`RUN sh -c "apk add \\"jq\\" git>2"`), [2]],
    ['exec form with quotes in it', onAlpine(`RUN ["sh", "-c", "apk add \\"jq\\" git>=2"]`), [2]],
    ['a string in a string', onAlpine(`RUN sh -c "sh -c 'apk add jq git<2'"`), [2]],
    ['a pipe', onAlpine('RUN apk add git>2 | cat'), [2]],
  ])('rejects %s', (_, text, lines) => {
    expect(linesOf(id, text)).toEqual(lines);
  });

  test.each([
    ['a file', onAlpine('RUN apk add git>log.txt')],
    ['append', onAlpine('RUN apk add git>>2')],
    ['a descriptor', onAlpine('RUN apk add git 2>1')],
    ['another command', onAlpine('RUN echo git>2 && apk info git>2')],
    ['a file, in a string with quotes', onAlpine(`RUN sh -c "apk add \\"jq\\" git >2"`)],
    ['quotes in a string', onAlpine(`RUN sh -c "apk add \\"git>2\\""`)],
    ['escaped', onAlpine('RUN apk add git\\>2')],
    ['another distribution', 'FROM debian:13\nRUN apt-get install git>2\n'],
  ])('accepts %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([]);
  });

  test.each([
    ['fixes inside a heredoc', ['RUN <<EOF', 'apk add git>2', 'EOF'], ['RUN <<EOF', 'apk add "git>2"', 'EOF']],
    ['leaves a tag', ['RUN apk add git@own>=2.4'], ['RUN apk add "git@own>=2.4"']],
  ])('%s', (_, before, after) => {
    expect(fixedBy(id, onAlpine(...before))).toBe(onAlpine(...after));
  });

  test('offers no fix for a name that is quoted in part', () => {
    expect(fixedBy(id, onAlpine(`RUN apk add 'git'>2`))).toBeUndefined();
  });
});
