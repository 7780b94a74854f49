import { describe, expect, test } from 'vitest';
import { parseDockerfile } from './parse-dockerfile.ts';
import { fixed, problemsOf } from '../test-support.ts';

describe('what BuildKit refuses', () => {
  test.each([
    ['RUNN a', 'unknown-instruction: RUNN'],
    ['  curl', 'unknown-instruction: curl'],
    ['\\\n', 'unknown-instruction: '],
    ['COPY a', 'missing-argument: COPY'],
    ['COPY', 'missing-argument: COPY'],
    ['COPY ["a"]', 'missing-argument: COPY'],
    ['ADD', 'missing-argument: ADD'],
    ['ARG', 'missing-argument: ARG'],
    ['ENV', 'missing-argument: ENV'],
    ['ENV A', 'missing-argument: A'],
    ['LABEL', 'missing-argument: LABEL'],
    ['EXPOSE', 'missing-argument: EXPOSE'],
    ['USER', 'missing-argument: USER'],
    ['WORKDIR', 'missing-argument: WORKDIR'],
    ['VOLUME', 'missing-argument: VOLUME'],
    ['VOLUME []', 'missing-argument: VOLUME'],
    ['STOPSIGNAL', 'missing-argument: STOPSIGNAL'],
    ['ONBUILD', 'missing-argument: ONBUILD'],
    ['MAINTAINER', 'missing-argument: MAINTAINER'],
    ['HEALTHCHECK', 'missing-argument: HEALTHCHECK'],
    ['HEALTHCHECK CMD', 'missing-argument: HEALTHCHECK'],
    ['HEALTHCHECK CMD []', 'missing-argument: HEALTHCHECK'],
    ['SHELL', 'missing-argument: SHELL'],
    ['SHELL []', 'missing-argument: SHELL'],
    ['RUN', 'missing-argument: RUN'],
    ['FROM', 'missing-argument: FROM'],
    ['FROM a as', 'missing-argument: as'],
    ['FROM a b', 'bad-argument: b'],
    ['FROM a AS b c', 'bad-argument: c'],
    ['FROM a AS 1b', 'bad-name: 1b'],
    ['FROM a AS b/c', 'bad-name: b/c'],
    ['FROM a AS $B', 'bad-name: $B'],
    ['ENV =a', 'bad-name: '],
    ['ARG =a', 'bad-name: '],
    ['ENV A=b c', 'bad-argument: c'],
    ['ENV A="b', 'bad-argument: "b'],
    ['ENV A=${b', 'bad-argument: ${b'],
    ['ENV A=${b^^}', 'bad-argument: ${b^^}'],
    ['ENV A=${b:0:1}', 'bad-argument: ${b:0:1}'],
    ['WORKDIR ${}', 'bad-argument: ${}'],
    ['COPY /a <<EOF\nEOF', 'bad-argument: <<EOF'],
    ['COPY << EOF /a\nEOF', 'bad-argument: << EOF'],
    ['VOLUME [""]', 'bad-argument: ""'],
    ['HEALTHCHECK curl a', 'bad-argument: curl'],
    ['HEALTHCHECK NONE a', 'bad-argument: a'],
    ['HEALTHCHECK --interval=5 CMD a', 'bad-argument: 5'],
    ['HEALTHCHECK --interval=1us CMD a', 'bad-argument: 1us'],
    ['HEALTHCHECK --timeout=-1s CMD a', 'bad-argument: -1s'],
    ['HEALTHCHECK --retries=x CMD a', 'bad-argument: x'],
    ['ONBUILD FROM a', 'bad-argument: FROM'],
    ['ONBUILD MAINTAINER a', 'bad-argument: MAINTAINER'],
    ['ONBUILD ONBUILD RUN a', 'nested-onbuild: ONBUILD'],
    ['RUN --mont=type=cache a', 'unknown-flag: --mont=type=cache'],
    ['RUN --user=a b', 'unknown-flag: --user=a'],
    ['CMD --a b', 'unknown-flag: --a'],
    ['MAINTAINER --boo a', 'unknown-flag: --boo'],
    ['COPY --toString a b', 'unknown-flag: --toString'],
    ['COPY --from=a --from=b c d', 'duplicate-flag: --from=b'],
    ['COPY --from a b', 'bad-argument: --from'],
    ['COPY --link=maybe a b', 'bad-argument: maybe'],
    ['COPY --link= a b', 'bad-argument: '],
    ['RUN --network=bridge a', 'bad-argument: bridge'],
    ['SHELL bash -c', 'json-form: bash -c'],
    ['SHELL "bash" -c', 'json-form: "bash" -c'],
    ['CMD ["a", 1]', 'json-form: ["a", 1]'],
    ['CMD ["a", ["b"]]', 'json-form: ["a", ["b"]]'],
    ['RUN <<EOF\na', 'heredoc-not-closed: <<EOF'],
  ])('%s', (text, expected) => {
    expect(problemsOf(text)).toEqual([expected]);
  });
});

describe('what BuildKit takes, but nobody means', () => {
  test.each([
    ["CMD [ 'a', 'b' ]", "json-form: [ 'a', 'b' ]"],
    ['CMD ["a", "b",]', 'json-form: ["a", "b",]'],
    ['CMD ["a" "b"]', 'json-form: ["a" "b"]'],
    ['CMD ["a", "b"', 'json-form: ["a", "b"'],
    ['CMD ["a", "b]', 'json-form: ["a", "b]'],
    ['CMD [nginx, -g]', 'json-form: [nginx, -g]'],
    ['CMD [nginx]', 'json-form: [nginx]'],
    ['CMD [“a”]', 'json-form: [“a”]'],
    ['ENTRYPOINT ["C:\\a"]', 'json-form: ["C:\\a"]'],
    ["HEALTHCHECK CMD ['a']", "json-form: ['a']"],
    ['RUN ["a"] && b', 'json-form: ["a"] && b'],
    ['RUN a \\\n\n  b', 'empty-continuation: '],
    ['RUN a \\\n \t\n\n  b', 'empty-continuation:  \t\n'],
    ['EXPOSE 80 # web', 'bad-argument: # web'],
    ['WORKDIR /a # b', 'bad-argument: # b'],
    ['ARG A=1 # b', 'comment-behind: # b'],
  ])('%s', (text, expected) => {
    expect(problemsOf(text)).toEqual([expected]);
  });
});

