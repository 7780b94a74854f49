/** So long, in milliseconds, the page waits for a file before it says that it does not come. */
export const loadLimit = 10_000;

/** Something did not come in time. It may still come later. */
export class TooSlow extends Error {}

/** What `loading` gives. @throws TooSlow when that takes longer than the limit. */
export async function withinLimit<T>(loading: Promise<T>, limit = loadLimit): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow(`Nothing came within ${limit / 1000} seconds.`)), limit);
  });
  try {
    return await Promise.race([loading, late]);
  } finally {
    clearTimeout(timer);
  }
}
