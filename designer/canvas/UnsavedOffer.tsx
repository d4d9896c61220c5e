import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor, useView } from '../drafts/editor.js';
import { CopyFlow } from './CopyFlow.js';
import { ago } from '../text/moments.js';

/** Offers what earlier visits could not save, one after the other. Nothing is edited before the choice, so that neither can get lost by the other. Who may not change the flow any more can still have it as text. */
export function UnsavedOffer() {
  const { t, i18n } = useTranslation();
  const { left = [], autosave, mayEdit } = useEditor();
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
        <Text size="sm">{t(mayEdit ? 'unsaved.help' : 'unsaved.readOnly', { when: ago(next.unsaved.at, i18n.resolvedLanguage ?? 'en-US') })}</Text>
        {!mayEdit && <Textarea readOnly rows={8} aria-label={t('unsaved.text')} value={JSON.stringify(next.unsaved.mine.document, null, 2)} styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={drop}>
            {t('unsaved.drop')}
          </Button>
          {!mayEdit && <CopyFlow document={next.unsaved.mine.document} />}
          {mayEdit ? (
            <Button onClick={takeIn} data-autofocus>
              {t('unsaved.takeIn')}
            </Button>
          ) : (
            <Button onClick={() => setAnswered(answered + 1)} data-autofocus>
              {t('unsaved.later')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
