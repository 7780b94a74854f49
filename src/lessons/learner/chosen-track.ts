import { browserStore, openStore, type LocalStore } from './local-store.ts';

const key = 'track';

/** What a tab remembers for as long as it is open. */
const tabStore: LocalStore = openStore(() => (typeof window === 'undefined' ? undefined : window.sessionStorage));

/**
 * Notes the track that a lesson is read in, so that the next one is shown in it too. `src/layouts/theme-early.js` reads
 * it before the first paint, this tab's first. The note of the browser stays the one that a page of a track has left: a
 * lesson that was opened by itself is no reason to forget it.
 */
export function noteTrack(slug: string, tab: LocalStore = tabStore, browser: LocalStore = browserStore): void {
  tab.write(key, slug);
  if (!browser.has(key)) browser.write(key, slug);
}
