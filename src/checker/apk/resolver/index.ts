/** The resolver: what apk would install, and what it says where it cannot. Pure: text and tables in, plain data out. */
export { baseState } from './base-state.ts';
export { createPackageIndex, providedName } from './create-index.ts';
export { compareNames } from './name-order.ts';
export { decodeCommands, decodeNames, decodeTable, readHead } from './table.ts';
export { BLOCK, ENDING, FIRST_DIGIT, GOING_ON, stemOf, TABLE_HEAD } from './table.ts';
export { resolve } from './resolve.ts';
export { type ApkRequest, type ApkState, runApk } from './world.ts';
export type { IndexPackage, PackageIndex, Resolution, VirtualGroup } from './types.ts';
