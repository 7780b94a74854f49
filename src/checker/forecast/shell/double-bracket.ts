import type { ShellWord } from '../../syntax/shell/types.ts';
import { test } from '../commands/test.ts';
import { fails, OK, type Status, unknown } from '../status.ts';
import { expandFields, expandPattern } from './expand.ts';
import { matches } from './glob.ts';
import type { Walker } from './shell.ts';

/**
 * `[[ … ]]` where ash and bash agree. BusyBox 1.36.1 takes it for `test` whose right side is a pattern (seen:
 * `[[ a == a* ]]` is true) and splits words, which bash does not; so a word that falls apart is not followed.
 */
export function doubleBracket(shell: Walker, words: readonly ShellWord[] | undefined): Status {
  const open = unknown('what this `[[ … ]]` gives is not followed');
  if (words === undefined) return open;
  const [left, operator, right] = words;
  const sign = operator?.raw;
  if (words.length === 3 && left && right && (sign === '=' || sign === '==' || sign === '!=')) {
    const fields = expandFields([left], shell);
    const pattern = expandPattern(right, shell);
    const text = fields.length === 1 ? fields[0]?.value : undefined;
    if (text === undefined || pattern === undefined) return open;
    return matches(pattern, text) === (sign !== '!=') ? OK : fails(1);
  }
  if (words.length > 3 || words.some(({ raw }) => /^(?:=~|-[ao])$/.test(raw))) return open;
  const fields = expandFields(words, shell);
  if (fields.length === words.length) return test(fields, shell.session.disk(shell.state.umask), shell.state.cwd);
  // Nothing is left of the only operand.
  const isEmpty = words.length === 2 && fields.length === 1;
  if (isEmpty && (fields[0]?.value === '-z' || fields[0]?.value === '-n')) return fields[0].value === '-z' ? OK : open;
  return open;
}
