import type { BrowserContext, Page } from 'playwright-core';

/** Has every page of the context note what moves by itself. */
export async function watchShifts(context: BrowserContext): Promise<void> {
  await context.addInitScript(`
    window.layoutShifts = [];
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries()) {
        if (!hadRecentInput) window.layoutShifts.push({ value, moved: sources.map(({ node }) => node?.nodeName + ' ' + (node?.textContent ?? '').slice(0, 40)) });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  `);
}

/** What moved since the page was opened, with its score: the part of the window it took times the way it went. Below 0.1 in all is called good (web.dev, Cumulative Layout Shift). */
export function readShifts(page: Page): Promise<{ value: number; moved: string[] }[]> {
  return page.evaluate<{ value: number; moved: string[] }[]>('window.layoutShifts');
}
