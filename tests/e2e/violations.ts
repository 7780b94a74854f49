import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe says about the page as it stands, in a form that a failed test can be read by. */
export async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id} (${help}): ${target.join(' ')}`));
}
