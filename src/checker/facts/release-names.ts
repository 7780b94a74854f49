/** Images of distroless that are there by the release of Debian. Source: github.com/GoogleContainerTools/distroless, README. */
const OF_DEBIAN = /^gcr\.io\/distroless\/(static|base|cc|python3)$/;

/** `distroless/base-debian12` and `ubi9/ubi-micro` say their release in the name, and `latest` is that of it. */
export function saysRelease(name: string): boolean {
  return /^gcr\.io\/distroless\/.*-debian\d|(^|\/)ubi\d{1,2}(-\w+)?(\/|$)/.test(name);
}

/**
 * Images without a tag for a release: Chainguard's have `latest` and nothing else for those who do not pay (source:
 * edu.chainguard.dev, "Free images"), those of distroless have `latest`, `nonroot` and `debug`.
 */
export function hasNoRelease(name: string): boolean {
  return /^((cgr\.dev\/)?chainguard|gcr\.io\/distroless)\//.test(name) && !OF_DEBIAN.test(name);
}

/**
 * What to say of images that nothing new comes under, so that no tag of theirs is another image next month. Source: zaproxy/zaproxy, docker/CHANGELOG.md, entries of
 * 2023-06-08 (`live` is `nightly` since), 2024-03-05 (no more under `owasp`) and 2025-01-16 (nor under
 * `softwaresecurityproject`), read 2026-11-30.
 */
export function adviceOnGivenUp(name: string): string | undefined {
  const [, ofOwasp, ofSsp] =
    /^(?:owasp\/zap2docker-(bare|stable|weekly|live)|softwaresecurityproject\/zap-(bare|stable|weekly|nightly))$/.exec(
      name,
    ) ?? [];
  const flavour = ofOwasp === 'live' ? 'nightly' : (ofOwasp ?? ofSsp);
  if (flavour === undefined) return undefined;
  const since = ofOwasp === undefined ? '2025-01-16' : '2024-03-05';
  return `Use \`zaproxy/zap-${flavour}\` with a tag: nothing new has come under \`${name}\` since ${since}.`;
}

/** What to write for a release of an image: a tag, or the name that says it. */
export function releaseOf(name: string): string {
  return OF_DEBIAN.test(name) ? `\`${name}-debian13\`` : `a tag of \`${name}\``;
}
