/**
 * Workers of our own build, in the form that the Content-Security-Policy asks for: with
 * `require-trusted-types-for 'script'` a browser takes the address of a worker only from a Trusted Types policy
 * (https://www.w3.org/TR/trusted-types/). Browsers without Trusted Types take the text.
 */

/** The part of `globalThis.trustedTypes` that is used; TypeScript's own types do not have it yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): {
    createScriptURL(url: string): object;
  };
}

const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
const policy = trustedTypes?.createPolicy('belay-worker', { createScriptURL: ownAddress });

/**
 * Starts a worker.
 * @param url of a script of this site, absolute or relative to the page.
 * @throws Error for the address of anybody else, and when the browser does not let us.
 */
export function startOwnWorker(url: string, options: WorkerOptions): Worker {
  const address = ownAddress(url);
  // `Worker` takes the object that the policy makes; only its type does not say so.
  return new Worker((policy?.createScriptURL(address) ?? address) as string, options);
}

/** The address in full. @throws Error when it is not one of this site. */
function ownAddress(url: string): string {
  const { href, origin } = new URL(url, location.href);
  if (origin !== location.origin) throw new Error(`A worker starts from this site only, not from ${origin}.`);
  return href;
}
