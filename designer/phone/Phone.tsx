import { ActionIcon, Alert, Button, Group, Menu, NativeSelect, Title, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconArrowBackUp, IconPhoneOff, IconRefresh, IconX } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft, useEditor } from '../drafts/editor.js';
import { languageName } from '../text/language-name.js';
import { Conversation } from './Conversation.js';
import { demoCallers } from './demo-callers.js';
import { Happenings } from './Happenings.js';
import { Keypad } from './Keypad.js';
import classes from './Phone.module.css';
import { Speech } from './Speech.js';
import { HANG_UP, SILENCE } from './tokens.js';
import { usePhone, type PhoneState } from './use-phone.js';

/** A telephone beside the canvas that calls the draft as it is drawn now. */
export function Phone() {
  const { t } = useTranslation();
  const { view } = useEditor();
  const phone = usePhone();
  const { simulation } = phone;
  const waiting = simulation?.waiting ?? null;
  const dial = (event: KeyboardEvent): void => {
    const isField = (event.target as HTMLElement).closest('input, select, textarea') !== null;
    if (isField || event.ctrlKey || event.metaKey || event.altKey || !/^[0-9*#]$/.test(event.key)) return;
    event.preventDefault();
    phone.press(event.key);
  };
  return (
    <aside className={classes.phone} aria-label={t('phone.title')} onKeyDown={dial} tabIndex={-1} ref={focusOnce} data-dials>
      <div className={classes.head}>
        <Title order={2} size="h5">
          {t('phone.title')}
        </Title>
        <Group gap={0} wrap="nowrap">
          <Tooltip label={t('phone.back')}>
            <ActionIcon aria-label={t('phone.back')} disabled={phone.done === 0} onClick={phone.back}>
              <IconArrowBackUp size={17} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('phone.restart')}>
            <ActionIcon aria-label={t('phone.restart')} onClick={() => phone.restart()}>
              <IconRefresh size={17} />
            </ActionIcon>
          </Tooltip>
          <ActionIcon aria-label={t('phone.close')} onClick={() => view.getState().look({ phoneOpen: false })}>
            <IconX size={17} />
          </ActionIcon>
        </Group>
      </div>
      <Caller phone={phone} />
      {phone.error && (
        <Alert color="red" variant="light" mx={12} mb={8} p="xs" role="alert">
          {phone.error.status === 0 ? t('common.noAnswer') : phone.error.message}
        </Alert>
      )}
      <Conversation simulation={simulation} entry={phone.entry} />
      {simulation && <Happenings call={simulation.call} />}
      <div className={classes.controls} data-busy={phone.busy}>
        <Speech disabled={!waiting?.input.includes('speech')} send={phone.send} />
        <Keypad waiting={waiting} press={phone.press} />
        <Group gap={6} grow>
          <Button size="compact-sm" variant="default" disabled={!waiting} onClick={() => (phone.entry ? phone.send(phone.entry) : phone.send(SILENCE))}>
            {phone.entry ? t('phone.sendKeys') : t('phone.silence')}
          </Button>
          <Button size="compact-sm" color="red.9" leftSection={<IconPhoneOff size={15} />} disabled={!waiting} onClick={() => phone.send(HANG_UP)}>
            {t('phone.hangUp')}
          </Button>
        </Group>
      </div>
    </aside>
  );
}

/** An opened phone is ready for keys at once. */
function focusOnce(phone: HTMLElement | null): void {
  phone?.focus({ preventScroll: true });
}

/** Who calls, in which language, and what becomes of a transfer. A change begins a new call. */
function Caller({ phone }: { phone: PhoneState }) {
  const { t, i18n } = useTranslation();
  const languages = useDraft((draft) => draft.document.meta.languages);
  const { from, language, dial } = phone.settings;
  return (
    <Group gap={6} px={12} pb={8} wrap="nowrap">
      <NativeSelect
        size="xs"
        flex={1}
        aria-label={t('phone.caller')}
        data={demoCallers.map((caller) => ({ value: caller.number, label: `${t(caller.text)} · ${caller.number.slice(-4)}` }))}
        value={from}
        onChange={(event) => phone.restart({ from: event.currentTarget.value })}
      />
      <Menu position="bottom-end" closeOnItemClick={false}>
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={t('phone.settings')}>
            <IconAdjustmentsHorizontal size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown p="sm">
          <NativeSelect
            size="xs"
            label={t('phone.language')}
            data={[{ value: '', label: t('phone.flowLanguage') }, ...languages.map((tag) => ({ value: tag, label: languageName(tag, i18n.resolvedLanguage ?? 'en-US') }))]}
            value={language ?? ''}
            onChange={(event) => phone.restart({ language: event.currentTarget.value || null })}
          />
          <NativeSelect
            size="xs"
            mt="xs"
            label={t('phone.transfer')}
            data={(['answered', 'busy', 'no_answer', 'failed'] as const).map((outcome) => ({ value: outcome, label: t(`phone.dials.${outcome}`) }))}
            value={dial}
            onChange={(event) => phone.restart({ dial: event.currentTarget.value as typeof dial })}
          />
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
