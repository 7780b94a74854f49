import type { IndexPackage, PackageIndex } from './types.ts';

/**
 * What an installed package of a version that the index does not have is taken for: the index's package of that name
 * with its own version put in wherever it names it. apk itself reads the record of the installed system, which is not
 * there to be read; so whatever rests on this is marked as given.
 */
export function standIn(index: PackageIndex, name: string, version: string): IndexPackage {
  const [known] = index.get(name);
  if (known === undefined) {
    const none = { depends: [], provides: [], installIf: [], providerPriority: undefined };
    return { ...none, name, version, size: 0, installedSize: 0, repository: '' };
  }
  const own = (text: string) =>
    text.endsWith(`=${known.version}`) ? text.slice(0, -known.version.length) + version : text;
  return {
    ...known,
    version,
    depends: known.depends.map(own),
    provides: known.provides.map(own),
    installIf: known.installIf.map(own),
    repository: '',
  };
}
