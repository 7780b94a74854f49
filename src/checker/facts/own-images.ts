import { once } from '../model/memo.ts';
import type { Model } from '../model/types.ts';
import type { Instruction } from '../syntax/dockerfile/types.ts';

/**
 * An image that this project makes itself, as a rule right before: its Dockerfile lies in the context, or the file says whose it is
 * in a label or in the path of a module of Go, and the image is of the same owner.
 */
export function isOfProject(model: Model, name: string): boolean {
  const [owner = '', image = ''] = ownPath(name);
  if (image === '') return false;
  const own = [`Dockerfile.${image}`, `${image}.Dockerfile`, `${image}/Dockerfile`];
  if (model.context?.paths.some((path) => own.some((each) => path === each || path.endsWith(`/${each}`))) === true)
    return true;
  return once(model, owners).has(plain(owner));
}

/** The words of a repository without its registry. */
function ownPath(name: string): readonly string[] {
  const words = name.split('/');
  return /[.:]/.test(words[0] ?? '') ? words.slice(1) : words;
}

const ADDRESS = /^(org\.opencontainers\.image\.(source|url|documentation)|org\.label-schema\.(vcs-)?url)$/;
const PERSON = /^(maintainers?|org\.opencontainers\.image\.(vendor|authors)|org\.label-schema\.vendor)$/i;
const OWNER = /\b(?:(?:github|gitlab)\.com|codeberg\.org|hub\.docker\.com\/r)\/([\w.-]{1,100})\//g;

/** Whose the project is: the owners of its addresses, and the words for who keeps it. */
function owners({ stages }: Model): ReadonlySet<string> {
  return new Set(stages.flatMap(({ steps }) => steps.flatMap(({ instruction }) => ownersIn(instruction))).map(plain));
}

function ownersIn({ keyword, pairs, body }: Instruction): readonly string[] {
  if (keyword === 'MAINTAINER') return wordsOf(body.text);
  if (keyword === 'WORKDIR' || keyword === 'ENV' || keyword === 'COPY') return addressesIn(body.text);
  if (keyword !== 'LABEL') return [];
  return pairs.flatMap(({ name, value }) => {
    if (ADDRESS.test(name)) return addressesIn(value?.raw ?? '');
    return PERSON.test(name) ? wordsOf(value?.raw ?? '') : [];
  });
}

function addressesIn(text: string): string[] {
  return [...text.matchAll(OWNER)].flatMap(([, owner]) => owner ?? []);
}

/** `"Acme Team <docker@acme.example>"`: the name of a service of many is no owner. */
function wordsOf(text: string): string[] {
  return text
    .split(/[^\w-]+/)
    .filter((word) => word.length > 2 && !/^(com|org|net|docker|team|the|gmail)$/i.test(word));
}

function plain(owner: string): string {
  return owner.toLowerCase().replace(/[-_]/g, '');
}
