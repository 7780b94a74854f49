import { describe, expect, test } from 'vitest';
import { siteLinks } from './site.ts';

describe('siteLinks', () => {
  test.each([
    ['https://a.example/belay', {}, 'https://a.example/belay/rules/x/'],
    ['https://a.example/belay/', {}, 'https://a.example/belay/rules/x/'],
    ['https://a.example', { BELAY_SITE: 'https://b.example', BELAY_BASE: '/c' }, 'https://a.example/rules/x/'],
    [undefined, { BELAY_SITE: 'https://b.example', BELAY_BASE: '/c' }, 'https://b.example/c/rules/x/'],
    [undefined, { BELAY_SITE: 'https://b.example' }, 'https://b.example/rules/x/'],
    [undefined, { BELAY_SITE: 'https://b.example', BELAY_BASE: '\\\\c\\d' }, 'https://b.example/c/d/rules/x/'],
    [
      undefined,
      { BELAY_SITE: 'https://b.example', BELAY_BASE: 'ü\n\x1b 2J' },
      'https://b.example/%C3%BC%1B%202J/rules/x/',
    ],
    [undefined, { BELAY_SITE: '' }, 'https://belay.example/rules/x/'],
  ])('--url %s, environment %j', (option, env, expected) => {
    expect(siteLinks(option, env).rule('x')).toBe(expected);
  });

  test.each(['nonsense', 'file:///etc', 'javascript:alert(1)'])('refuses %s', (option) => {
    expect(() => siteLinks(option, {})).toThrow('is not the address of a site');
  });

  test('links lessons', () => {
    expect(siteLinks('https://a.example', {}).lesson('tini')).toBe('https://a.example/lessons/tini/');
  });
});
