import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { CarrierFault } from './carrier-fault.js';
import { checkSchema } from './twiml-schema.js';

export interface TwimlElement {
  name: string;
  attributes: Record<string, string>;
  /** Elements and text in their order, entities decoded. */
  children: (TwimlElement | string)[];
}

export interface TwimlDocument {
  verbs: TwimlElement[];
  /** What Twilio only warns of (12200). */
  warnings: string[];
}

/**
 * Reads a TwiML document as strictly as the carrier: throws `CarrierFault` 12100 for what is no XML and 12200 for what is no TwiML.
 * Verbs and attributes are case-sensitive.
 */
export function readTwiml(body: string): TwimlDocument {
  const response = readRoot(body);
  if (response.name !== 'Response') throw new CarrierFault(12200, `The document is a <${response.name}>. TwiML is one <Response>.`);
  return { verbs: response.children.filter((child) => typeof child !== 'string'), warnings: checkSchema(response) };
}

/** All text below an element, as it is spoken. */
export function textOf(element: TwimlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

/** What a Say is heard as: its words, an alias in place of what it stands for, and the seconds of its breaks. */
export function readSpoken(element: TwimlElement): { text: string; pauseSeconds: number } {
  let pauseSeconds = 0;
  const read = (child: TwimlElement | string): string => {
    if (typeof child === 'string') return child;
    if (child.name === 'sub' && child.attributes['alias']) return child.attributes['alias'];
    if (child.name === 'break') pauseSeconds += breakSeconds(child.attributes['time']);
    const words = child.children.map(read).join('');
    return child.name === 'break' || child.name === 'p' || child.name === 's' ? ` ${words} ` : words;
  };
  return { text: element.children.map(read).join('').replace(/ {2,}/g, ' '), pauseSeconds };
}

/** Without a time a break is about as long as a full stop. */
function breakSeconds(time: string | undefined): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(time ?? '') ?? [];
  return amount === undefined ? 0.4 : Number(amount) / (unit === 'ms' ? 1000 : 1);
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  // Entities are decoded here, in one pass: the parser does it in several, which turns `&amp;lt;` into `<`.
  processEntities: false,
  cdataPropName: '#cdata',
  commentPropName: '#comment',
  ignoreDeclaration: true,
  ignorePiTags: true,
});

type RawNode = Record<string, unknown>;

function readRoot(body: string): TwimlElement {
  const text = body.replace(/^\uFEFF/, '');
  const verdict = XMLValidator.validate(text);
  if (verdict !== true) throw notXml(`${verdict.err.msg} (line ${verdict.err.line})`);
  const [bad] = illegal.exec(text) ?? [];
  if (bad !== undefined) throw notXml(`the character U+${bad.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')} is not allowed`);
  const roots = parse(text).flatMap(readNode).filter((child) => typeof child !== 'string');
  if (roots.length !== 1) throw notXml(`${roots.length} elements at the top`);
  return roots[0]!;
}

function parse(text: string): RawNode[] {
  try {
    return parser.parse(text) as RawNode[];
  } catch (error) {
    throw notXml((error as Error).message);
  }
}

function readNode(node: RawNode): (TwimlElement | string)[] {
  const name = Object.keys(node).find((key) => key !== ':@')!;
  if (name === '#comment') return [];
  if (name === '#text') return [decode(String(node[name]))];
  const content = node[name] as RawNode[];
  if (name === '#cdata') return content.map((part) => String(part['#text']));
  const attributes = Object.entries((node[':@'] ?? {}) as Record<string, unknown>);
  return [{ name, attributes: Object.fromEntries(attributes.map(([key, value]) => [key, decode(String(value))])), children: content.flatMap(readNode) }];
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(/&([^;&\s]*)(;?)/g, (whole, entity: string, end: string) => {
    if (end && Object.hasOwn(named, entity)) return named[entity]!;
    const [, hexadecimal, decimal] = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))$/i.exec(end ? entity : '') ?? [];
    const code = hexadecimal ? parseInt(hexadecimal, 16) : Number(decimal ?? NaN);
    const character = code <= 0x10ffff ? String.fromCodePoint(code) : '\0';
    if (illegal.test(character)) throw notXml(`the entity ${whole} is unknown`);
    return character;
  });
}

/** What XML 1.0 cannot hold, escaped or not. */
const illegal = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

function notXml(reason: string): CarrierFault {
  return new CarrierFault(12100, `The document is not XML: ${reason}.`);
}
