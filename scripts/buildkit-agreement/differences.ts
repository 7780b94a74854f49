/** Checks that are not compared, and why. */
export const NOT_COMPARED: Readonly<Record<string, string>> = {
  InvalidBaseImagePlatform: 'only a registry knows for which platforms an image is built',
};

/** Why we differ, by check; the page of the rule says it too. */
const REASONS: Readonly<Record<string, string>> = {
  SecretsUsedInArgOrEnv:
    'an empty value is no secret, nor is a made-up default of an argument: BuildKit looks at names alone',
  NoEmptyContinuation: 'the empty line itself is named; BuildKit names the last line of the instruction',
};

/** Why a check of BuildKit and our rule differ; undefined where nobody has said so yet. */
export function reasonFor(check: string): string | undefined {
  return REASONS[check];
}