describe('what is right', () => {
  test.each([
    'RUN [ -f /a ] && b',
    'RUN [ "$a" = b ]',
    'RUN [ "$a" = "b" ] || exit 1',
    'RUN [ -n "$a" -a -z "$b" ]',
    'RUN [[ $a == b ]]',
    'COPY [a-z]* /b/',
    'CMD []',
    'ENTRYPOINT []',
    'ENTRYPOINT [""]',
    'FROM a AS B.c-d_1',
    'FROM a as b',
    'RUN a # b',
    'CMD a # b',
    'ENV A b # c',
    'ENV A=b\\ #c',
    'LABEL a="# b"',
    'WORKDIR /a#b',
    'COPY --exclude=a --exclude=b c d',
    'RUN --mount=type=cache,target=/a --mount=type=bind,target=/b c',
    'HEALTHCHECK --interval=1m30s --timeout=0 --retries=0 CMD a',
    'HEALTHCHECK --interval= CMD a',
    'HEALTHCHECK none',
    'ARG A B=c',
    'ARG --a b',
    'MAINTAINER O\'Neil "',
    'ONBUILD RUN a',
    'COPY --link=TRUE a b',
    'ENV A=${B:-c} D=${E#f} G=${H%%/*} I=${J/k/l} K=$1$?',
    'ENV A=\'b "c\' D="e \'f"',
  ])('%s', (text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  test('an unquoted apostrophe in COPY is still an open quote', () => {
    expect(problemsOf("COPY it's b")).toEqual(["bad-argument: it's"]);
  });
});

describe('the file as a whole', () => {
  test.each([
    ['', ['no-instructions']],
    ['# only\n\n# comments', ['no-instructions']],
    ['RUN a\nFROM b', ['missing-from']],
    ['ARG A\nRUN a', ['missing-from']],
    ['ARG A', ['missing-from']],
    ['ARG A\nFROM b', []],
    ['FORM a\nRUN b', ['unknown-instruction', 'missing-from']],
    ['FORM a\nFROM b', ['unknown-instruction']],
  ])('%j', (text, codes) => {
    expect(parseDockerfile(text).problems.map(({ code }) => code)).toEqual(codes);
  });
});

describe('fixes', () => {
  test.each([
    ['FORM a', 'FROM a'],
    ['FROM a\nrunn b', 'FROM a\nrun b'],
    ['FROM a\nCMD [ \'b\', "c" ]', 'FROM a\nCMD ["b", "c"]'],
    ['FROM a\nCMD ["b" "c",]', 'FROM a\nCMD ["b", "c"]'],
    ['FROM a\nCMD ["C:\\a\\n"]', 'FROM a\nCMD ["C:\\\\a\\\\n"]'],
    ['FROM a\nSHELL bash -c', 'FROM a\nSHELL ["bash", "-c"]'],
    ['FROM a\nRUN b \\\n\n  c', 'FROM a\nRUN b \\\n  c'],
    ['FROM a\nRUN b \\\n\nCMD c', 'FROM a\nRUN b \n\nCMD c'],
    ['FROM a\nRUN b \\\n\n', 'FROM a\nRUN b \n\n'],
    ['FROM a\nRUN <<EOF\nb\n  EOF\nCMD c', 'FROM a\nRUN <<EOF\nb\nEOF\nCMD c'],
    ['FROM a\nRUN cat <<EOF>b\nc\nEOF\n', 'FROM a\nRUN cat <<EOF >b\nc\nEOF\n'],
    ['FROM a\nCOPY << EOF /b\nEOF', 'FROM a\nCOPY <<EOF /b\nEOF'],
    ['FROM a\nCOPY --form=b c d', 'FROM a\nCOPY --from=b c d'],
    ['FROM a\nHEALTHCHECK --timeout=5 CMD b', 'FROM a\nHEALTHCHECK --timeout=5s CMD b'],
    ['FROM a\nHEALTHCHECK curl b', 'FROM a\nHEALTHCHECK CMD curl b'],
    ['FROM a AS Build/1', 'FROM a AS build-1'],
    ['FROM a # b', '# b\nFROM a'],
    ['FROM a\n  EXPOSE 80  # web', 'FROM a\n  # web\nEXPOSE 80'],
    ['# syntax=a\n# syntax=b\nFROM c', '# syntax=a\nFROM c'],
  ])('%j', (text, expected) => {
    expect(fixed(text)).toBe(expected);
    expect(parseDockerfile(expected).problems).toEqual([]);
  });
});

test('a line of 64 KiB', () => {
  expect(problemsOf(`RUN a${'b'.repeat(70_000)}`)).toEqual(['line-too-long: R']);
});

test('messages are sentences without filler words', () => {
  const texts = ['RUNN a', 'FROM a b', "CMD ['a']", 'COPY a', 'RUN <<E', 'ENV A="', 'RUN --x a', 'HEALTHCHECK x', ''];
  for (const { message } of texts.flatMap((text) => parseDockerfile(text).problems)) {
    expect(message).toMatch(/^[A-Z].*[.`]$/s);
    expect(message).not.toMatch(/\b(just|simply|obviously)\b/i);
  }
});
