import { describe, expect, test } from 'vitest';
import { checker } from '../../checker.ts';
import { fixedBy, linesOf, onAlpine, TODAY } from '../../testing/rule-helpers.ts';

const id = 'download-no-fail';

describe(id, () => {
  test.each([
    'curl -o /a https://x.org/a',
    'curl -O https://x.org/a',
    'curl -LsSo /usr/local/bin/a https://x.org/a && chmod +x /usr/local/bin/a',
    'curl --fail-early -o /a https://x.org/a',
    'curl -H foo -o /a https://x.org/a',
    'curl -sSL "https://x.org/$VERSION/a" -o /a',
    'curl -Lo /a "$URL"',
    'curl -L https://x.org/a > /a',
    'curl -o /a https://x.org/a && apk del curl',
    'curl -o /a -F file=@f https://x.org/a',
  ])('rejects %s', (command) => {
    expect(linesOf(id, onAlpine(`RUN ${command}`))).toEqual([2]);
  });

  test.each([
    'curl -f -o /a https://x.org/a',
    'curl -fsSLo /a https://x.org/a',
    'curl --fail-with-body -o /a https://x.org/a',
    'curl -sSLfO https://x.org/a',
    'curl https://x.org/a',
    'curl -L https://x.org/a | sh',
    'curl -o /dev/null https://x.org/a',
    'curl -o /a file:///b',
    'curl -o /a http://localhost:80/a',
    'curl $OPTIONS -o /a https://x.org/a',
    'curl -K /options -o /a https://x.org/a',
    "curl -sw '%{http_code}' -o /a https://x.org/a",
    'curl -o /a https://x.org/a || true',
    'curl -o /a.tgz https://x.org/a.tgz && tar xzf /a.tgz',
    'curl -O https://x.org/a-$V.zip && unzip a-*.zip',
    'curl -o /a https://x.org/a && echo "abc  /a" | sha256sum -c',
    'curl -o /a.sh https://x.org/a.sh && sh /a.sh',
    'curl -o /usr/local/bin/a https://x.org/a && chmod +x /usr/local/bin/a && a --version',
    'curl -o /a.sh https://x.org/a.sh\nRUN chmod +x /a.sh\nRUN /a.sh',
    'curl -o /a.tgz https://x.org/a.tgz\nRUN tar xzf /a.tgz',
    'wget -O /a https://x.org/a',
    'echo fail > /root/.curlrc && curl -o /a https://x.org/a',
    'curl -I -o /a https://x.org/a',
  ])('accepts %s', (command) => {
    expect(linesOf(id, onAlpine(`RUN ${command}`))).toEqual([]);
  });

  test.each([
    ['curl -o /a https://x.org/a', 'curl -fo /a https://x.org/a'],
    ['curl --silent -o /a https://x.org/a', 'curl -f --silent -o /a https://x.org/a'],
    ['curl https://x.org/a >/a', 'curl -f https://x.org/a >/a'],
    ['["curl", "-o", "/a", "https://x.org/a"]', '["curl", "-f", "-o", "/a", "https://x.org/a"]'],
  ])('fixes %s', (before, after) => {
    expect(fixedBy(id, onAlpine(`RUN ${before}`))).toBe(onAlpine(`RUN ${after}`));
  });

  test('one finding, and one fix, for all of a stage', () => {
    const text = onAlpine(
      'RUN curl -o /a https://x.org/a',
      'RUN curl -Lo /b https://x.org/b && curl -fo /c https://x.org/c',
    );
    expect(linesOf(id, text)).toEqual([2]);
    expect(fixedBy(id, text)).toBe(text.replace('-o /a', '-fo /a').replace('-Lo', '-fLo'));
  });

  describe('what is said of a download that nobody checks', () => {
    const found = (text: string): string[] =>
      checker
        .check(text, { today: TODAY, only: [id, 'unchecked-download'] })
        .diagnostics.map(({ rule, message }) => (message.includes('`curl -f`') ? `${rule} and -f` : rule));
    const get = 'RUN curl -Lo /usr/bin/a https://x.org/a && chmod +x /usr/bin/a';
    test.each([
      [onAlpine(get), ['unchecked-download and -f']],
      [onAlpine(get.replace('-Lo', '-fLo')), ['unchecked-download']],
      [onAlpine(get, 'RUN curl -o /data https://x.org/data'), ['unchecked-download and -f', id]],
      [onAlpine('RUN curl -o /data https://x.org/data'), [id]],
      [onAlpine('# belay ignore=unchecked-download it has none', get), [id]],
      [onAlpine('RUN curl -L https://x.org/a | sh'), ['unchecked-download']],
    ])('%s', (text, rules) => expect(found(text)).toEqual(rules));
  });
});
