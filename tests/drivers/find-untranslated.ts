import type { Page } from 'playwright-core';

/**
 * What a page says to a Chinese reader in Latin letters alone: texts, labels and hints. Left out are code and keys, what is marked as being
 * in another language, ids (one word in small letters, or with a sign or digit in it), and names that stay as they are.
 */
export async function findUntranslated(page: Page): Promise<string[]> {
  const texts = await page.evaluate<string[]>(collectTexts);
  return [...new Set(texts)].filter((text) => isProse(text) && !names.has(text));
}

/** Of products, formats, people and places. */
const names = new Set(['Trunkline', 'React Flow', 'React Flow attribution', 'Administrator', 'English', 'JSON', 'CSV', 'API', 'ID', 'SMS', 'URL', 'SSML', 'HTTP', 'Twilio', 'CRM', 'AM', 'PM', 'GET', 'POST', 'PUT']);

/** A word of three letters or more, beside others or with a capital. */
function isProse(text: string): boolean {
  if (/[\u3400-\u9fff]/.test(text) || !/[A-Za-z]{3}/.test(text)) return false;
  const words = text.split(/\s+/).filter((word) => /^[("“]?[A-Za-z]{2,}[)"”.,:;!?…]*$/.test(word));
  return words.length > 1 || words.some((word) => /^[A-Z]/.test(word));
}

/** Runs in the page. */
const collectTexts = `(() => {
  const foreign = 'code, kbd, pre, script, style, svg, textarea, .cm-editor, [lang]:not([lang^="zh"])';
  const seen = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent && !parent.closest(foreign) && parent.checkVisibility()) seen.push(node.textContent.trim());
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
    if (element.closest(foreign)) continue;
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) seen.push((element.getAttribute(name) ?? '').trim());
  }
  return seen.filter(Boolean);
})()`;
