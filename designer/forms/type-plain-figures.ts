import { hasFullWidth, toHalfWidth } from './half-width.js';

/**
 * Lets full-width digits be typed and pasted into fields of numbers, telephone numbers and keys, where the browser would drop or refuse them: they
 * come in as plain ones. For the whole page, since such fields stand everywhere; a field says so by its `inputmode` or its type.
 */
export function typePlainFigures(page: Document): void {
  page.addEventListener('beforeinput', (event) => {
    const { data, isComposing, cancelable, target } = event;
    if (!cancelable || isComposing || !data || !hasFullWidth(data) || !(target instanceof HTMLInputElement) || !isOfFigures(target)) return;
    event.preventDefault();
    // The one way to insert that undo knows and that tells the field as typing does.
    page.execCommand('insertText', false, toHalfWidth(data));
  });
}

function isOfFigures({ inputMode, type }: HTMLInputElement): boolean {
  return ['numeric', 'decimal', 'tel'].includes(inputMode) || type === 'tel';
}
