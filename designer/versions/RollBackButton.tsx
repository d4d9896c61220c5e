import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRestore } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import { flowsApi, type FlowHistory } from '../api/flows.js';
import { ErrorText } from '../app/ErrorText.js';
import { useEditor } from '../drafts/editor.js';
import { getVersionBefore } from './get-version-before.js';
import { shortVersion } from './short-version.js';

/** One click, and callers hear the version before; a second one takes it back. For whoever wants to look first, there is the dialog. */
export function RollBackButton({ alias, history, changed }: { alias: string; history: FlowHistory; changed(): void }) {
  const { t } = useTranslation();
  const { flow } = useEditor();
  const [busy, setBusy] = useState(false);
  const now = history.aliases[alias];
  const before = getVersionBefore(alias, history);
  if (!now || !before) return null;
  const go = (to: string, from: string): void => {
    setBusy(true);
    flowsApi
      .rollBack(flow, alias, to, '')
      .then(
        () => tell(to, from),
        (error: ApiError) => void notifications.show({ message: <ErrorText error={error} />, color: 'red', closeButtonProps: { 'aria-label': t('common.close') } }),
      )
      .finally(() => {
        setBusy(false);
        changed();
      });
  };
  const tell = (to: string, from: string): void => {
    const id = notifications.show({
      color: 'teal',
      autoClose: 20_000,
      closeButtonProps: { 'aria-label': t('common.close') },
      message: (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">{t('history.heardAgain', { version: shortVersion(to) })}</Text>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              notifications.hide(id);
              go(from, to);
            }}
          >
            {t('history.takeBack')}
          </Button>
        </Group>
      ),
    });
  };
  return (
    <Button size="compact-xs" variant="default" loading={busy} leftSection={<IconRestore size={13} />} onClick={() => go(before, now)} aria-label={t('history.rollBackNowTo', { version: shortVersion(before) })}>
      {t('history.rollBackNow')}
    </Button>
  );
}
