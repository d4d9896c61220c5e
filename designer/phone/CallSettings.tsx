import { ActionIcon, Autocomplete, Group, NativeSelect, Popover, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDraft } from '../drafts/editor.js';
import { toHalfWidth } from '../forms/half-width.js';
import { languageName } from '../text/language-name.js';
import { demoCallers } from './demo-callers.js';
import { answers, bots, dials, payments, queues, type PhoneSettings } from './phone-settings.js';
import type { PhoneState } from './use-phone.js';

/** Who calls, and the world the call meets. A change begins a new call. */
export function CallSettings({ phone }: { phone: PhoneState }) {
  const { t } = useTranslation();
  const { from } = phone.settings;
  const nameOf = (number: string): string => {
    const caller = demoCallers.find((one) => one.number === number);
    return caller ? `${t(caller.text)} · ${number.slice(-4)}` : number;
  };
  return (
    <Group gap={6} px={12} pb={8} wrap="nowrap">
      <NativeSelect
        size="xs"
        flex={1}
        aria-label={t('phone.caller')}
        data={[...new Set([...demoCallers.map(({ number }) => number as string), from])].map((number) => ({ value: number, label: nameOf(number) }))}
        value={from}
        onChange={(event) => phone.restart({ from: event.currentTarget.value })}
      />
      <Popover position="bottom-end" width={300} trapFocus withinPortal>
        <Popover.Target>
          <ActionIcon variant="default" size={30} aria-label={t('phone.settings')}>
            <IconAdjustmentsHorizontal size={16} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown p="sm" aria-label={t('phone.settings')} style={{ maxHeight: '70vh', overflowY: 'auto' }}>
          <World phone={phone} />
        </Popover.Dropdown>
      </Popover>
    </Group>
  );
}

function World({ phone: { settings, restart } }: { phone: PhoneState }) {
  const { t, i18n } = useTranslation();
  const { languages, timeZone = 'Asia/Shanghai' } = useDraft((draft) => draft.document.meta);
  const types = useDraft((draft) => draft.document.states);
  const has = (type: string): boolean => Object.values(types).some((state) => state.meta.step === type);
  return (
    <Stack gap="xs">
      <Autocomplete size="xs" label={t('phone.number')} data={demoCallers.map(({ number }) => number)} defaultValue={settings.from} onOptionSubmit={(from) => restart({ from })} onBlur={(event) => restart({ from: toHalfWidth(event.currentTarget.value).replace(/\s/g, '') || settings.from })} />
      <NativeSelect
        size="xs"
        label={t('phone.language')}
        data={[{ value: '', label: t('phone.flowLanguage') }, ...languages.map((tag) => ({ value: tag, label: languageName(tag, i18n.resolvedLanguage ?? 'en-US') }))]}
        value={settings.language ?? ''}
        onChange={(event) => restart({ language: event.currentTarget.value || null })}
      />
      <TextInput size="xs" type="datetime-local" label={t('phone.moment', { timeZone })} description={settings.at ? undefined : t('phone.now')} value={settings.at ?? ''} onChange={(event) => restart({ at: event.currentTarget.value || null })} />
      <Choice label={t('phone.answersTitle')} value={settings.answers} options={answers} nameOf={(value) => t(`phone.answers.${value}`)} choose={(value) => restart({ answers: value })} />
      <Choice label={t('phone.transfer')} value={settings.dial} options={dials} nameOf={(value) => t(`phone.dials.${value}`)} choose={(value) => restart({ dial: value })} />
      {has('enqueue') && <Choice label={t('phone.queue')} value={settings.queue} options={queues} nameOf={(value) => t(`phone.queues.${value}`)} choose={(value) => restart({ queue: value })} />}
      {has('take_payment') && <Choice label={t('phone.payment')} value={settings.payment} options={payments} nameOf={(value) => t(`phone.payments.${value}`)} choose={(value) => restart({ payment: value })} />}
      {(has('connect_stream') || has('connect_relay')) && <Choice label={t('phone.bot')} value={settings.bot} options={bots} nameOf={(value) => t(`phone.bots.${value}`)} choose={(value) => restart({ bot: value })} />}
      <Switches settings={settings} change={(switches) => restart({ switches })} />
    </Stack>
  );
}

function Choice<Value extends string>({ label, value, options, nameOf, choose }: { label: string; value: Value; options: readonly Value[]; nameOf(value: Value): string; choose(value: Value): void }) {
  return <NativeSelect size="xs" label={label} data={options.map((option) => ({ value: option, label: nameOf(option) }))} value={value} onChange={(event) => choose(event.currentTarget.value as Value)} />;
}

/** Those that steps of this flow look at. */
function Switches({ settings, change }: { settings: PhoneSettings; change(switches: Record<string, boolean>): void }) {
  const { t } = useTranslation();
  const states = useDraft((draft) => draft.document.states);
  const names = [...new Set(Object.values(states).flatMap(({ meta }) => (meta.step === 'switch_on' && typeof meta['switch'] === 'string' ? [meta['switch']] : [])))];
  if (names.length === 0) return null;
  const valueOf = (name: string): string => (settings.switches[name] === undefined ? 'unset' : settings.switches[name] ? 'on' : 'off');
  const set = (name: string, value: string): void => {
    const { [name]: _before, ...others } = settings.switches;
    change(value === 'unset' ? others : { ...others, [name]: value === 'on' });
  };
  return (
    <Stack gap={6}>
      <Text size="xs" fw={500}>
        {t('phone.switches')}
      </Text>
      {names.map((name) => (
        <Group key={name} gap={6} justify="space-between" wrap="nowrap">
          <Text size="xs" truncate title={name}>
            {name}
          </Text>
          <SegmentedControl size="xs" aria-label={name} data={(['unset', 'on', 'off'] as const).map((value) => ({ value, label: t(`phone.switchStates.${value}`) }))} value={valueOf(name)} onChange={(value) => set(name, value)} />
        </Group>
      ))}
    </Stack>
  );
}
