import { ActionIcon, Avatar, Menu, Text } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { operationsApi } from '../api/operations.js';
import { useUser } from './SignedIn.js';

export function UserMenu() {
  const { t } = useTranslation();
  const user = useUser();
  const signOut = (): void => {
    void operationsApi.signOut().finally(() => window.location.assign('/'));
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="lg" radius="xl" aria-label={t('shell.account')}>
          <Avatar size={28} radius="xl" color="pine" variant="light" name={user.name} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--mantine-color-text)">
            {user.name}
          </Text>
          <Text size="xs">
            {user.email} · {t(`roles.${user.role}`)}
          </Text>
        </Menu.Label>
        <Menu.Item leftSection={<IconLogout size={15} />} onClick={signOut}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
