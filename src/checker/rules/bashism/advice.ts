const SYNTAX = 'BusyBox ash stops at it with a syntax error.';
const NOT_FOUND = 'BusyBox ash takes it for a command and says "not found".';

/**
 * What to write, and what ash does; `NAME` is what was found. Everything here was run in Alpine 3.19.4 (BusyBox 1.36.1) and
 * with BusyBox 1.37.0 on 2026-11-21, with the same outcome.
 */
export const ADVICE = {
  append: ['Write `A=${A}x` for `A+=x`', NOT_FOUND],
  array: ['Use separate variables, or a `for` loop over words, in place of an array', SYNTAX],
  arithmetic: [
    'Write `[ $((…)) -ne 0 ]`, or `: $((…))` for its effect',
    'for BusyBox ash `((…))` is a subshell in a subshell, which runs what is inside as a command.',
  ],
  brace: [
    'Write each word out',
    'BusyBox ash does not expand braces, so the command gets one word with the braces in it.',
  ],
  cFor: ['Use a `while` loop with a counter', SYNTAX],
  command: ['Leave out `NAME`, which only bash has', NOT_FOUND],
  conditional: [
    'Write the condition with `[ … ]` or `case`',
    'in BusyBox `[[` is another name of `test`, and `test` does not understand this part.',
  ],
  expansion: [
    'Use `tr`, `printenv` or `eval` in place of `NAME`',
    'BusyBox ash stops at this expansion with "bad substitution".',
  ],
  extglob: ['Use `case` or `find` in place of `NAME`', SYNTAX],
  fileRead: ['Write `$(cat file)`', 'in BusyBox ash `$(<file)` gives an empty text, without an error.'],
  hereString: ['Pipe the text in with `printf`, or use a heredoc', SYNTAX],
  option: ['Leave out `NAME`', 'BusyBox ash does not know this option of bash.'],
  pipeBoth: ['Write `2>&1 |` for `|&`', SYNTAX],
  redirectBoth: ['Write `>>file 2>&1` for `&>>file`', SYNTAX],
  replaceAnchored: [
    'Use `${name#pattern}` or `sed` in place of `NAME`',
    'in BusyBox ash it changes nothing, without an error.',
  ],
  unquoted: [
    'Write `"NAME"` in quotes',
    'in BusyBox `[[` is another name of `test`, and without them `-n` of an empty value is true.',
  ],
  variable: [
    'Set `NAME` yourself, from `id` or `uname` for example',
    'only bash sets it, and in BusyBox ash it is empty.',
  ],
} as const;
