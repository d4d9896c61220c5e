import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ErrorText } from '../app/ErrorText.js';
import type { useAcceptedWords } from './use-accepted-words.js';

/** Accepts the new words of all scenarios in which nothing else differs, says what became of it, and takes it back. */
export function AcceptWords({ words, count, acceptAll }: { words: ReturnType<typeof useAcceptedWords>; count: number; acceptAll(): void }) {
  const { t } = useTranslation();
  const { done, error, busy } = words;
  return (
    <>
      {count > 0 && (
        <Alert mt={6} p="xs" color="gray">
          <Text size="xs">{t('phone.words.someOnly', { count })}</Text>
          <Button mt={6} size="compact-sm" loading={busy} onClick={acceptAll}>
            {t('phone.words.acceptAll', { count })}
          </Button>
        </Alert>
      )}
      {error && (
        <Alert mt={6} color="red" p="xs" role="alert">
          <ErrorText error={error} />
        </Alert>
      )}
      {done && (
        <Alert mt={6} p="xs" color={done.left.length > 0 ? 'yellow' : 'teal'} role="status" withCloseButton closeButtonLabel={t('common.close')} onClose={words.forget}>
          {(done.count > 0 || done.left.length === 0) && <Text size="xs">{t(done.kind === 'accepted' ? 'phone.words.accepted' : 'phone.words.takenBack', { count: done.count })}</Text>}
          {done.left.length > 0 && <Text size="xs">{t('phone.words.left', { names: done.left.join(t('phone.words.between')) })}</Text>}
          {done.back.length > 0 && (
            <Group mt={6}>
              <Button size="compact-xs" variant="default" loading={busy} onClick={words.takeBack}>
                {t('common.takeBack')}
              </Button>
            </Group>
          )}
        </Alert>
      )}
    </>
  );
}
