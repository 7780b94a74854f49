/**
 * What ash does with each construct and what to write. `NAME` is what was found. Everything here was run in
 * Alpine 3.19.4 (BusyBox 1.36.1) and with BusyBox 1.37.0 on 2026-11-21, with the same outcome.
 */
export const ADVICE = {
  append: 'Write `A=${A}x` for `A+=x`: BusyBox ash takes the word for the name of a command and says "not found".',
  array:
    'Use separate variables, or a `for` loop over words: BusyBox ash has no arrays and stops at this with a syntax error.',
  arithmetic:
    'Write `[ $((…)) -ne 0 ]`, or `: $((…))` for its effect: to BusyBox ash `((…))` is a subshell in a subshell, so it runs what is inside as a command.',
  brace: 'Write the words out: BusyBox ash does not expand braces, so this is one word with the braces in it.',
  caseChange: 'Use `tr` to change case: BusyBox ash stops at `${name^^}` and `${name,,}` with "bad substitution".',
  cFor: 'Use a `while` loop with a counter: BusyBox ash stops at `for ((…))` with "bad for loop variable".',
  command: 'Do without `NAME`: it is a builtin of bash, and BusyBox ash says "not found".',
  conditional:
    'Write the condition with `[ … ]` or `case`: BusyBox has `[[` as another name of `test`, which does not understand this part.',
  devTcp: 'Use `nc`: the files below `/dev/tcp` are made by bash, and BusyBox ash finds no such file.',
  extglob:
    'Use `case` or `find`: BusyBox ash has no extended patterns and stops at the parenthesis with a syntax error.',
  fileRead: 'Write `$(cat file)`: in BusyBox ash `$(<file)` gives an empty text, without an error.',
  hereString: 'Pipe the text in with `printf`, or use a heredoc: BusyBox ash stops at `<<<` with a syntax error.',
  indirect: 'Use `printenv "$name"` or `eval`: BusyBox ash stops at `${!name}` with "bad substitution".',
  localized: 'Leave out the `$` before the quote: BusyBox ash keeps it in the text.',
  oldArithmetic: 'Write `$((…))` for `$[…]`: BusyBox ash leaves `$[…]` as it stands.',
  option: 'Leave out `NAME`: BusyBox ash refuses this option of bash.',
  pipeBoth: 'Write `2>&1 |` for `|&`: BusyBox ash stops at it with a syntax error.',
  redirectBoth: 'Write `>>file 2>&1` for `&>>file`: BusyBox ash stops at it with a syntax error.',
  replaceAnchored:
    'Use `${name#pattern}` or `sed`: in BusyBox ash `${name/#…}` and `${name/%…}` change nothing, without an error.',
  select: 'Use `read` and `case`: BusyBox ash has no `select` and stops with a syntax error.',
  transform: 'Do without `${name@…}`: BusyBox ash stops at it with "bad substitution".',
  variable: 'Set `NAME` yourself, from `id` or `uname` for example: only bash sets it, and in BusyBox ash it is empty.',
} as const;
