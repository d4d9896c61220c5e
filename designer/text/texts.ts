import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { prepareGlyphs } from './glyphs.js';
import { enUS } from './en-us.js';
import { zhCN } from './zh-cn.js';

/** The languages of the designer, each called by its own name. */
export const appLanguages = [
  { tag: 'zh-CN', name: '简体中文' },
  { tag: 'en-US', name: 'English' },
] as const;

const remembered = 'trunkline-language';

/** Makes the words ready in the language chosen before, else in the browser's; the page's own language follows each change. */
export async function startTexts(): Promise<void> {
  await prepareGlyphs(JSON.stringify(zhCN));
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
    localStorage.setItem(remembered, language);
  });
  await i18next.use(initReactI18next).init({
    lng: localStorage.getItem(remembered) ?? (navigator.language.startsWith('zh') ? 'zh-CN' : 'en-US'),
    supportedLngs: appLanguages.map(({ tag }) => tag),
    fallbackLng: 'en-US',
    resources: { 'en-US': { translation: enUS }, 'zh-CN': { translation: zhCN } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}
