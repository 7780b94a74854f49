import type { Base } from '../../model/types.ts';
import { defineRule } from '../../rule.ts';
import { codeList } from '../../lists.ts';

export const rule = defineRule({
  id: 'base-not-allowed',
  title: 'Build on a base that the team allows',
  category: 'releases',
  severity: 'error',
  fix: 'none',
  hadolint: ['DL3026'],
  *check({ model, allowedBases }) {
    if (allowedBases === undefined) return;
    for (const { base } of model.stages) {
      if (base.kind !== 'image' || base.name === undefined || allowedBases.some((pattern) => matches(pattern, base)))
        continue;
      yield {
        range: base.range,
        message: `Use ${codeList(allowedBases, 'or')}: the configuration allows no other base, and this is \`${base.reference ?? base.name}\`.`,
      };
    }
  },
});

/** `alpine` allows every tag, `alpine:3.24` also `alpine:3.24.2`, `ghcr.io/acme/*` every image below it. */
function matches(pattern: string, { reference = '', tag }: Base): boolean {
  // As written: a mirror is another place than what it mirrors.
  const [whole = ''] = reference.split('@');
  const end = whole.indexOf(':', whole.lastIndexOf('/') + 1);
  const name = end < 0 ? whole : whole.slice(0, end);
  if (pattern === '*') return true;
  const colon = pattern.indexOf(':', pattern.lastIndexOf('/') + 1);
  const wantedName = fullName(colon < 0 ? pattern : pattern.slice(0, colon));
  const wantedTag = colon < 0 ? undefined : pattern.slice(colon + 1);
  const nameFits = wantedName.endsWith('*')
    ? fullName(name).startsWith(wantedName.slice(0, -1))
    : fullName(name) === wantedName;
  if (!nameFits || wantedTag === undefined) return nameFits;
  return wantedTag.endsWith('*')
    ? (tag ?? '').startsWith(wantedTag.slice(0, -1))
    : tag === wantedTag || (tag?.startsWith(`${wantedTag}.`) ?? false);
}

/** With its registry: `alpine` is `docker.io/library/alpine`. A first part with a dot or a port is a registry. */
function fullName(name: string): string {
  const [first = '', ...rest] = name.split('/');
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const path = hasRegistry ? rest.join('/') : name;
  const registry = hasRegistry ? first : 'docker.io';
  return registry === 'docker.io' && !path.includes('/') && path !== '*'
    ? `docker.io/library/${path}`
    : `${registry}/${path}`;
}
