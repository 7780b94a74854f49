import { describe, expect, test } from 'vitest';
import { fixedBy, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'nsswitch-write';
const write = `RUN echo 'hosts: files dns' > /etc/nsswitch.conf`;

describe(id, () => {
  test.each([
    ['the comment that names it', ['# nsswitch for Go', write, 'CMD ["date"]'], ['CMD ["date"]']],
    ['all lines of it', ['# See golang/go#35305:', '# hosts before DNS', write, 'CMD ["date"]'], ['CMD ["date"]']],
    [
      'a comment that stands alone with it',
      ['WORKDIR /a', '', '# Quirk', write, '', 'CMD ["date"]'],
      ['WORKDIR /a', '', 'CMD ["date"]'],
    ],
    [
      'the comment of a COPY',
      ['# nsswitch', 'COPY nsswitch.conf /etc/nsswitch.conf', 'CMD ["date"]'],
      ['CMD ["date"]'],
    ],
  ])('takes %s away', (_, before, after) => {
    expect(fixedBy(id, onAlpine(...before))).toBe(onAlpine(...after));
  });

  test.each([
    ['a comment on what follows too', ['# Setup', write, 'CMD ["date"]'], ['# Setup', 'CMD ["date"]']],
    ['a comment further up', ['# Part one', '', write, 'CMD ["date"]'], ['# Part one', '', 'CMD ["date"]']],
    [
      'a comment on the rest of the RUN',
      ['# git', `RUN apk add --no-cache git && ${write.slice(4)}`, 'CMD ["date"]'],
      ['# git', 'RUN apk add --no-cache git', 'CMD ["date"]'],
    ],
  ])('leaves %s', (_, before, after) => {
    expect(fixedBy(id, onAlpine(...before))).toBe(onAlpine(...after));
  });
});
