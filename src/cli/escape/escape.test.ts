import { describe, expect, test } from 'vitest';
import { fileUri } from './file-uri.ts';
import { Fields, Items, jsonOutput } from './json.ts';
import { codeBlock, codeSpan, markdownLink, markdownText } from './markdown.ts';
import { lines } from './output.ts';
import { visible, visibleLines } from './shown.ts';
import { workflowCommand } from './workflow-command.ts';
import { xml } from './xml.ts';

describe('visible', () => {
  test('shows control characters as symbols, so that a file cannot command the terminal', () => {
    expect(visible('a\x1b[2J\x07\x7f\x9b\n')).toBe('a␛[2J␇␡\ufffd␊');
  });
  test('keeps tabs, and line breaks where they are wanted', () => {
    expect(visible('a\tb')).toBe('a\tb');
    expect(visibleLines('a\tb\nc\r')).toBe('a\tb\nc␍');
  });
  test('shows marks that turn the writing direction, separators of lines and halves of characters', () => {
    expect(visible('a\u202eb\u2066c\u2028d\u200fe\ud800f😀')).toBe('a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf😀');
  });
});

test.each([
  ['::error::x', '∷error::x'],
  ['  \t::error::x', '  \t∷error::x'],
  ['\u00a0\u3000::error::x', '\u00a0\u3000∷error::x'],
  ['\x1b[1m ::error::x', '\x1b[1m ∷error::x'],
  [':::error::x', '∷:error::x'],
  ['a\n::error::x', 'a\n∷error::x'],
  ['std::string', 'std::string'],
  ['a ##[group]x ###[x] ##vso[a] ##teamcity[b]', 'a #♯[group]x ##♯[x] #♯vso[a] #♯teamcity[b]'],
  ['## heading [x]', '## heading [x]'],
])('lines(%j) is nothing that a CI system obeys', (text, expected) => {
  expect(lines(text as ReturnType<typeof visible>)).toBe(`${expected}\n`);
});

describe('jsonOutput', () => {
  const write = (value: unknown): string => [...jsonOutput(value)].join('');

  test('has the layout of JSON.stringify', () => {
    const items = [{ a: [1, { b: 'x' }], c: null, d: {} }, 'y', []];
    const value = { version: 1, empty: [], files: items, none: {} };
    const streamed = new Fields({ version: 1, empty: new Items([]), files: new Items(items), none: new Fields({}) });
    expect(write(streamed)).toBe(`${JSON.stringify(value, null, 2)}\n`);
  });

  test('has it too where an array is long, which is written in pieces', () => {
    const value = { a: Array.from({ length: 2_000 }, (_, each) => ({ each, none: undefined })), b: undefined, c: [[]] };
    expect(write([value])).toBe(`${JSON.stringify([value], null, 2)}\n`);
    expect([...jsonOutput([value])].length).toBeGreaterThan(2_000);
  });

  test('keeps values and writes what others would obey with \\u', () => {
    const text = '##[a] ##vso[b] \\##[ \x1b\x7f\x85\u2028\u202e\u2066 😀';
    const json = write({ [text]: text });
    expect(JSON.parse(json)).toEqual({ [text]: text });
    expect(json).not.toMatch(/##(vso)?\[|[\x7f-\x9f\u2028\u202e\u2066\x1b]/);
  });

  test('writes half a surrogate pair as U+FFFD, and its escape in a text as it is', () => {
    expect(JSON.parse(write(['\ud800', '\\ud800']))).toEqual(['\ufffd', '\\ud800']);
  });
});

describe('markdown', () => {
  test.each([
    [
      'Give `apk add` the option `--no-cache`: without it, why?',
      'Give `apk add` the option `--no-cache`: without it, why?',
    ],
    ['Write `# escape=``: Docker', 'Write `` # escape=` ``: Docker'],
    ['see `a` @octocat #12 GH-3', 'see `a` `@octocat` `#12` `GH-3`'],
    ['a `b`@octocat', 'a `b@octocat`'],
    ['go to [x](http://e.example) now', 'go to `[x](http://e.example)` now'],
    ['an open ` tick', 'an open `` ` `` tick'],
    ['a\n# b', '`a␊#` b'],
    ['www.e.example <b> &amp; *x*', '`www.e.example` `<b>` `&amp;` `*x*`'],
    ['either / or :// here', 'either / or `://` here'],
    ["apk's index (3.24), twice", "apk's index (3.24), twice"],
  ])('%j becomes %j', (message, expected) => {
    expect(markdownText(message)).toBe(expected);
  });

  test.each([
    ['a', '`a`'],
    ['`', '`` ` ``'],
    ['a``b', '```a``b```'],
    [' a', '`  a `'],
    [' ', '` `'],
    ['a\nb', '`a␊b`'],
  ])('a code span cannot be left by %j', (text, expected) => {
    expect(codeSpan(text)).toBe(expected);
  });

  test('a block cannot be left', () => {
    expect(codeBlock('a\r\n```\n\nb\rc', 'dockerfile')).toBe('  ````dockerfile\n  a\n  ```\n\n  b␍c\n  ````');
  });

  test('a link leads to its address only', () => {
    expect(markdownLink('a-rule', 'https://e.example/a)b&c;/')).toBe('[a-rule](https://e.example/a%29b%26c%3B/)');
    expect(markdownLink('a](x)', 'https://e.example/')).toBe('[`a](x)`](https://e.example/)');
  });
});

test('xml escapes whatever becomes a value', () => {
  expect(xml`<a b="${'<"&>\n\0\ufffe\ud800\x85\u202e##[x]'}" c="${1}"/>`).toBe(
    '<a b="&lt;&quot;&amp;&gt;&#10;\ufffd\ufffd\ufffd&#133;&#8238;#&#35;[x]" c="1"/>',
  );
});

test('workflowCommand keeps every text in its own place', () => {
  expect(workflowCommand('error', { file: 'a:b,c%\n::', line: 1 }, 'x%0A\r\n::error::y \x1b ##[z]')).toBe(
    '::error file=a%3Ab%2Cc%25%0A%3A%3A,line=1::x%250A%0D%0A::error::y ␛ #♯[z]\n',
  );
});

describe('fileUri', () => {
  test.each([
    ['Dockerfile', 'Dockerfile'],
    ['a b/ü%20.Dockerfile', 'a%20b/%C3%BC%2520.Dockerfile'],
    ['javascript:alert(1)', 'javascript%3Aalert(1)'],
    ['/abs/ü?#', 'file:///abs/%C3%BC%3F%23'],
    ['//host/x', 'file:///host/x'],
    ['a\\b', 'a%5Cb'],
    ['x\ud800\n', 'x%EF%BF%BD%0A'],
    ['../😀', '../%F0%9F%98%80'],
  ])('of %j', (path, uri) => {
    expect(fileUri(path, false)).toBe(uri);
  });

  test.each([
    ['a\\b c\\Dockerfile', 'a/b%20c/Dockerfile'],
    ['C:\\w\\ü', 'file:///C:/w/%C3%BC'],
    ['c:/w/Dockerfile', 'file:///c:/w/Dockerfile'],
    ['\\\\server\\share\\x', 'file://server/share/x'],
  ])('of %j on Windows', (path, uri) => {
    expect(fileUri(path, true)).toBe(uri);
  });
});
