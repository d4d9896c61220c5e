/**
 * Renders one XML element; children come ready, text through `escapeText`. Attributes that are `undefined` are left out.
 * The bytes are those of `xmlbuilder`, which Twilio's own VoiceResponse uses, at a fifth of its time.
 */
export function element(name: string, attributes: Attributes, ...children: string[]): string {
  let head = `<${name}`;
  for (const [attribute, value] of Object.entries(attributes)) if (value !== undefined) head += ` ${attribute}="${escapeAttribute(String(value))}"`;
  const content = children.join('');
  return content === '' ? `${head}/>` : `${head}>${content}</${name}>`;
}

export type Attributes = Record<string, string | number | boolean | undefined>;

export function escapeText(text: string): string {
  return legal(text).replace(/[&<>\r]/g, (character) => escapes[character]!);
}

function escapeAttribute(text: string): string {
  return legal(text).replace(/[&<"\t\n\r]/g, (character) => escapes[character]!);
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\t': '&#x9;', '\n': '&#xA;', '\r': '&#xD;' };

/** Characters XML 1.0 cannot hold at all, not even escaped; one of them would make the carrier drop the whole document. */
const illegal = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Finds all that may be illegal, emoji too, without the cost of looking at whole code points: most text has nothing of it. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const suspicious = /[\0-\x08\x0B\f\x0E-\x1F\uD800-\uDFFF\uFFFE\uFFFF]/;

function legal(text: string): string {
  return suspicious.test(text) ? text.replace(illegal, '') : text;
}
