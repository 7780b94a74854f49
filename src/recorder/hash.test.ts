import { describe, expect, it } from 'vitest';
import { hashContext, hashSession, hashText } from './hash.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('hashContext', () => {
  it('does not depend on order', () => {
    const a = new Map([
      ['a', bytes('1')],
      ['b', bytes('2')],
    ]);
    const b = new Map([
      ['b', bytes('2')],
      ['a', bytes('1')],
    ]);
    expect(hashContext(a)).toBe(hashContext(b));
  });

  it('tells names, contents and borders apart', () => {
    const contexts = [
      new Map([['a', bytes('1')]]),
      new Map([['b', bytes('1')]]),
      new Map([['a', bytes('2')]]),
      new Map([
        ['a', bytes('')],
        ['b', bytes('1')],
      ]),
      new Map([
        ['a', bytes('1')],
        ['b', bytes('')],
      ]),
      new Map<string, Uint8Array>(),
    ];
    expect(new Set(contexts.map(hashContext)).size).toBe(contexts.length);
  });
});

it('hashes text as UTF-8, the same as its bytes', () => {
  expect(hashText('größe')).toBe(hashText(bytes('größe')));
  expect(hashText('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});

it('hashes what a session types and expects', () => {
  const session = { image: 'a', commands: [{ run: 'b', exits: [0] }], note: 'c' };
  expect(hashSession({ ...session, note: undefined })).toBe(hashSession(session));
  expect(hashSession({ ...session, commands: [{ run: 'b', exits: [1] }] })).not.toBe(hashSession(session));
});
