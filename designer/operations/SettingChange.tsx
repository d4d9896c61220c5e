import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../schemas/json.js';
import { languageName } from '../text/language-name.js';
import classes from './Operations.module.css';
import { readSetting } from './switch-value.js';
import { useSettingWords } from './use-setting-words.js';

interface SettingChangeProps {
  before: { value: Json } | null;
  after: { value: Json } | null;
}

/** What a switch holds, and of an announcement which words came and went. */
export function SettingChange({ before, after }: SettingChangeProps) {
  const { t } = useTranslation();
  const words = useSettingWords();
  return (
    <>
      <Text size="sm" fw={550}>
        {after ? words(after.value) : t('switches.asDefault')}
      </Text>
      <ChangedWords before={textsOf(before)} after={textsOf(after)} />
    </>
  );
}

/** The words of an announcement in each language; where they stay as they were they are told once. */
function ChangedWords({ before, after }: { before: Record<string, string>; after: Record<string, string> }) {
  const { t, i18n } = useTranslation();
  const languages = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  if (languages.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={t('switches.words')}>
      {languages.map((language) => {
        const [old, fresh] = [before[language], after[language]];
        return (
          <li key={language}>
            <Text size="xs" c="dimmed">
              {languageName(language, i18n.resolvedLanguage ?? 'en-US')}
            </Text>
            <Text size="sm" dir="auto" lang={language} className={classes.quote}>
              {old !== undefined && old !== fresh && <del className={classes.taken}>{old}</del>} {fresh !== undefined && (old === undefined || old === fresh ? fresh : <ins className={classes.added}>{fresh}</ins>)}
            </Text>
          </li>
        );
      })}
    </ul>
  );
}

function textsOf(holds: { value: Json } | null): Record<string, string> {
  const setting = holds && readSetting(holds.value);
  return setting?.kind === 'announcement' ? setting.texts : {};
}
