import { describe, expect, test } from 'vitest';
import { type OptionSpec, readArgs } from './args.ts';

const specs: readonly OptionSpec[] = [
  { name: 'format', short: 'f', value: 'FORMAT', choices: ['text', 'json'], help: '' },
  { name: 'url', value: 'BASE', help: '' },
  { name: 'help', short: 'h', help: '' },
];

describe('readArgs', () => {
  test.each([
    [['--format', 'json', 'a']],
    [['--format=json', 'a']],
    [['-f', 'json', 'a']],
    [['a', '-fjson']],
    [['--format', 'text', 'a', '--format', 'json']],
  ])('reads %j', (words) => {
    const args = readArgs(words, specs);
    expect(args.value('format')).toBe('json');
    expect(args.positionals).toEqual(['a']);
  });

  test('takes a dash alone, and everything behind "--", as words', () => {
    expect(readArgs(['-', '--', '--format'], specs).positionals).toEqual(['-', '--format']);
  });

  test('knows whether a switch is there', () => {
    expect(readArgs(['-h'], specs).has('help')).toBe(true);
    expect(readArgs([], specs).has('help')).toBe(false);
  });

  test.each([
    [['--formt', 'json'], 'Unknown option "--formt". Did you mean "--format"?'],
    [['--format', 'jsn'], 'Unknown value of --format "jsn". Did you mean "json"?'],
    [['--format', 'sarif'], 'Unknown value of --format "sarif". There are: text, json.'],
    [['--format'], 'The option --format needs a value: --format FORMAT. One of: text, json.'],
    [['--url='], 'The option --url needs a value: --url BASE.'],
    [['--help=yes'], 'The option --help takes no value.'],
    [['-x'], 'Unknown option "-x".'],
  ])('refuses %j', (words, message) => {
    expect(() => readArgs(words, specs)).toThrow(expect.objectContaining({ name: 'UsageError' }));
    expect(() => readArgs(words, specs)).toThrow(message);
  });
});
