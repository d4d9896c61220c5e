import { Button, Center, Code, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import { ColorSchemeSwitch } from './ColorSchemeSwitch.js';
import { LanguageSwitch } from './LanguageSwitch.js';
import { Logo } from './Logo.js';

export function SignedOutPage({ error, retry }: { error: ApiError | null; retry(): void }) {
  const { t } = useTranslation();
  const unreachable = error !== null && error.status !== 401;
  return (
    <Center component="main" mih="100%" p="md">
      <Paper withBorder radius="lg" p="xl" maw={520} w="100%">
        <Stack gap="md">
          <Group justify="space-between">
            <Logo />
            <Group gap={4}>
              <LanguageSwitch />
              <ColorSchemeSwitch />
            </Group>
          </Group>
          <Title order={1} size="h2">
            {unreachable ? t('signIn.unreachable') : t('signIn.title')}
          </Title>
          <Text>{unreachable ? t('signIn.unreachableHelp') : t('signIn.help')}</Text>
          {!unreachable && (
            <Code block fz="sm" tabIndex={0} aria-label={t('signIn.command')}>
              npx trunkline user link you@example.com
            </Code>
          )}
          {!unreachable && (
            <Text size="sm" c="dimmed">
              {t('signIn.once')}
            </Text>
          )}
          <Button onClick={retry} variant={unreachable ? 'filled' : 'light'}>
            {t('common.tryAgain')}
          </Button>
        </Stack>
      </Paper>
    </Center>
  );
}
