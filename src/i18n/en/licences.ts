/** The page "Licences". */

export const title = 'Licences';
export const description =
  'The free software and the fonts that this site and the command belay consist of, with their licences.';
export const lede =
  'What Belay hands out, and who made it. The list is taken from the bundles of this very build: scripts, style sheets and fonts of the site, and the [command](command).';
export const own = 'Code, lessons and recordings are under the MIT licence.';
export const ownLicence = 'Licence of Belay';
export const others = 'Works of others';
export const notBuilt = 'The list is made by a build, and there has been none yet: npm run build.';
export const sbom = 'For programs, [the same list as CycloneDX](sbom), with the hashes of the packages.';
export const columns = { package: 'Package', version: 'Version', licence: 'Licence', where: 'In' };
export const notStated = 'not stated';
export const inside = (other: string): string => `It comes with ${other}, which carries it inside.`;
