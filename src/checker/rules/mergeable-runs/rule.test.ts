import { describe, expect, test } from 'vitest';
import { fixedBy, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'mergeable-runs';
const add = 'RUN apk add --no-cache';

describe(id, () => {
  test.each([
    ['one line', [`${add} git`, `${add} jq`], [`${add} git jq`]],
    ['what is there already', [`${add} git jq`, `${add} git "jq" tini`], [`${add} git jq tini`]],
    [
      'one a line',
      [`${add} \\`, '    git \\', '    tini', `${add} jq`],
      [`${add} \\`, '    git \\', '    tini \\', '    jq'],
    ],
    ['one name on its line', [`${add} \\`, '  tini', `${add} git jq`], [`${add} \\`, '  tini \\', '  git \\', '  jq']],
    [
      'the layout of the second',
      [`${add} git`, `${add} \\`, '    tini \\', '    jq'],
      [`${add} git \\`, '    tini \\', '    jq'],
    ],
    ['sorted', [`${add} bash git tini`, `${add} jq curl`], [`${add} bash curl git jq tini`]],
    [
      'sorted, one a line',
      [`${add} \\`, '      bash \\', '      git \\', '      tini', `${add} jq zip`],
      [`${add} \\`, '      bash \\', '      git \\', '      jq \\', '      tini \\', '      zip'],
    ],
    ['not sorted', [`${add} git bash tini`, `${add} jq curl`], [`${add} git bash tini jq curl`]],
    [
      'a list that would become too long',
      [
        `${add} bash ca-certificates coreutils curl`,
        `${add} bind-tools docker-cli findutils gettext git gnupg iproute2 jq`,
      ],
      [
        `${add} bash \\`,
        '    bind-tools \\',
        '    ca-certificates \\',
        '    coreutils \\',
        '    curl \\',
        '    docker-cli \\',
        '    findutils \\',
        '    gettext \\',
        '    git \\',
        '    gnupg \\',
        '    iproute2 \\',
        '    jq',
      ],
    ],
    [
      'blank lines',
      [`${add} git`, '', `${add} jq`, `${add} tini`, '', 'CMD ["jq"]'],
      [`${add} git jq tini`, '', 'CMD ["jq"]'],
    ],
    [
      'blank lines between all',
      [`${add} git`, '', `${add} jq`, '', `${add} tini`, '', 'CMD ["jq"]'],
      [`${add} git jq tini`, '', 'CMD ["jq"]'],
    ],
  ])('keeps %s', (_, before, after) => {
    expect(fixedBy(id, onAlpine(...before))).toBe(onAlpine(...after));
    const windows = onAlpine(...before).replaceAll('\n', '\r\n');
    expect(fixedBy(id, windows)).toBe(onAlpine(...after).replaceAll('\n', '\r\n'));
  });
});
