/** What a terminal shows in place of ASCII once a set of characters was chosen for it. */
export type Charset = ReadonlyMap<string, string>;

/**
 * Sets by the last letter of `ESC ( …`: lines and symbols of the VT100 (VT100 User Guide, table 3-9), with which older
 * programs draw frames, and British ASCII. Any other is ASCII.
 */
export const charsets: ReadonlyMap<string, Charset> = new Map([
  ['0', new Map(Array.from('◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·', (shown, at) => [String.fromCharCode(0x60 + at), shown]))],
  ['A', new Map([['#', '£']])],
]);
