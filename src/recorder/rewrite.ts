import { outline } from './outline.ts';

/**
 * Replaces the base images of a Dockerfile for a build without a registry. Nothing else changes, so every line
 * keeps its number.
 */

/** What stands in for an image: the reference to build from, by the image that is asked for. */
export type BaseNames = ReadonlyMap<string, string>;

/** Puts the stand-ins in place of the images in FROM, `COPY --from` and `RUN --mount=…,from=`. */
export function rewriteBases(dockerfile: string, bases: BaseNames): string {
  let text = dockerfile;
  for (const { reference, start, end } of outline(dockerfile).images.toReversed()) {
    const base = findBase(reference, bases);
    if (base !== undefined) text = text.slice(0, start) + base + text.slice(end);
  }
  return text;
}

/** The images of registries that a Dockerfile names, each once, in the order of the text. */
export function namedImages(dockerfile: string): string[] {
  return [...new Set(outline(dockerfile).images.map(({ reference }) => reference))];
}

/** Finds what stands in for an image; `alpine:3.24` also serves `docker.io/library/alpine:3.24@sha256:…`. */
export function findBase<T>(reference: string, bases: ReadonlyMap<string, T>): T | undefined {
  const wanted = canonical(reference);
  for (const [asked, base] of bases) {
    if (canonical(asked) === wanted) return base;
  }
  const [withoutDigest] = wanted.split('@');
  return withoutDigest === undefined || withoutDigest === wanted ? undefined : findBase(withoutDigest, bases);
}

/** Without the registry default, with a tag: `docker.io/library/alpine` is `alpine:latest`. */
export function canonical(reference: string): string {
  const short = reference.replace(/^(?:index\.)?docker\.io\//, '').replace(/^library\//, '');
  return /[:@]/.test(short.slice(short.lastIndexOf('/') + 1)) ? short : `${short}:latest`;
}
