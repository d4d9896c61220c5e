import { useTranslation } from 'react-i18next';
import type { BothLanguages } from '../../schemas/form-controls.js';
import { helpInChinese } from '../text/step-help-zh-cn.js';

/** Words of the schemas in the reader's language. */
export function useWords() {
  const { i18n } = useTranslation();
  const reader: keyof BothLanguages = i18n.resolvedLanguage === 'zh-CN' ? 'zh-CN' : 'en-US';
  return {
    reader,
    say: (text: BothLanguages | undefined) => text?.[reader] ?? '',
    help: (text: string) => (reader === 'zh-CN' ? (helpInChinese[text] ?? text) : text),
  };
}
