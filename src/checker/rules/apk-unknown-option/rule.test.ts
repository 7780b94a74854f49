import { describe, expect, test } from 'vitest';
import { fixedBy, linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'apk-unknown-option';

describe(id, () => {
  test.each([
    'apk add -y git',
    'apk -y add git',
    'apk add git --yes',
    'apk add --assume-yes git',
    'apk del -y git',
    'apk upgrade -y',
    'apk update -y',
    'apk add -r git',
    'apk add -a git',
    'apk add --no-install-recommends git',
    'apk add -qy git',
    'apk fix --yes',
    'command -v git || apk add -y git',
    'sudo apk add -y git',
    '["apk", "add", "-y", "git"]',
    `sh -c 'apk add -y git'`,
  ])('rejects %s', (command) => {
    expect(linesOf(id, onAlpine(`RUN ${command}`))).toEqual([2]);
  });

  test.each([
    'apk add -q --no-cache git',
    'apk --no-cache --update add git',
    'apk add -uUl git',
    'apk add -t.deps git',
    'apk add -Ut .deps git',
    'apk add --virtual .deps git',
    'apk add --virt .deps git',
    'apk add -X https://example.org/a -p /rootfs --initdb git',
    'apk add --cache-packages --no-check-certificate git',
    'apk del --purge -r git',
    'apk upgrade -a --prune',
    'apk cache -v clean',
    'apk info -Le git',
    'apk fetch -R -o /tmp git',
    'apk search -x git',
    'apk list -I',
    'apk add -- -y',
    'apk audit --whatever',
    'apk frobnicate -y',
    'apk add $OPTIONS git',
    'apt-get install -y git',
    'echo apk add -y git',
  ])('accepts %s', (command) => {
    expect(linesOf(id, onAlpine(`RUN ${command}`))).toEqual([]);
  });

  test.each([
    ['RUN apk add -y git', 'RUN apk add git'],
    ['RUN apk add -qyU git', 'RUN apk add -qU git'],
    ['RUN apk add git -y && true', 'RUN apk add git && true'],
    ['RUN ["apk", "add", "-y", "git"]', 'RUN ["apk", "add", "git"]'],
    ['RUN apk add --frobnicate git', undefined],
    ['ENV O=-y\nRUN apk add $O git', undefined],
  ])('fixes %s', (before, after) => {
    expect(fixedBy(id, onAlpine(before))).toBe(after && onAlpine(after));
  });
});
