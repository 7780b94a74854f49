import { expect, test } from 'vitest';
import { loadYaml } from './parse-yaml.ts';

const parseYaml = await loadYaml();

test('a key that is there twice is refused, also deep inside', () => {
  expect(() => parseYaml('a: 1\nb: 2\na: 3\n')).toThrow('the key `a` is there twice');
  expect(() => parseYaml('a: {b: 1, b: 2}')).toThrow('the key `b` is there twice');
  expect(parseYaml('a: {c: 1}\nb: {c: 2}\n')).toEqual({ a: { c: 1 }, b: { c: 2 } });
  expect(() => parseYaml('a: "')).toThrow('this is not YAML. Missing closing');
});

test('40,000 keys take no time to speak of', () => {
  const text = Array.from({ length: 40_000 }, (_, i) => `key${i}: off\n`).join('');
  const start = process.threadCpuUsage();
  parseYaml(text);
  // The square takes over 30 seconds.
  expect(process.threadCpuUsage(start).user / 1000).toBeLessThan(8_000);
}, 120_000);
