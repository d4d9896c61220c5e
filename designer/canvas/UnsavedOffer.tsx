import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../drafts/editor.js';
import { ago } from '../text/moments.js';

/** Offers what an earlier visit could not save. Nothing is edited before the choice, so that neither can get lost by the other. */
export function UnsavedOffer() {
  const { t, i18n } = useTranslation();
  const { left, autosave } = useEditor();
  const [isAnswered, setAnswered] = useState(false);
  if (!left || isAnswered) return null;
  const takeIn = (): void => {
    setAnswered(true);
    autosave.takeIn(left.unsaved, left.standing);
  };
  const drop = (): void => {
    setAnswered(true);
    left.drop();
  };
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} closeOnClickOutside={false} closeOnEscape={false} title={t('unsaved.title')}>
      <Stack>
        <Text size="sm">{t('unsaved.help', { when: ago(left.unsaved.at, i18n.resolvedLanguage ?? 'en-US') })}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={drop}>
            {t('unsaved.drop')}
          </Button>
          <Button onClick={takeIn} data-autofocus>
            {t('unsaved.takeIn')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
