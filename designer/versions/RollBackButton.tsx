import { Button, Stack, Text } from '@mantine/core';
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

interface RollBackButtonProps {
  alias: string;
  history: FlowHistory;
  /** What the history shows may be over by now. */
  blocked: boolean;
  changed(): void;
}

/** One click, and callers hear the version before. Only the message that says so goes forward again. For whoever wants to look first, there is the dialog. */
export function RollBackButton({ alias, history, blocked, changed }: RollBackButtonProps) {
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
    let isTakenBack = false;
    const takeBack = (): void => {
      if (isTakenBack) return;
      isTakenBack = true;
      notifications.hide(id);
      go(from, to);
    };
    const id = notifications.show({
      color: 'teal',
      autoClose: 20_000,
      closeButtonProps: { 'aria-label': t('common.close') },
      message: (
        <Stack gap={6} align="flex-start">
          <Text size="sm">{t('history.heardAgain', { version: shortVersion(to) })}</Text>
          <Button size="compact-sm" variant="default" onClick={takeBack}>
            {t('history.takeBack')}
          </Button>
        </Stack>
      ),
    });
  };
  return (
    <Button size="compact-xs" variant="default" loading={busy} disabled={blocked} leftSection={<IconRestore size={13} />} onClick={() => go(before, now)} title={t('history.rollBackNowHelp')}>
      {t('history.rollBackNow', { version: shortVersion(before) })}
    </Button>
  );
}
