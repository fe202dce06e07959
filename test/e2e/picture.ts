/** Pictures of a screen in both themes, for whoever wants to look: written to the folder `MINGZHANG_PICTURES`, else not at all. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const folder = process.env['MINGZHANG_PICTURES'];

export async function picture(page: Page, name: string): Promise<void> {
  if (folder === undefined) return;
  for (const theme of ['light', 'dark']) {
    await page.evaluate((chosen) => document.documentElement.setAttribute('data-theme', chosen), theme);
    await page.screenshot({ path: join(folder, `${name}-${theme}.png`) });
  }
}
