import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Shipped, ShippedPackage } from '../../src/lessons/content/shipped.ts';
import { sha256 } from '../build-cli.ts';
import { root } from '../root.ts';

/**
 * The software bill of materials of what a build hands out, in CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/):
 * the packages in the scripts, style sheets and fonts of the site and in the command, and nothing that stays here. The
 * same build gives the same bill, so it has no date.
 */
export function softwareBill({ command, packages }: Shipped): object {
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as OwnPackage;
  const own = { name, version, licence: license };
  const outer = packages.filter(({ inside }) => inside === undefined);
  const content = {
    metadata: {
      lifecycles: [{ phase: 'build' }],
      component: {
        type: 'application',
        ...identity(own),
        components: [{ type: 'file', name: 'belay.mjs', hashes: [{ alg: 'SHA-256', content: command.sha256 }] }],
      },
    },
    components: outer.map((each) => component(each, packages)),
    dependencies: [
      { ref: purl(own), dependsOn: outer.map(purl) },
      ...outer.map((each) => ({ ref: purl(each), dependsOn: [] })),
    ],
  };
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify(content))}`,
    version: 1,
    ...content,
  };
}

interface OwnPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

function component(each: ShippedPackage, all: readonly ShippedPackage[]): object {
  const { name, integrity, homepage, parts, inside } = each;
  const carried = all.filter((other) => inside === undefined && other.inside === name);
  return {
    type: 'library',
    ...identity(each),
    ...(integrity !== undefined && { hashes: [hashOf(integrity)] }),
    ...(homepage !== undefined && { externalReferences: [{ type: 'website', url: homepage }] }),
    properties: parts.map((part) => ({ name: 'belay:part', value: part })),
    ...(carried.length > 0 && { components: carried.map((other) => component(other, all)) }),
  };
}

type Named = Pick<ShippedPackage, 'name' | 'version' | 'licence' | 'inside'>;

/** Name, version, licence and address. A part that another package carries is no package that npm serves here. */
function identity(each: Named): object {
  const { name, version, licence, inside } = each;
  const [, group, bare] = /^(@[^/]+)\/(.*)$/.exec(name) ?? [];
  return {
    'bom-ref': inside === undefined ? purl(each) : `${inside}/${name}`,
    ...(group !== undefined && { group }),
    name: bare ?? name,
    ...(version !== undefined && { version }),
    licenses: [/\s/.test(licence) ? { expression: licence } : { license: { id: licence } }],
    ...(version !== undefined && { purl: purl(each) }),
  };
}

/** https://github.com/package-url/purl-spec: the `@` of a scope is escaped. */
function purl({ name, version }: Named): string {
  return `pkg:npm/${name.replace(/^@/, '%40')}${version === undefined ? '' : `@${version}`}`;
}

/** @param integrity as the lock file has it: name of the algorithm and base64. */
function hashOf(integrity: string): object {
  const [, algorithm = '', base64 = ''] = /^(sha(?:256|384|512))-([A-Za-z0-9+/=]+)$/.exec(integrity) ?? [];
  if (algorithm === '')
    throw new Error(`package-lock.json has the integrity "${integrity}", which is of no known kind.`);
  const content = Buffer.from(base64, 'base64').toString('hex');
  return { alg: algorithm.toUpperCase().replace('SHA', 'SHA-'), content };
}

/** A UUID of version 8 (RFC 9562: the maker's own) from a text. */
function uuidOf(text: string): string {
  const hex = sha256(text);
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
