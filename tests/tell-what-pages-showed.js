import { TestEnvironment } from 'jest-environment-node';

/** Adds to the message of a failed test what the pages of its browsers showed then: a race on another machine is seldom seen twice. */
export default class TellWhatPagesShowed extends TestEnvironment {
  async handleTestEvent({ name, error }) {
    if (name !== 'test_fn_failure' && name !== 'hook_failure') return;
    const pages = (this.global.openedBrowsers ?? []).flatMap((browser) => browser.contexts()).flatMap((context) => context.pages());
    if (pages.length > 0 && typeof error?.stack === 'string') error.stack += `\n\n${(await Promise.all(pages.map(describePage))).join('\n\n')}\n`;
  }
}

const MOST_LINES = 80;

async function describePage(page) {
  try {
    const focus = await page.evaluate(() => document.activeElement?.outerHTML.replace(/\s+/g, " ").slice(0, 160));
    const dialog = page.getByRole('dialog').last();
    const shown = await ((await dialog.isVisible()) ? dialog : page.locator('body')).ariaSnapshot({ timeout: 3_000 });
    return `${page.url()}\nThe focus is on ${focus}\n${shown.split('\n').slice(0, MOST_LINES).join('\n')}`;
  } catch (unseen) {
    return `${page.url()}: ${unseen.message}`;
  }
}
