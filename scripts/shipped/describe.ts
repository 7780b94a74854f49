import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ShippedPackage } from '../../src/lessons/content/shipped.ts';
import { root } from '../root.ts';
import { licenceOf, noticesOf } from './notices.ts';
import { type Origin, packageJson } from './origin.ts';

type Part = ShippedPackage['parts'][number];

/**
 * Everybody's work in what we hand out, sorted by name.
 * @param origins of the modules in each part.
 * @throws Error that names the package, when one may not ship as things stand: without a licence that we know, without its text.
 */
export function describeShipped(origins: Readonly<Record<Part, readonly Origin[]>>): ShippedPackage[] {
  const parts = new Map<string, { origin: Origin; parts: Set<Part> }>();
  for (const part of ['site', 'command'] as const) {
    for (const origin of origins[part]) {
      const key = `${origin.name} ${origin.folder} ${origin.inside ?? ''}`;
      const known = parts.get(key) ?? { origin, parts: new Set() };
      known.parts.add(part);
      parts.set(key, known);
    }
  }
  const lock = readLock();
  return [...parts.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, each]) => describe(each.origin, [...each.parts], lock));
}

type Lock = Readonly<Record<string, { readonly integrity?: string }>>;

function describe({ name, folder, inside }: Origin, parts: readonly Part[], lock: Lock): ShippedPackage {
  const { version, homepage } = packageJson(folder);
  // The version beside us is that of the copy only where the package that carries it asks for exactly that one.
  const sameVersion = inside === undefined || packageJson(`node_modules/${inside}`).dependencies?.[name] === version;
  const integrity = inside === undefined ? lock[folder]?.integrity : undefined;
  return {
    name,
    ...(sameVersion && { version }),
    licence: licenceOf(name, folder),
    ...(inside !== undefined && { inside }),
    parts,
    ...(homepage !== undefined && { homepage }),
    ...(integrity !== undefined && { integrity }),
    notices: noticesOf(name, folder),
  };
}

function readLock(): Lock {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Lock };
  return packages;
}
