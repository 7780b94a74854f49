/**
 * Image references as the distribution project defines them (distribution/reference, `reference.go`):
 * `[registry[:port]/]path[:tag][@digest]`.
 */
interface ImageReference {
  /** Registry and path; `docker.io/` and `library/` are taken off, those of mirrors too: `docker.io/library/alpine` is `alpine`. */
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/**
 * Docker Hub under another name: Amazon's and Google's public mirrors, and paths that say that they lead there
 * (`registry.example.com/dockerhub/library/node`). `library` alone is the first project of every Harbor.
 */
function onDockerHub(path: string): string {
  const parts = path.split('/');
  const place = parts.slice(0, -2);
  if (parts.at(-2) !== 'library' || !/[.:]/.test(place[0] ?? '')) return path;
  const isMirror = MIRRORS.has(place.join('/')) || (place.length > 1 && HUB.test(place.at(-1) ?? ''));
  return isMirror ? (parts.at(-1) ?? '') : path;
}

const MIRRORS = new Set(['public.ecr.aws/docker', 'mirror.gcr.io', 'registry-1.docker.io']);
const HUB = /^docker(\.io|-?hub([_-](proxy|cache))?)?$/;

/** Splits a reference. A `:` is a tag only behind the last `/`: `registry:5000/a/b:1.2@sha256:…` has tag `1.2`. */
export function parseImageReference(reference: string): ImageReference {
  const at = reference.indexOf('@');
  const digest = at < 0 ? undefined : reference.slice(at + 1) || undefined;
  const rest = at < 0 ? reference : reference.slice(0, at);
  const colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
  const tag = colon < 0 ? undefined : rest.slice(colon + 1) || undefined;
  const path = colon < 0 ? rest : rest.slice(0, colon);
  return {
    name: onDockerHub(path.replace(/^(index\.)?docker\.io\//, '').replace(/^library\//, '')),
    tag,
    digest,
  };
}

/** Whether a text is no reference of an image: a part of it is empty, or a tag begins with a sign. */
export function isNoReference(text: string): boolean {
  return /^$|^[:/@.-]|[:/@]$|:[.-]|\/\/|[:/]@/.test(text);
}
