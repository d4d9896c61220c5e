import type { SayVerb, SpeechNode } from '../../../schemas/verbs.js';
import { element, escapeText } from './element.js';
import { getVoice, type TwilioVoice } from './voices.js';

/** The words of a say, with the marks its voice takes. What is no mark of the voice is said plainly; nothing can be one that is not data. */
export function renderSpeech({ text, marked }: SayVerb, voice: TwilioVoice): string {
  if (!marked || voice.marks.length === 0) return escapeText(text);
  return marked.map((node) => renderNode(node, voice)).join('');
}

function renderNode(node: SpeechNode, voice: TwilioVoice): string {
  if (typeof node === 'string') return escapeText(node);
  const inner = node.children.map((child) => renderNode(child, voice)).join('');
  const attributes = attributesOf(node, voice);
  if (!voice.marks.includes(node.tag) || !attributes) return node.tag === 'sub' ? escapeText(node.attributes['alias'] ?? '') || inner : inner;
  return element(node.tag, attributes, inner);
}

/** `null` where nothing of the mark is left for this voice. */
function attributesOf({ tag, attributes }: Exclude<SpeechNode, string>, { knowsPitch }: TwilioVoice): Record<string, string> | null {
  if (tag === 'lang') return { 'xml:lang': getVoice(attributes['xml:lang'] ?? '').sayLanguage };
  if (tag !== 'prosody' || knowsPitch) return attributes;
  const { pitch: _pitch, ...rest } = attributes;
  return Object.keys(rest).length > 0 ? rest : null;
}
