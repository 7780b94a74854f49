import type { Page } from '@playwright/test';
import { slugs } from './belay.ts';

const day = 86_400_000;

/** What a browser has kept: the first so many lessons of the track, passed so many days ago. */
export function passedLessons(count: number, daysAgo: number): Record<string, string> {
  const at = new Date(Date.now() - daysAgo * day).toISOString();
  const passed = slugs.slice(0, count).map((slug) => [`progress:${slug}`, JSON.stringify({ status: 'passed', at })]);
  // As the page notes it when a lesson is passed.
  return Object.fromEntries([...passed, ['review-next', String(Date.parse(at) + 0.75 * day)]]) as Record<
    string,
    string
  >;
}

/** Puts texts into the storage of the site, once, before its first page. */
export async function keep(page: Page, texts: Readonly<Record<string, string>>): Promise<void> {
  await page.addInitScript((all) => {
    if (sessionStorage.getItem('kept') !== null) return;
    sessionStorage.setItem('kept', '');
    for (const [key, text] of Object.entries(all)) localStorage.setItem(`belay:1:${key}`, text);
  }, texts);
}

declare global {
  interface Window {
    learnerShift?: number;
  }
}

/** Adds up how much the page moves by itself, from the very beginning. */
export async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    window.learnerShift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        window.learnerShift = (window.learnerShift ?? 0) + (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return async () => {
    await page.waitForTimeout(300);
    return page.evaluate(() => window.learnerShift ?? 0);
  };
}
