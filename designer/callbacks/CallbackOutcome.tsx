import { Button, Group, NativeSelect, Text, Textarea } from '@mantine/core';
import { IconCheck, IconPhoneOff, IconPhoneX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallbackAction } from '../api/work.js';
import classes from './Callbacks.module.css';

/** Until the next try, in minutes. */
const waits = ['30', '120', '1440'] as const;

/** What came of a call that somebody is making. */
export function CallbackOutcome({ phone, note: kept, isNew, act }: { phone: string; note: string; isNew: boolean; act(change: CallbackAction): Promise<void> }) {
  const { t } = useTranslation();
  const [note, setNote] = useState(kept);
  const [wait, setWait] = useState<string>(waits[0]);
  const field = useRef<HTMLTextAreaElement>(null);
  // The button that took the call is gone, and with it the place of whoever works by keys.
  useEffect(() => {
    if (isNew) field.current?.focus();
  }, [isNew]);
  const say = (action: 'done' | 'no_answer' | 'failed'): void => {
    const later = new Date(Date.now() + Number(wait) * 60_000).toISOString();
    void act({ action, note: note.trim(), ...(action === 'no_answer' && { tryAgainAt: later }) });
  };
  return (
    <div className={classes.outcome} role="group" aria-label={`${t('callbacks.what')} ${phone}`}>
      <Textarea ref={field} label={t('callbacks.note')} description={t('callbacks.noteHelp')} autosize minRows={1} maxRows={5} maxLength={1000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      <Text size="sm" fw={600} mt="sm" mb={6}>
        {t('callbacks.what')}
      </Text>
      <Group gap="sm" align="flex-end">
        <Button leftSection={<IconCheck size={17} />} onClick={() => say('done')}>
          {t('callbacks.done')}
        </Button>
        <Group gap={6} align="flex-end">
          <Button variant="default" leftSection={<IconPhoneOff size={17} />} onClick={() => say('no_answer')}>
            {t('callbacks.noAnswer')}
          </Button>
          <NativeSelect size="sm" aria-label={t('callbacks.again')} value={wait} onChange={(event) => setWait(event.currentTarget.value)} data={waits.map((minutes) => ({ value: minutes, label: t(`callbacks.waits.${minutes}`) }))} />
        </Group>
        <Button variant="subtle" color="gray" c="var(--tl-error)" leftSection={<IconPhoneX size={17} />} onClick={() => say('failed')}>
          {t('callbacks.failed')}
        </Button>
      </Group>
    </div>
  );
}
