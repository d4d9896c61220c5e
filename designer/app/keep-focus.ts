/**
 * Whoever goes by keys never loses their place: when what had the focus goes away, the focus returns to what had it before, such as
 * the button that opened a dialog or a panel. Out of a list that lost a row it goes to the next row; beside what was switched off, or
 * taken the place of, to its neighbour. Started once, for all pages.
 */
export function keepFocus(): void {
  let trail: Stop[] = [];
  let isLeft = false;
  let isLooking = false;

  document.addEventListener('focusin', ({ target }) => {
    isLeft = false;
    if (target instanceof HTMLElement) trail = [...trail.filter(({ element }) => element !== target), { element: target, place: null }].slice(-LONGEST_TRAIL);
  });
  // A click beside everything leaves the focus on purpose.
  document.addEventListener('pointerdown', () => requestAnimationFrame(() => (isLeft = hasNoFocus() && isFocusable(trail.at(-1)?.element))));
  new MutationObserver((changes) => {
    for (const change of changes) remember(change, trail);
    if (isLooking || isLeft) return;
    isLooking = true;
    // Whoever closed or removed it may give the focus away first.
    requestAnimationFrame(() => {
      isLooking = false;
      if (!isLeft && isLost(trail)) findStop(trail)?.focus();
    });
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled', 'inert', 'hidden', 'data-loading'] });
}

/** On a new page its heading gets the focus, so that keys go on there; where it has none yet, the page itself, until it has. */
export function focusPage(): () => void {
  const main = document.querySelector<HTMLElement>('main');
  const before = document.activeElement;
  // A new page may have given the focus to one of its fields already.
  if (!main || (before instanceof HTMLElement && before !== main && main.contains(before))) return () => undefined;
  const arrive = (): boolean => {
    const heading = main.querySelector<HTMLElement>('h1');
    const target = heading ?? main;
    target.tabIndex = -1;
    if (document.activeElement !== target) target.focus({ preventScroll: true });
    return heading !== null;
  };
  if (arrive()) return () => undefined;
  const watch = new MutationObserver(() => {
    if (document.activeElement !== main && !hasNoFocus()) watch.disconnect();
    else if (arrive()) watch.disconnect();
  });
  watch.observe(main, { childList: true, subtree: true });
  return () => watch.disconnect();
}

/** Something that had the focus, and where it stood when it was taken out of the page. */
interface Stop {
  element: HTMLElement;
  place: { root: Element; parent: Node; before: Node | null; after: Node | null } | null;
}

/** More than a dialog over a dialog over a menu needs. */
const LONGEST_TRAIL = 60;

const controls = 'a[href], button, input, select, textarea, [tabindex]';
const panels = 'aside, [role="dialog"]';
const rows = 'tr, li, article, fieldset, [data-row]';

function hasNoFocus(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/** The focus is nowhere, or on something that no longer takes keys. What is only busy gets it back. */
function isLost(trail: Stop[]): boolean {
  const last = trail.at(-1)?.element;
  if (!last || last.matches('[data-loading]')) return false;
  return hasNoFocus() || (document.activeElement === last && !isFocusable(last));
}

function remember({ target, removedNodes, previousSibling, nextSibling }: MutationRecord, trail: Stop[]): void {
  for (const root of removedNodes) {
    if (!(root instanceof Element)) continue;
    for (const stop of trail) if (root.contains(stop.element)) stop.place = { root, parent: target, before: previousSibling, after: nextSibling };
  }
}

function findStop(trail: Stop[]): HTMLElement | null {
  for (const stop of [...trail].reverse()) {
    const found = isFocusable(stop.element) ? stop.element : findInstead(stop);
    if (found && !isBehindDialog(found)) return found;
  }
  return openDialog() ?? document.querySelector<HTMLElement>('main');
}

function findInstead({ element, place }: Stop): HTMLElement | null {
  if (element.isConnected) return findNear(element.parentElement, element);
  if (!place?.parent.isConnected) return null;
  const canvas = place.parent instanceof Element ? place.parent.closest('[data-canvas]:not([inert])') : null;
  if (canvas) return canvas.querySelector<HTMLElement>('[data-canvas-entry]');
  const parent = place.parent as Element;
  if (place.root.matches(rows)) return inRow(place.after, element, place.root) ?? inRow(place.before, element, place.root) ?? findNear(parent, parent);
  // A control gave way to another, or a list to nothing; a panel or a dialog is left to what opened it.
  if (place.root.matches(panels)) return null;
  const wasInRow = element.closest(rows) !== null && !element.closest(panels);
  return place.root === element || wasInRow ? findNear(parent, place.before) : null;
}

/** The control of a row that stands where the lost one stood in its own. */
function inRow(row: Node | null, lost: Element, lostRow: Element): HTMLElement | null {
  if (!(row instanceof Element) || !row.isConnected) return null;
  const there = [...row.querySelectorAll<HTMLElement>(controls)].filter(isFocusable);
  return there[[...lostRow.querySelectorAll(controls)].indexOf(lost)] ?? there.at(-1) ?? null;
}

/** The next control behind a place, else the last before it: as near as can be, and in the same part of the page. */
function findNear(around: Element | null, place: Node | null): HTMLElement | null {
  for (let part = around; part && !part.matches('main, body'); part = part.parentElement) {
    const there = [...part.querySelectorAll<HTMLElement>(controls)].filter((one) => one.tabIndex >= 0 && isFocusable(one));
    const found = there.find((one) => !place?.isConnected || (place !== one && place.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING)) ?? there.at(-1);
    if (found) return found;
    if (part.matches(panels)) return null;
  }
  return null;
}

function isFocusable(element: HTMLElement | undefined): boolean {
  return element !== undefined && element.isConnected && !element.matches(':disabled') && !element.closest('[inert]') && element.checkVisibility({ visibilityProperty: true });
}

function isBehindDialog(element: HTMLElement): boolean {
  const dialog = openDialog();
  return dialog !== null && !dialog.contains(element) && !element.closest('[role="menu"], [role="listbox"], [data-portal]:not(:has([aria-modal]))');
}

function openDialog(): HTMLElement | null {
  return [...document.querySelectorAll<HTMLElement>('[role="dialog"][aria-modal="true"]')].filter((dialog) => dialog.checkVisibility()).at(-1) ?? null;
}
