/* global document, addEventListener, localStorage, sessionStorage, location */
/*
 * Runs before the first paint, so that neither theme nor layout jumps. A plain file of its own because the
 * Content-Security-Policy allows no inline script. The keys are those of `theme` in src/lessons/learner/local-store.ts
 * and of the next question in src/lessons/learner/distances.ts: `data-due` says that one is due. `data-track` is the track
 * that one came from, for lessons that stand in several: its pages note it, for this tab and for the next visit.
 *
 * It also watches over the scripts that come after it: `data-stalled` says that one of them did not load, or that the
 * page is not alive after 10 seconds. What then shows is in the pages already (`.wb-stalled`).
 */
(() => {
  const root = document.documentElement;
  root.dataset.js = '';
  const stalled = () => (root.dataset.stalled = '');
  // A script that fails says so on its element, and that event does not bubble.
  addEventListener('error', ({ target }) => target.nodeName === 'SCRIPT' && stalled(), true);
  setTimeout(() => {
    if (document.querySelector(':is(lesson-workbench, lesson-page):not([data-ready])')) stalled();
  }, 10_000);
  const attempt = (action) => {
    try {
      return action();
    } catch {
      // Forbidden, or written by someone else: it counts as not there.
      return null;
    }
  };
  const stored = (key, storage = () => localStorage) =>
    attempt(() => JSON.parse(storage().getItem(`belay:1:${key}`) ?? 'null'));
  const theme = stored('theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  const next = stored('review-next');
  if (typeof next === 'number' && next <= Date.now()) root.dataset.due = '';
  const here = /\/tracks\/([a-z0-9-]+)\//.exec(location.pathname)?.[1];
  if (here !== undefined) {
    for (const storage of [() => sessionStorage, () => localStorage])
      attempt(() => storage().setItem('belay:1:track', JSON.stringify(here)));
  }
  const track = here ?? stored('track', () => sessionStorage) ?? stored('track');
  if (typeof track === 'string') root.dataset.track = track;
})();
