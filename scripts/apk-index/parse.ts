import type { IndexPackage } from '../../src/checker/index.ts';

/**
 * The packages of an `APKINDEX` (or of `/lib/apk/db/installed`, which has the same fields) in its order. Fields:
 * https://wiki.alpinelinux.org/wiki/Apk_spec#APKINDEX_Format, and `k` for the priority among providers.
 */
export function parseIndex(text: string, repository: string): IndexPackage[] {
  const packages: IndexPackage[] = [];
  for (const block of text.split('\n\n')) {
    const fields = new Map<string, string>();
    for (const line of block.split('\n')) {
      // The installed database repeats single letters for files; the fields of a package come first.
      if (line[1] === ':' && !fields.has(line.charAt(0))) fields.set(line.charAt(0), line.slice(2));
    }
    const name = fields.get('P');
    const version = fields.get('V');
    if (name === undefined || version === undefined) continue;
    const priority = fields.get('k');
    packages.push({
      name,
      version,
      size: Number(fields.get('S') ?? 0),
      installedSize: Number(fields.get('I') ?? 0),
      depends: words(fields.get('D')),
      provides: words(fields.get('p')),
      installIf: words(fields.get('i')),
      providerPriority: priority === undefined ? undefined : Number(priority),
      repository,
    });
  }
  return packages;
}

function words(text: string | undefined): string[] {
  return text?.split(' ').filter(Boolean) ?? [];
}
