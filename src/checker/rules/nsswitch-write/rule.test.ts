import { describe, expect, test } from 'vitest';
import { contextOf } from '../../context-of.ts';
import { findingsOf, fixedBy, onAlpine } from '../../testing/rule-helpers.ts';

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
  ])('takes %s away', (_, before, after) => {
    expect(fixedBy(id, onAlpine(...before))).toBe(onAlpine(...after));
  });

  test.each([
    ['hosts: files dns\n', true],
    ['hosts:  files dns', true],
    ['hosts: dns files\n', false],
    ['hosts: files dns\npasswd: files\n', false],
    [undefined, false],
  ])('a copied file with %j', (content, isFixed) => {
    const text = onAlpine('# nsswitch', 'COPY nsswitch.conf /etc/nsswitch.conf', 'CMD ["date"]');
    const options = content === undefined ? {} : { context: contextOf({ 'nsswitch.conf': content }) };
    expect(findingsOf(id, text, options)).toHaveLength(1);
    expect(fixedBy(id, text, options)).toBe(isFixed ? onAlpine('CMD ["date"]') : undefined);
  });

  test.each([
    [`echo "hosts: files dns" >`, true],
    [`printf 'hosts: files dns\\n' >>`, true],
    [`echo hosts: files dns >`, true],
    [`echo 'hosts: files mdns4 dns' >>`, false],
    [`echo 'hosts: dns files' >`, false],
    [`echo "$HOSTS" >`, false],
  ])('what %s writes', (command, isFixed) => {
    const text = onAlpine(`RUN ${command} /etc/nsswitch.conf`);
    expect(findingsOf(id, text)).toHaveLength(1);
    expect(fixedBy(id, text)).toBe(isFixed ? onAlpine() : undefined);
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
