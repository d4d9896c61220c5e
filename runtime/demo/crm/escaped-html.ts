/** Markup that is safe to send: only `html` makes it, and `html` escapes every value that is not itself markup. */
export interface Markup {
  readonly [markup]: string;
}

const markup = Symbol('markup');

export function html(literals: TemplateStringsArray, ...values: (string | number | Markup | Markup[])[]): Markup {
  return { [markup]: literals.map((literal, index) => literal + escape(values[index] ?? '')).join('') };
}

export function renderMarkup(page: Markup): string {
  return page[markup];
}

function escape(value: string | number | Markup | Markup[]): string {
  if (Array.isArray(value)) return value.map(renderMarkup).join('');
  if (typeof value === 'object') return renderMarkup(value);
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
