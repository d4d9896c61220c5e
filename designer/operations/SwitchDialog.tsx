import { Alert, Button, Group, Modal, NativeSelect, SegmentedControl, Slider, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import { flowsApi } from '../api/flows.js';
import { switchesApi, type SwitchEntry } from '../api/switches.js';
import { useLoaded } from '../api/use-loaded.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { inLanguage } from '../drafts/in-language.js';
import { languageName } from '../text/language-name.js';
import { ago, moment } from '../text/moments.js';
import { whoName } from '../text/who-name.js';
import { intoView, isChangedMeanwhile } from './ChangedMeanwhile.js';
import { EndTime, isOver } from './EndTime.js';
import classes from './Operations.module.css';
import { findMissingLanguages } from './missing-languages.js';
import { SettingChange } from './SettingChange.js';
import { readSetting, valueOfSetting, type SwitchSetting } from './switch-value.js';

/** Sets a switch: what it holds, until when, and why. Answers its name when it was set. */
export function SwitchDialog({ entry, close }: { entry: SwitchEntry | null; close(changed: string | null): void }) {
  const { t } = useTranslation();
  const [name, setName] = useState(entry?.switch ?? '');
  const [setting, setSetting] = useState<SwitchSetting>(entry?.set ? readSetting(entry.value) : { kind: 'on_off', on: true });
  const [until, setUntil] = useState<string | null>(entry?.until ?? null);
  const [note, setNote] = useState('');
  const [basedOn, setBasedOn] = useState<string | null>(entry?.updatedAt ?? null);
  const [theirs, setTheirs] = useState<SwitchEntry | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const fits = /^[a-z][a-z0-9_]{0,63}$/.test(name);
  const isEmpty = setting.kind === 'announcement' && setting.on && Object.values(setting.texts).every((text) => text.trim() === '');
  const isReady = fits && !isEmpty && !isOver(until);
  const [, setTries] = useState(0);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (!isReady || isOver(until)) return setTries((before) => before + 1);
    setError(null);
    switchesApi.set(name, { value: valueOfSetting(setting), until, note: note.trim(), basedOn }).then(() => close(name), (refused: ApiError) => (isChangedMeanwhile(refused) ? showTheirs(refused) : setError(refused)));
  };
  /** Somebody else set it first: what it holds now is shown, and the next save is made knowing it. */
  const showTheirs = (refused: ApiError): void => {
    switchesApi.list().then(({ switches }) => {
      const newest = switches.find((each) => each.switch === name) ?? null;
      setTheirs(newest);
      setBasedOn(newest?.updatedAt ?? null);
      setError(newest ? null : refused);
    }, setError);
  };
  return (
    <Modal opened size="lg" onClose={() => close(null)} title={entry ? t('switches.change', { name: entry.switch }) : t('switches.add')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={save}>
        <Stack>
          {!entry && <TextInput label={t('switches.name')} description={t('switches.nameHelp')} placeholder="emergency_announcement" value={name} onChange={(event) => setName(event.currentTarget.value)} error={name && !fits ? t('switches.nameWrong') : null} data-autofocus />}
          <KindChoice setting={setting} choose={setSetting} />
          <SettingFields name={name} setting={setting} change={setSetting} />
          <EndTime until={until} change={setUntil} />
          <TextInput label={t('switches.note')} description={t('switches.noteHelp')} placeholder={t('switches.noteHint')} maxLength={2000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
          {theirs && <TheirSetting entry={theirs} />}
          {error && (
            <div ref={intoView} className={classes.note}>
              <ErrorNote error={error} />
            </div>
          )}
          <Group justify="space-between">
            <Text size="sm" c="dimmed">
              {t('switches.now')}
            </Text>
            <Group gap="sm">
              <Button variant="default" onClick={() => close(null)}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" disabled={!isReady}>
                {t('common.save')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function TheirSetting({ entry }: { entry: SwitchEntry }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  return (
    <Alert ref={intoView} className={classes.note} color="yellow" variant="light" role="alert" title={t('meanwhile.title')} icon={<IconAlertTriangle size={18} />}>
      <Text size="sm">{t('meanwhile.holds', { who: whoName(entry.updatedBy, t), when: entry.updatedAt && ago(entry.updatedAt, reader) })}</Text>
      {entry.set ? <SettingChange before={null} after={{ value: entry.value }} /> : <Text size="sm">{t('switches.notSet')}</Text>}
      {entry.until && <Text size="sm">{t('switches.ends', { when: moment(entry.until, reader) })}</Text>}
      <Text size="sm" mt="xs">
        {t('meanwhile.over')}
      </Text>
    </Alert>
  );
}

function KindChoice({ setting, choose }: { setting: SwitchSetting; choose(setting: SwitchSetting): void }) {
  const { t } = useTranslation();
  const fresh: Record<SwitchSetting['kind'], SwitchSetting> = {
    on_off: { kind: 'on_off', on: true },
    percent: { kind: 'percent', percent: 25 },
    announcement: { kind: 'announcement', on: true, texts: {} },
    text: { kind: 'text', text: '' },
  };
  const kinds = { on_off: t('switches.kindOnOff'), percent: t('switches.kindPercent'), announcement: t('switches.kindAnnouncement'), text: t('switches.kindText') };
  const choices = Object.entries(kinds).map(([value, label]) => ({ value, label }));
  // What was written as one kind is there again when it is chosen again.
  const written = useRef<Partial<Record<SwitchSetting['kind'], SwitchSetting>>>({});
  const pick = (kind: string): void => {
    written.current[setting.kind] = setting;
    choose(written.current[kind as SwitchSetting['kind']] ?? fresh[kind as SwitchSetting['kind']]);
  };
  return (
    <div>
      <Text size="sm" fw={500} mb={4} id="switch-kind">
        {t('switches.kind')}
      </Text>
      <SegmentedControl fullWidth visibleFrom="xs" aria-labelledby="switch-kind" data={choices} value={setting.kind} onChange={pick} />
      <NativeSelect hiddenFrom="xs" aria-labelledby="switch-kind" data={choices} value={setting.kind} onChange={(event) => pick(event.currentTarget.value)} />
    </div>
  );
}

function SettingFields({ name, setting, change }: { name: string; setting: SwitchSetting; change(setting: SwitchSetting): void }) {
  const { t } = useTranslation();
  if (setting.kind === 'on_off') return <Switch size="md" label={setting.on ? t('switches.on') : t('switches.off')} checked={setting.on} onChange={(event) => change({ ...setting, on: event.currentTarget.checked })} />;
  if (setting.kind === 'text') return <Textarea autosize minRows={2} label={t('switches.asText')} value={setting.text} onChange={(event) => change({ ...setting, text: event.currentTarget.value })} />;
  if (setting.kind === 'percent') {
    return (
      <div>
        <Text size="sm" fw={500}>
          {t('switches.percentOn', { percent: setting.percent })}
        </Text>
        <Slider thumbLabel={t('switches.percent')} min={0} max={100} step={1} value={setting.percent} onChange={(percent) => change({ ...setting, percent })} marks={[0, 25, 50, 75, 100].map((value) => ({ value, label: `${value}%` }))} mb="lg" mt={6} />
        <Text size="xs" c="dimmed">
          {t('switches.percentHelp')}
        </Text>
      </div>
    );
  }
  return <AnnouncementFields name={name} setting={setting} change={change} />;
}

function AnnouncementFields({ name, setting, change }: { name: string; setting: SwitchSetting & { kind: 'announcement' }; change(setting: SwitchSetting): void }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const flows = useLoaded('flows', flowsApi.list).data?.flows ?? [];
  // Which flows say it is known of a switch that was never set, too.
  const uses = useLoaded('switches', switchesApi.list).data?.switches.find((each) => each.switch === name)?.uses ?? [];
  const nameOf = (flow: string): string => inLanguage(flows.find((each) => each.flow === flow)?.name, reader) || flow;
  const missing = findMissingLanguages(setting.texts, flows.filter(({ flow }) => uses.some((use) => use.flow === flow)));
  const languages = [...new Set(['zh-CN', 'en-US', ...flows.flatMap((flow) => flow.languages), ...Object.keys(setting.texts)])];
  const said = Object.entries(setting.texts).filter(([, text]) => text.trim() !== '');
  return (
    <Stack gap="xs">
      <Switch label={setting.on ? t('switches.announcementOn') : t('switches.announcementOff')} checked={setting.on} onChange={(event) => change({ ...setting, on: event.currentTarget.checked })} />
      {languages.map((language) => (
        <Textarea key={language} autosize minRows={2} maxLength={1000} lang={language} label={t('switches.announcementIn', { language: languageName(language, reader) })} value={setting.texts[language] ?? ''} onChange={(event) => change({ ...setting, texts: { ...setting.texts, [language]: event.currentTarget.value } })} />
      ))}
      <Text size="xs" c="dimmed">
        {t('switches.announcementHelp', { code: `{{ announcements.${name || 'emergency_announcement'} }}`, interpolation: { escapeValue: false } })}
      </Text>
      {missing.length > 0 && (
        <Alert color="yellow" variant="light" role="alert" title={t('switches.missingTitle')} icon={<IconAlertTriangle size={18} />}>
          {missing.map(({ language, flows: without }) => (
            <Text key={language} size="sm">
              {t('switches.missingIn', { language: languageName(language, reader), flows: without.map(nameOf).join(t('switches.listComma')) })}
            </Text>
          ))}
        </Alert>
      )}
      <div className={classes.preview} role="status">
        <Text size="xs" c="dimmed" fw={600}>
          {t('switches.preview')}
        </Text>
        {setting.on && said.length > 0 ? said.map(([language, text]) => <Text key={language} size="sm" dir="auto" lang={language}>{text}</Text>) : <Text size="sm" c="dimmed">{setting.on ? t('switches.previewEmpty') : '–'}</Text>}
      </div>
    </Stack>
  );
}
