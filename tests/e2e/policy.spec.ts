import type { Page } from '@playwright/test';
import { generatedText } from '../../scripts/bench-texts.ts';
import { Workbench, checkerScript, expect, firstLesson, lessonTexts, test } from './belay.ts';
import { pages } from './pages.ts';

/**
 * The Content-Security-Policy, while everything is used that a page has. That nothing violates it is held by the
 * fixture of every test (`Trouble`); here is what no other test uses together, and that the fixture would see it.
 */

/** Presses every button that is there and not dangerous, opens every `<details>`, hovers over links. */
async function useAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  for (const button of await page.getByRole('main').getByRole('button').all()) {
    if ((await button.isVisible()) && (await button.isEnabled())) await button.click();
  }
  await page.getByRole('main').getByRole('link').first().hover();
}

for (const [kind, path] of Object.entries({ ...pages, transcripts: `/lessons/${firstLesson}/recordings/` })) {
  // The lesson has a test of its own, step by step.
  if (kind === 'lesson') continue;
  test(`${kind}: everything that can be pressed keeps to the policy`, async ({ page }) => {
    await page.goto(path, { waitUntil: 'networkidle' });
    await useAll(page);
  });
}

test('a lesson keeps to the policy: editor, worker, hover, suggestions, replay, comparison, plain editor', async ({
  page,
}) => {
  const { solution } = lessonTexts('apk-cache');
  const workbench = new Workbench(page);
  await workbench.open('apk-cache');
  await workbench.write('FROM alpine:3.24\nRUN apk add git\n');
  await expect(workbench.region.locator('.squiggly-warning, .squiggly-error').first()).toBeAttached();
  await workbench.lines.getByText('apk', { exact: false }).last().hover();
  await expect(page.locator('.monaco-hover:visible').first()).toBeVisible();
  await workbench.focus();
  await page.keyboard.press('ControlOrMeta+f');
  await expect(page.locator('.find-widget.visible')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await expect(page.locator('.quick-input-widget:visible')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('RU');
  await page.keyboard.press('ControlOrMeta+Space');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F8');
  await expect(page.locator('.marker-widget:visible')).toBeVisible();
  await page.keyboard.press('Escape');
  await workbench.lines.click({ button: 'right' });
  await page.keyboard.press('Escape');

  const panel = page.locator('build-panel');
  await page.getByRole('tab', { name: 'Build', exact: true }).click();
  await expect(panel.locator('.xterm')).toBeAttached();
  await panel.getByRole('combobox', { name: 'Recording of' }).selectOption({ label: 'Starter' });
  await panel.getByRole('button', { name: 'Steps', exact: true }).click();
  await panel.getByRole('list', { name: 'Steps' }).getByRole('button').first().click();
  await panel.getByText('Transcript', { exact: true }).first().click();

  await workbench.compare();
  await expect(page.getByRole('dialog').locator('.monaco-diff-editor')).toBeVisible();
  await page.keyboard.press('Escape');
  await workbench.write(solution);
  await expect(workbench.passed).toBeVisible();
  await workbench.button('Copy').click();
  await workbench.button('Plain editor').click();
  await workbench.region.locator('textarea:visible').fill(generatedText(500, 1));
  await expect(workbench.passed).toBeHidden();
  await expect.poll(() => page.workers().some((worker) => checkerScript.test(worker.url()))).toBe(true);
});

test('what would break the policy is refused and seen', async ({ page, trouble }) => {
  await page.goto('/');
  const refused = await page.evaluate(async () => {
    const outcome: Record<string, boolean> = {};
    const script = document.createElement('script');
    script.append('globalThis.inlineRan = true');
    document.head.append(script);
    outcome['an inline script'] = !('inlineRan' in globalThis);
    const throws = (action: () => void): boolean => {
      try {
        action();
        return false;
      } catch {
        return true;
      }
    };
    outcome['markup from text'] = throws(() => (document.createElement('p').innerHTML = '<img src=x>'));
    outcome['a worker that we did not vouch for'] = throws(() => new Worker('/belay.mjs'));
    outcome['another host'] = await fetch('https://example.org/').then(
      () => false,
      () => true,
    );
    return outcome;
  });
  expect(Object.entries(refused).filter(([, isRefused]) => !isRefused)).toEqual([]);
  expect(Object.keys(refused)).toHaveLength(4);
  for (const what of ['HTMLScriptElement', 'Element innerHTML', 'Worker constructor', 'connect-src']) {
    await expect.poll(() => trouble.found.join('\n')).toMatch(new RegExp(`policy: .*${what}`));
  }
  trouble.found.length = 0;
});
