import { readFileSync } from 'node:fs';
import { parsePackageSpec } from '../../../src/checker/apk/package-spec.ts';
import type { IndexPackage, PackageIndex, Resolve } from '../../../src/checker/forecast/apk/package-index.ts';

/** A part of the signed index of Alpine 3.19 (main and community, x86_64): the packages of the lessons. For tests. */
const packages = new Map<string, IndexPackage>();
for (const line of readFileSync(new URL('index-3.19.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')) {
  const [
    name = '',
    version = '',
    size,
    installed,
    depends = '',
    provides = '',
    installIf = '',
    priority,
    repository = '',
  ] = line.split('|');
  const list = (text: string): string[] => (text === '' ? [] : text.split(' '));
  packages.set(name, {
    name,
    version,
    size: Number(size),
    installedSize: Number(installed),
    depends: list(depends),
    provides: list(provides),
    installIf: list(installIf),
    providerPriority: priority === '' ? undefined : Number(priority),
    repository,
  });
}

function bare(constraint: string): string {
  return parsePackageSpec({ value: constraint, raw: constraint, range: { start: 0, end: 0 } }).name ?? constraint;
}

const providers = new Map<string, IndexPackage[]>();
for (const one of packages.values()) {
  for (const each of one.provides) {
    const name = bare(each);
    providers.set(name, [...(providers.get(name) ?? []), one]);
  }
}

/** `complete` is a lie that the tests tell: what is not in it counts as not existing. */
export const smallIndex: PackageIndex = {
  branch: '3.19',
  architecture: 'x86_64',
  date: '2024-09-06',
  complete: true,
  get: (name) => {
    const one = packages.get(name);
    return one === undefined ? [] : [one];
  },
  providers: (name) => providers.get(name) ?? [],
};

/** The closure of a world, without versions and conflicts: enough for the lessons, no resolver. */
export const smallResolve: Resolve = (index, world, _installed, { groups }) => {
  const chosen = new Map<string, IndexPackage>();
  const errors: string[] = [];
  const add = (constraint: string, by: string): void => {
    if (constraint.startsWith('!')) return;
    const name = bare(constraint);
    const found =
      index.get(name)[0] ?? index.providers(name).find((each) => chosen.has(each.name)) ?? index.providers(name)[0];
    if (found === undefined) {
      errors.push(`  ${name} (no such package):`, `    required by: ${by}`);
      return;
    }
    const wanted = /=([^=~<>]+)$/.exec(constraint)?.[1];
    if (
      by.startsWith('world') &&
      wanted !== undefined &&
      found.name === name &&
      /[^~]=/.test(constraint) &&
      wanted !== found.version
    ) {
      errors.push(`  ${name}-${found.version}:`, `    breaks: world[${constraint}]`);
      return;
    }
    if (chosen.has(found.name)) return;
    chosen.set(found.name, found);
    for (const dependency of found.depends) add(dependency, found.name);
  };
  for (const constraint of world) {
    const group = groups.get(constraint);
    if (group === undefined) add(constraint, `world[${constraint}]`);
    else {
      const before = errors.length;
      for (const each of group.depends) add(each, constraint);
      // The group itself is an error of its own then (seen).
      if (errors.length > before)
        errors.splice(before, 0, `  ${constraint}:`, '    masked in: cache', `    satisfies: world[${constraint}]`);
    }
  }
  if (errors.length > 0)
    return {
      ok: false,
      errors: ['ERROR: unable to select packages:', ...errors],
      exit: errors.filter((line) => /^ {2}\S/.test(line)).length,
    };
  return { ok: true, packages: chosen };
};
