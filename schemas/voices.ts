/**
 * Languages and voices of the carrier, as data. From the lists of Twilio's own library (6.2) and of Amazon Polly and Google Cloud; the first
 * voice of a language is the one that speaks it where a flow names none.
 */
export interface SpokenLanguage {
  /** BCP 47, as flows write it. */
  tag: string;
  title: { 'en-US': string; 'zh-CN': string };
  /** `language` of the carrier's Say. */
  sayLanguage: string;
  /** `language` of the carrier's recogniser, which is another list; `null`: it has none, and only keys are heard. */
  speechLanguage: string | null;
  voices: Voice[];
}

export interface Voice {
  /** The carrier's name of it, such as `Polly.Zhiyu-Neural`. */
  name: string;
  engine: VoiceEngine;
  gender: 'female' | 'male';
}

export type VoiceEngine = 'polly_standard' | 'polly_neural' | 'polly_generative' | 'google_standard' | 'google_wavenet' | 'google_neural2' | 'google_chirp';

/**
 * Marks (SSML) each engine takes; it fails on others, or reads them aloud. `prosody` of Polly's neural voices knows no pitch. Marks that are
 * not listed are left out and their words are said plainly.
 */
export const marksOfEngine: Record<VoiceEngine, readonly string[]> = {
  polly_standard: ['break', 'emphasis', 'lang', 'p', 'phoneme', 'prosody', 's', 'say-as', 'sub', 'w'],
  polly_neural: ['break', 'lang', 'p', 'phoneme', 'prosody', 's', 'say-as', 'sub', 'w'],
  polly_generative: ['break', 'lang', 'p', 's', 'say-as', 'sub'],
  google_standard: ['break', 'emphasis', 'p', 'phoneme', 'prosody', 's', 'say-as', 'sub'],
  google_wavenet: ['break', 'emphasis', 'p', 'phoneme', 'prosody', 's', 'say-as', 'sub'],
  google_neural2: ['break', 'emphasis', 'p', 'phoneme', 'prosody', 's', 'say-as', 'sub'],
  google_chirp: [],
};

/** How a flow's language is spoken and recognised. A language without a row is passed on as it is, with the account's default voice. */
export function getSpokenLanguage(tag: string): SpokenLanguage | null {
  return byTag.get(tag.toLowerCase()) ?? null;
}

/** What is known of a voice by its name; `null` for one that no language here has. */
export function getVoiceEngine(name: string): VoiceEngine | null {
  return engines.get(name) ?? engineOfName(name);
}

/** Whether a voice speaks a language, as far as its name or the list tells; `null` where neither does. */
export function speaks(voice: string, tag: string): boolean | null {
  const language = getSpokenLanguage(tag);
  const google = /^Google\.([a-z]{2,3}-[A-Za-z]{2})-(?:Standard|Wavenet|Neural2|Chirp3-HD)-\w+$/.exec(voice)?.[1];
  if (google !== undefined) return google.toLowerCase() === (language?.sayLanguage ?? tag).toLowerCase();
  const owners = languagesOf.get(voice);
  if (owners) return language !== null && owners.includes(language.sayLanguage);
  return null;
}

function engineOfName(name: string): VoiceEngine | null {
  if (/^Google\..*-Chirp3-HD-/.test(name)) return 'google_chirp';
  const google = /^Google\.[a-z]{2,3}-[A-Za-z]{2}-(Standard|Wavenet|Neural2)-/.exec(name)?.[1];
  return google ? (`google_${google.toLowerCase()}` as VoiceEngine) : null;
}

/** Of Amazon Polly: names by engine, female before the bar, male behind it. */
function polly(standard: string, neural = '', generative = ''): Voice[] {
  const read = (list: string, engine: VoiceEngine, ending: string): Voice[] =>
    list.split('|').flatMap((names, at) => names.split(' ').filter(Boolean).map((name) => ({ name: `Polly.${name}${ending}`, engine, gender: at === 0 ? ('female' as const) : ('male' as const) })));
  return [...read(neural, 'polly_neural', '-Neural'), ...read(standard, 'polly_standard', ''), ...read(generative, 'polly_generative', '-Generative')];
}

