/** The canvas that is worked on: where flows are opened over one another, the one on top. */
export function canvasElement(): HTMLElement | null {
  return [...document.querySelectorAll<HTMLElement>('.react-flow')].at(-1) ?? null;
}

/** The card, note or frame of this node on that canvas, if it is drawn. */
export function nodeElement(node: string): HTMLElement | null {
  return canvasElement()?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(node)}"]`) ?? null;
}
