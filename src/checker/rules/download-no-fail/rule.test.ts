import { describe, expect, test } from 'vitest';
import { fixedBy, linesOf, onAlpine } from '../../testing/rule-helpers.ts';

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
});
