import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconCheck, IconLanguage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { appLanguages } from '../text/texts.js';

/** The language of the designer itself, changed at once and remembered by this browser. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('shell.language')}>
          <ActionIcon size="lg" aria-label={t('shell.language')}>
            <IconLanguage size={19} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={i18n.resolvedLanguage} onChange={(tag) => void i18n.changeLanguage(tag)}>
          {appLanguages.map(({ tag, name }) => (
            <Menu.RadioItem key={tag} lang={tag} value={tag} checkIcon={<IconCheck size={15} aria-hidden />} closeMenuOnClick>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
