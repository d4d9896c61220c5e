import { marksOfEngine, spokenLanguages } from '../../schemas/voices.ts';
import { speechTags } from '../../runtime/engine/prompts/speech-markup.ts';
import { generatedNote } from './markdown.js';

const engineNames = {
  polly_standard: 'Polly standard',
  polly_neural: 'Polly neural',
  polly_generative: 'Polly generative',
  google_standard: 'Google Standard',
  google_wavenet: 'Google WaveNet',
  google_neural2: 'Google Neural2',
  google_chirp: 'Google Chirp 3 HD',
};

/** Languages and voices of the carrier, and which marks (SSML) each kind of voice takes. */
export function generate() {
  const tags = Object.keys(speechTags);
  const lines = [
    '# Languages and voices',
    '',
    generatedNote,
    '',
    'The languages a flow can speak, as it writes them, with what the carrier calls them when it speaks and when it listens. The first voice of a language is the one that is used; a flow names others in `meta.voices`, as `{ "en-US": "Polly.Ruth-Neural" }`. Google voices that are not listed (Neural2, Chirp3-HD) may be named too. 流程可用的语言和语音，第一个为默认语音，可在 `meta.voices` 里另选。',
    '',
    '| language | name | spoken as | heard as | female voices | male voices |',
    '| --- | --- | --- | --- | --- | --- |',
    ...spokenLanguages.map(({ tag, title, sayLanguage, speechLanguage, voices }) => {
      const named = (gender) => voices.filter((voice) => voice.gender === gender).map(({ name }) => name).join(', ') || '–';
      return `| \`${tag}\` | ${title['en-US']} ${title['zh-CN']} | ${sayLanguage} | ${speechLanguage ?? 'keys only'} | ${named('female')} | ${named('male')} |`;
    }),
    '',
    '## Marks',
    '',
    'Tags (SSML) that a prompt may hold, and the kinds of voice that take them. Where a voice does not, its words are said plainly; `<lang>` gives a run in another language that language\'s own voice, whatever the voice. Polly\'s neural voices take `prosody` without pitch, and `mark` makes no sound. Values of callers and of the CRM never become tags. 各类语音支持的标签；不支持时只读文字。',
    '',
    `| tag | attributes | ${Object.values(engineNames).join(' | ')} |`,
    `| --- | --- | ${Object.keys(engineNames).map(() => '---').join(' | ')} |`,
    ...tags.map((tag) => {
      const { attributes, required } = speechTags[tag];
      const names = Object.keys(attributes).map((name) => (required.includes(name) ? `**${name}**` : name)).join(', ') || '–';
      return `| \`<${tag}>\` | ${names} | ${Object.keys(engineNames).map((engine) => (marksOfEngine[engine].includes(tag) ? 'yes' : tag === 'lang' ? 'own voice' : '–')).join(' | ')} |`;
    }),
    '',
    '## Languages a text lacks',
    '',
    'Every text stands in every language of the flow, or the flow says what is taken instead: `"fallbacks": { "zh-HK": ["zh-CN"] }` takes a text that has no `zh-HK` from `zh-CN`, with its figures and its voice. Without that a text that lacks a language is an error ([missing-language](rules/missing-language.md)). In a call the order is: the language itself, its fallbacks, the languages of the flow in their order. 缺少某种语言的文字时，按 `fallbacks` 的顺序代替，并用那种语言的语音。',
  ];
  return { files: { 'docs/voices.md': `${lines.join('\n')}\n` } };
}

