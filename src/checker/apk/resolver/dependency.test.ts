import { describe, expect, it } from 'vitest';
import { accepts, parseDependency } from './dependency.ts';

/** Whether the text is fulfilled by a version; undefined stands for a name that is provided without one. */
function fulfilled(text: string, version: string | undefined): boolean {
  const dependency = parseDependency(text);
  if (dependency === undefined) throw new Error(`${text} is no dependency`);
  return accepts(dependency, version);
}

describe('dependencies as apk reads them', () => {
  it.each([
    ['jq', '1.7.1-r0', true],
    ['jq=1.7.1-r0', '1.7.1-r0', true],
    ['jq=1.7', '1.7.1-r0', false],
    ['jq~1.7', '1.7.1-r0', true],
    ['jq~=1.7', '1.7.1-r0', true],
    ['jq=~1.7', '1.7.1-r0', true],
    ['jq~1.6', '1.7.1-r0', false],
    ['jq>1.7', '1.7.1-r0', true],
    ['jq>1.7.1-r0', '1.7.1-r0', false],
    ['jq>=1.7.1-r0', '1.7.1-r0', true],
    ['jq<1.8', '1.7.1-r0', true],
    ['jq<=1.7', '1.7.1-r0', false],
    ['jq>~1.6', '1.7.1-r0', true],
    ['!jq', '1.7.1-r0', false],
    ['!jq<1.7', '1.7.1-r0', true],
    ['!jq<1.8', '1.7.1-r0', false],
    ['editor', undefined, true],
    ['editor=1', undefined, false],
    ['!editor=1', undefined, true],
  ])('%s over %s: %s', (text, version, expected) => {
    expect(fulfilled(text, version)).toBe(expected);
  });

  it.each([
    ['so:libz.so.1', { name: 'so:libz.so.1', tag: undefined, text: 'so:libz.so.1' }],
    ['jq@edge~=1.7', { name: 'jq', tag: 'edge', text: 'jq~1.7' }],
    ['!pipewire', { name: 'pipewire', conflict: true, text: '!pipewire' }],
    ['gtk+3.0>=3', { name: 'gtk+3.0', text: 'gtk+3.0>=3' }],
    ['jq=~1', { text: 'jq~1' }],
  ])('reads %s', (text, expected) => {
    expect(parseDependency(text)).toMatchObject(expected);
  });

  it.each(['jq=foo', 'jq>=1a.1', 'git=2.43.4-r0-x', 'jq=1.7@edge', 'a b'])('refuses %s', (text) => {
    expect(parseDependency(text)).toBeUndefined();
  });
});