/** Of Google Cloud: letters of the Wavenet and Standard voices, likewise. */
function google(language: string, letters: string, engines: readonly ('Wavenet' | 'Standard')[] = ['Wavenet', 'Standard']): Voice[] {
  return engines.flatMap((engine) =>
    letters.split('|').flatMap((group, at) => [...group].map((letter) => ({ name: `Google.${language}-${engine}-${letter}`, engine: `google_${engine.toLowerCase()}` as VoiceEngine, gender: at === 0 ? ('female' as const) : ('male' as const) }))),
  );
}

const cantonese = [...polly('', 'Hiujin'), ...google('yue-HK', 'AC|BD', ['Standard'])];
const taiwanese = google('cmn-TW', 'A|BC');
const mandarin = [...polly('Zhiyu', 'Zhiyu'), ...google('cmn-CN', 'AD|BC')];

/** Every language a flow can speak without further ado. */
export const spokenLanguages: readonly SpokenLanguage[] = [
  language('zh-CN', 'Mandarin', '普通话', 'cmn-CN', 'cmn-Hans-CN', mandarin),
  language('cmn-CN', 'Mandarin', '普通话', 'cmn-CN', 'cmn-Hans-CN', mandarin),
  language('zh-TW', 'Mandarin, Taiwan', '台湾国语', 'cmn-TW', 'cmn-Hant-TW', taiwanese),
  language('cmn-TW', 'Mandarin, Taiwan', '台湾国语', 'cmn-TW', 'cmn-Hant-TW', taiwanese),
  language('zh-HK', 'Cantonese', '粤语', 'yue-HK', 'yue-Hant-HK', cantonese),
  language('yue-HK', 'Cantonese', '粤语', 'yue-HK', 'yue-Hant-HK', cantonese),
  language('yue-CN', 'Cantonese', '粤语', 'yue-HK', 'yue-Hant-HK', cantonese),
  language('en-US', 'English, United States', '英语（美国）', 'en-US', 'en-US', [
    ...polly('Joanna Ivy Kendra Kimberly Salli|Joey Justin Matthew', 'Joanna Danielle Ivy Kendra Kimberly Ruth Salli|Gregory Joey Justin Kevin Matthew Stephen', 'Joanna Danielle Ruth|Matthew Stephen'),
    ...google('en-US', 'CEFGH|ABDIJ'),
  ]),
  language('en-GB', 'English, Britain', '英语（英国）', 'en-GB', 'en-GB', [...polly('Amy Emma|Brian', 'Amy Emma|Arthur Brian', 'Amy'), ...google('en-GB', 'ACFN|BDO')]),
  language('en-AU', 'English, Australia', '英语（澳大利亚）', 'en-AU', 'en-AU', [...polly('Nicole|Russell', 'Olivia', 'Olivia'), ...google('en-AU', 'AC|BD')]),
  language('en-IN', 'English, India', '英语（印度）', 'en-IN', 'en-IN', [...polly('Raveena Aditi', 'Kajal', 'Kajal'), ...google('en-IN', 'ADE|BCF')]),
  language('en-NZ', 'English, New Zealand', '英语（新西兰）', 'en-NZ', 'en-NZ', polly('', 'Aria')),
  language('en-IE', 'English, Ireland', '英语（爱尔兰）', 'en-IE', 'en-IE', polly('', 'Niamh')),
  language('en-ZA', 'English, South Africa', '英语（南非）', 'en-ZA', 'en-ZA', polly('', 'Ayanda', 'Ayanda')),
  language('ja-JP', 'Japanese', '日语', 'ja-JP', 'ja-JP', [...polly('Mizuki|Takumi', 'Kazuha Tomoko|Takumi'), ...google('ja-JP', 'AB|CD')]),
  language('ko-KR', 'Korean', '韩语', 'ko-KR', 'ko-KR', [...polly('Seoyeon', 'Seoyeon'), ...google('ko-KR', 'AB|CD')]),
  language('es-ES', 'Spanish, Spain', '西班牙语', 'es-ES', 'es-ES', polly('Conchita Lucia|Enrique', 'Lucia|Sergio', 'Lucia|Sergio')),
  language('es-MX', 'Spanish, Mexico', '西班牙语（墨西哥）', 'es-MX', 'es-MX', polly('Mia', 'Mia|Andres', 'Mía|Andres')),
  language('es-US', 'Spanish, United States', '西班牙语（美国）', 'es-US', 'es-US', polly('Lupe Penelope|Miguel', 'Lupe|Pedro', 'Lupe|Pedro')),
  language('fr-FR', 'French', '法语', 'fr-FR', 'fr-FR', polly('Lea Celine|Mathieu', 'Lea|Remi', 'Lea|Rémi')),
  language('fr-CA', 'French, Canada', '法语（加拿大）', 'fr-CA', 'fr-CA', polly('Chantal', 'Gabrielle|Liam')),
  language('de-DE', 'German', '德语', 'de-DE', 'de-DE', polly('Vicki Marlene|Hans', 'Vicki|Daniel', 'Vicki|Daniel')),
  language('it-IT', 'Italian', '意大利语', 'it-IT', 'it-IT', polly('Bianca Carla|Giorgio', 'Bianca|Adriano', 'Bianca')),
  language('nl-NL', 'Dutch', '荷兰语', 'nl-NL', 'nl-NL', polly('Lotte|Ruben', 'Laura')),
  language('pl-PL', 'Polish', '波兰语', 'pl-PL', 'pl-PL', polly('Ewa Maja|Jacek Jan', 'Ola')),
  language('pt-BR', 'Portuguese, Brazil', '葡萄牙语（巴西）', 'pt-BR', 'pt-BR', polly('Camila Vitoria|Ricardo', 'Camila Vitoria|Thiago')),
  language('pt-PT', 'Portuguese', '葡萄牙语', 'pt-PT', 'pt-PT', polly('Ines|Cristiano', 'Ines')),
  language('ru-RU', 'Russian', '俄语', 'ru-RU', 'ru-RU', polly('Tatyana|Maxim')),
  language('hi-IN', 'Hindi', '印地语', 'hi-IN', 'hi-IN', polly('Aditi', 'Kajal')),
  language('id-ID', 'Indonesian', '印尼语', 'id-ID', 'id-ID', google('id-ID', 'AD|BC')),
  language('ms-MY', 'Malay', '马来语', 'ms-MY', 'ms-MY', google('ms-MY', 'AC|BD')),
  language('fil-PH', 'Filipino', '菲律宾语', 'fil-PH', 'fil-PH', google('fil-PH', 'AB|CD')),
  language('th-TH', 'Thai', '泰语', 'th-TH', 'th-TH', google('th-TH', 'A', ['Standard'])),
  language('vi-VN', 'Vietnamese', '越南语', 'vi-VN', 'vi-VN', google('vi-VN', 'AC|BD')),
];

function language(tag: string, en: string, zh: string, sayLanguage: string, speechLanguage: string, voices: Voice[]): SpokenLanguage {
  return { tag, title: { 'en-US': en, 'zh-CN': zh }, sayLanguage, speechLanguage, voices };
}

const byTag = new Map(spokenLanguages.map((row) => [row.tag.toLowerCase(), row]));

const engines = new Map(spokenLanguages.flatMap(({ voices }) => voices.map(({ name, engine }) => [name, engine] as const)));

const languagesOf = new Map<string, string[]>();
for (const { sayLanguage, voices } of spokenLanguages) for (const { name } of voices) languagesOf.set(name, [...(languagesOf.get(name) ?? []), sayLanguage]);
