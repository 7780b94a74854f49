/**
 * The mode that chmod makes: octal, or symbolic as `u+x,g=rw`, `a+rX`, `-x`. Undefined for one that it refuses.
 * @param isDir for `X`
 */
export function changeMode(text: string, mode: number, isDir: boolean, umask = 0o022): number | undefined {
  if (/^[0-7]{1,5}$/.test(text)) return parseInt(text, 8) & 0o7777;
  for (const clause of text.split(',')) {
    const match = /^([ugoa]*)((?:[-+=][rwxXst]*|[-+=][ugo])+)$/.exec(clause);
    if (match === null) return undefined;
    const who = match[1] ?? '';
    const all = who === '' || who.includes('a');
    const mask =
      (all || who.includes('u') ? 0o4700 : 0) |
      (all || who.includes('g') ? 0o2070 : 0) |
      (all || who.includes('o') ? 0o1007 : 0);
    for (const [, operator = '', letters = ''] of (match[2] ?? '').matchAll(/([-+=])([rwxXstugo]*)/g)) {
      let bits = 0;
      if (letters.includes('r')) bits |= 0o444;
      if (letters.includes('w')) bits |= 0o222;
      if (letters.includes('x') || (letters.includes('X') && (isDir || (mode & 0o111) !== 0))) bits |= 0o111;
      if (letters.includes('s')) bits |= 0o6000;
      if (letters.includes('t')) bits |= 0o1000;
      for (const [letter, shift] of [
        ['u', 6],
        ['g', 3],
        ['o', 0],
      ] as const) {
        if (letters.includes(letter)) bits |= ((mode >> shift) & 7) * 0o111;
      }
      bits &= mask | (letters.includes('t') ? 0o1000 : 0);
      // Without `u`, `g`, `o` or `a`, what the umask takes away stays as it is.
      if (who === '') bits &= ~umask;
      if (operator === '+') mode |= bits;
      else if (operator === '-') mode &= ~bits;
      else mode = (mode & ~mask) | bits;
    }
  }
  return mode;
}
