import { useTranslation } from 'react-i18next';
import type { Json } from '../../schemas/json.js';
import { readSetting } from './switch-value.js';

/** What a switch holds, in words of the reader. */
export function useSettingWords(): (value: Json) => string {
  const { t } = useTranslation();
  return (value) => {
    const setting = readSetting(value);
    if (setting.kind === 'on_off') return setting.on ? t('switches.on') : t('switches.off');
    if (setting.kind === 'percent') return t('switches.percentOn', { percent: setting.percent });
    if (setting.kind === 'announcement') return setting.on ? t('switches.announcementOn') : t('switches.announcementOff');
    return setting.text;
  };
}
