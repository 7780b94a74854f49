import fc from 'fast-check';

/**
 * Texts of any code points, lone surrogates included, as `fc.string({ unit: 'binary' })` draws them; that one takes a
 * second of each process to make a table of all code points.
 */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  return fc
    .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength })
    .map((points) => String.fromCodePoint(...points));
}
