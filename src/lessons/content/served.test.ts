import { expect, test } from 'vitest';
import { cacheControl, contentType, headerPolicy, metaPolicy, securityHeaders } from './served.ts';

/** What the editor, the terminal and the highlighted code were tried under; whoever loosens it has to do it here too. */
const tried =
  "default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
  "worker-src 'self'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; " +
  "require-trusted-types-for 'script'";

test('the policy is the one that was tried; framing is refused where a browser listens to it', () => {
  expect(metaPolicy).toBe(tried);
  expect(headerPolicy).toBe(`${tried}; frame-ancestors 'none'`);
});

test('headers stand in every web server as they are: one line, no quotation marks, no variables', () => {
  expect(Object.values(securityHeaders).filter((value) => !/^[^"$\\\n{}`]+$/.test(value))).toEqual([]);
  expect(securityHeaders).toMatchObject({
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  });
  // Pages copy to the clipboard.
  expect(securityHeaders['Permissions-Policy']).not.toContain('clipboard');
});

test.each([
  ['assets/a.Bc12.js', 'public, max-age=31536000, immutable'],
  ['index.html', 'no-cache'],
  ['lessons/assets/index.html', 'no-cache'],
  ['assets.html', 'no-cache'],
])('%s: %s', (path, value) => {
  expect(cacheControl(path)).toBe(value);
});

test.each([
  ['lessons/a/recordings/starter.cast', 'application/x-asciicast; charset=utf-8'],
  ['belay.mjs', 'text/javascript; charset=utf-8'],
  ['a.b/c', undefined],
  ['a.constructor', undefined],
  ['LICENSE', undefined],
])('%s is %s', (path, type) => {
  expect(contentType(path)).toBe(type);
});
