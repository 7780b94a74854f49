import { decodeNames, type PackageIndex } from '../apk/resolver/index.ts';
import { shippedIndex } from './shipped.ts';

let index: Promise<PackageIndex> | undefined;

/**
 * The package table that ships, with all names of its branch: a name that the branch does not have is known to be
 * missing. The names are a module of their own and load only now. The promise is rejected when they do not come; the
 * next call tries again.
 */
export function fullyNamedIndex(): Promise<PackageIndex> {
  return (index ??= load().catch((cause: unknown) => {
    index = undefined;
    throw cause;
  }));
}

async function load(): Promise<PackageIndex> {
  const { branchNames } = await import('../data/packages/v3.19-x86_64.names.ts');
  return shippedIndex().withNames(decodeNames(branchNames));
}
