import { Drawer, Skeleton, Text, Timeline } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { switchesApi, type SwitchChange } from '../api/switches.js';
import { useLoaded } from '../api/use-loaded.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { moment } from '../text/moments.js';
import { whoName } from '../text/who-name.js';
import { SettingChange } from './SettingChange.js';
import { useSettingWords } from './use-setting-words.js';

/** Who changed a switch, from what to what, when and why. */
export function SwitchHistory({ name, close }: { name: string; close(): void }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const words = useSettingWords();
  /** Where only the words of an announcement changed, they say it. */
  const saysWas = ({ before, after }: SwitchChange): string | null => {
    const [old, fresh] = [before, after].map((holds) => (holds ? words(holds.value) : t('switches.notSet')));
    return old === fresh ? null : t('switches.was', { value: old });
  };
  const { data, error } = useLoaded(name, (signal) => switchesApi.history(name, signal));
  return (
    <Drawer opened onClose={close} position="right" title={t('switches.historyOf', { name })} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {error && <ErrorNote error={error} />}
      {!data && !error && <Skeleton height={160} />}
      {data?.changes.length === 0 && <Text c="dimmed">{t('switches.historyEmpty')}</Text>}
      <Timeline bulletSize={14} lineWidth={2}>
        {data?.changes.map((change) => (
          <Timeline.Item key={change.at}>
            <SettingChange before={change.before} after={change.after} />
            <Text size="sm" c="dimmed">
              {[saysWas(change), change.until && t('switches.ends', { when: moment(change.until, reader) })].filter(Boolean).join(' · ')}
            </Text>
            {change.note && <Text size="sm">{change.note}</Text>}
            <Text size="xs" c="dimmed">
              {[moment(change.at, reader), whoName(change.who, t)].join(' · ')}
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </Drawer>
  );
}
