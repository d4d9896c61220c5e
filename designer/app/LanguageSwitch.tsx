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
        {appLanguages.map(({ tag, name }) => (
          <Menu.Item key={tag} lang={tag} onClick={() => void i18n.changeLanguage(tag)} rightSection={i18n.resolvedLanguage === tag ? <IconCheck size={15} /> : null}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
