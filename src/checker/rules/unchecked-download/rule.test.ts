import { describe, expect, test } from 'vitest';
import { findingsOf, linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'unchecked-download';
const get = (name: string): string => `wget -qO- https://example.org/${name}.tar.gz | tar -xz`;
const severities = (text: string): string[] => findingsOf(id, text).map(({ severity }) => severity);

describe(id, () => {
  test('is one finding for a file, which names the other lines', () => {
    const text = `FROM alpine:3.24 AS a\nRUN ${get('a')}\nRUN ${get('b')} && \\\n  ${get('c')}\nFROM alpine:3.24\nCOPY --from=a /a /a\nADD --chmod=755 https://example.org/d /d\n`;
    const [first, ...more] = findingsOf(id, text);
    expect(more).toEqual([]);
    expect(first?.message.endsWith(' Lines 3, 4 and 7 need a check too.')).toBe(true);
    expect(first?.related).toHaveLength(6);
  });

  test.each([
    ['a version with a default', 'ARG V=1.2\nRUN wget -qO- https://example.org/a-$V.tar.gz | tar -xz', 'warning'],
    ['a version of the image', 'ENV V=1.2\nRUN wget -qO- https://example.org/a-$V.tar.gz | tar -xz', 'warning'],
    ['only the platform', 'ARG TARGETARCH\nRUN wget -qO- https://example.org/$TARGETARCH.tar.gz | tar -xz', 'warning'],
    ['a version that is found out', 'RUN V=$(cat /v) && wget -qO- https://example.org/$V.tar.gz | tar -xz', 'warning'],
    ['a version without a default', 'ARG V\nRUN wget -qO- https://example.org/a-${V}.tar.gz | tar -xz', 'info'],
    ['an empty default', 'ARG V=\nRUN wget -qO- "https://example.org/a-$V.tar.gz" | tar -xz', 'info'],
    ['one by ENV', 'ARG V\nENV W=v$V\nRUN wget -qO- https://example.org/a-$W.tar.gz | tar -xz', 'info'],
  ])('where the address has %s it is of weight', (_, lines, severity) => {
    expect(severities(onAlpine(lines))).toEqual([severity]);
  });

  test.each([
    'RUN wget -O t https://example.org/t && mv t /usr/bin/t && chmod +x /usr/bin/t',
    'RUN wget -O t https://example.org/t && mv t /usr/bin && chmod 755 /usr/bin/t',
    'RUN wget https://example.org/t\nRUN mv t /usr/bin/ && chmod a+x /usr/bin/t',
  ])('follows a file to its new name: %s', (lines) => {
    expect(linesOf(id, onAlpine(lines))).toEqual([2]);
  });

  test.each([
    'RUN wget -O t https://example.org/t && mv t /srv/t.json && chmod +x /usr/bin/t',
    'RUN wget -O t https://example.org/t && mv a /usr/bin/t && chmod +x /usr/bin/t',
    'RUN wget -O t https://example.org/t && mv t a /usr/bin && chmod +x /usr/bin/u',
  ])('does not take another for it: %s', (lines) => {
    expect(linesOf(id, onAlpine(lines))).toEqual([]);
  });

  test.each([
    ['https://example.org/tool/releases/latest/download/tool', true],
    ['https://example.org/team/tool/HEAD/install', true],
    ['https://example.org/team/tool/master.tar.gz', true],
    ['https://example.org/tool/releases/download/v1.2/tool', false],
    ['https://main.example.org/tool-latest', true],
    ['https://main.example.org/tool-1.2', false],
  ])('says that %s moves: %s', (url, moves) => {
    for (const lines of [`RUN wget -O /t ${url} && chmod +x /t`, `ADD --chmod=755 ${url} /t`])
      expect(findingsOf(id, onAlpine(lines)).map(({ message }) => message.includes('Name a release'))).toEqual([moves]);
  });

  test.each([
    ['http://nexus/repository/raw/tool', []],
    ['http://nexus:8081/tool', []],
    ['https://10.1.2.3/tool', []],
    ['https://files.example.internal/tool', []],
    ['https://nexus.example.org/tool', [2]],
    ['https://$HOST/tool', [2]],
    ['https://internal.example.org/tool', [2]],
  ])('%s', (url, lines) => {
    expect(linesOf(id, onAlpine(`RUN wget -O /t ${url} && chmod +x /t`))).toEqual(lines);
    if (!url.includes('$')) expect(linesOf(id, onAlpine(`ADD --chmod=755 ${url} /t`))).toEqual(lines);
  });
});
