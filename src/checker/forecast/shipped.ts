import { decodeTable, type PackageIndex } from '../apk/resolver/index.ts';
import { shippedPackages } from '../data/packages/v3.19-x86_64.shipped.ts';

let index: PackageIndex | undefined;

/** The package table that ships: a part of one branch, so that a name which it lacks is unknown. Decoded once. */
export function shippedIndex(): PackageIndex {
  return (index ??= decodeTable(shippedPackages));
}
