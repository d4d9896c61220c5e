import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor, useView } from '../drafts/editor.js';
import { ago } from '../text/moments.js';

/** Offers what earlier visits could not save, one after the other. Nothing is edited before the choice, so that neither can get lost by the other. */
export function UnsavedOffer() {
  const { t, i18n } = useTranslation();
  const { left = [], autosave } = useEditor();
  const [answered, setAnswered] = useState(0);
  const isChoosing = useView(({ save }) => save.state === 'conflict');
  const next = left[answered];
  if (!next || isChoosing) return null;
  const takeIn = (): void => {
    setAnswered(answered + 1);
    autosave.takeIn(next);
  };
  const drop = (): void => {
    setAnswered(answered + 1);
    next.drop();
  };
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} closeOnClickOutside={false} closeOnEscape={false} title={t('unsaved.title')}>
      <Stack>
        <Text size="sm">{t('unsaved.help', { when: ago(next.unsaved.at, i18n.resolvedLanguage ?? 'en-US') })}</Text>
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
