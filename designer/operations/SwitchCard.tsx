import { Badge, Button, Card, Group, RingProgress, Switch, Text } from '@mantine/core';
import { IconTextSize } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SwitchEntry } from '../api/switches.js';
import { ago, moment } from '../text/moments.js';
import { whoName } from '../text/who-name.js';
import { UsedBy } from './UsedBy.js';
import classes from './Operations.module.css';
import { readSetting } from './switch-value.js';
import { useSettingWords } from './use-setting-words.js';

interface SwitchCardProps {
  entry: SwitchEntry;
  turn?(): void;
  edit?(): void;
  clear?(): void;
  showHistory(): void;
}

/** One switch: what it holds, until when, who set it and why, and what reads it. */
export function SwitchCard({ entry, turn, edit, clear, showHistory }: SwitchCardProps) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const setting = entry.set ? readSetting(entry.value) : null;
  const isOn = setting ? ('on' in setting ? setting.on : setting.kind === 'percent' && setting.percent > 0) : entry.defaults[0] === 'on';
  const canTurn = setting === null ? entry.defaults.length > 0 : 'on' in setting;
  return (
    <Card withBorder radius="lg" component="li" className={classes.card} data-on={isOn || undefined} data-switch={entry.switch}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Group gap="md" align="flex-start" wrap="nowrap" style={{ minWidth: 0, flex: '1 1 320px' }}>
          {canTurn ? <Switch size="md" mt={2} checked={isOn} disabled={!turn} onChange={() => turn?.()} aria-label={t('switches.toggle', { name: entry.switch })} /> : <Share percent={setting?.kind === 'percent' ? setting.percent : null} />}
          <div style={{ minWidth: 0 }}>
            <Group gap={8}>
              <Text fw={650} className={classes.name}>
                {entry.switch}
              </Text>
              <StateBadge entry={entry} />
              {entry.until && <Badge variant="light" color="yellow">{t('switches.ends', { when: moment(entry.until, reader) })}</Badge>}
            </Group>
            {setting?.kind === 'announcement' && setting.on && (
              <Text size="sm" mt={6} className={classes.quote}>
                {setting.texts[reader] ?? Object.values(setting.texts)[0]}
              </Text>
            )}
            <Text size="sm" c="dimmed" mt={4}>
              {entry.set && entry.updatedAt ? [ago(entry.updatedAt, reader), whoName(entry.updatedBy, t), entry.note].filter(Boolean).join(' · ') : t('switches.notSet')}
            </Text>
            <UsedBy uses={entry.uses} none={t('switches.usedByNobody')} />
          </div>
        </Group>
        <Group gap={6}>
          {edit && (
            <Button size="compact-sm" variant="light" onClick={edit} aria-label={t('switches.change', { name: entry.switch })}>
              {t('switches.edit')}
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={showHistory} aria-label={t('switches.historyOf', { name: entry.switch })}>
            {t('switches.history')}
          </Button>
          {clear && entry.set && (
            <Button size="compact-sm" variant="default" onClick={clear} aria-label={t('switches.asDefaultTitle', { name: entry.switch })}>
              {t('switches.asDefault')}
            </Button>
          )}
        </Group>
      </Group>
    </Card>
  );
}

/** In place of the toggle, where there is more between on and off. */
function Share({ percent }: { percent: number | null }) {
  return (
    <div className={classes.share} aria-hidden>
      {percent === null ? <IconTextSize size={20} stroke={1.6} /> : <RingProgress size={44} thickness={5} roundCaps sections={[{ value: percent, color: 'pine' }]} />}
    </div>
  );
}

function StateBadge({ entry }: { entry: SwitchEntry }) {
  const { t } = useTranslation();
  const words = useSettingWords();
  if (!entry.set) {
    const standing = entry.defaults.map((value) => (value === 'on' ? t('switches.on') : t('switches.off'))).join(' / ') || t('switches.defaultOfFlow');
    return (
      <Badge variant="light" color="gray">
        {t('switches.default', { value: standing })}
      </Badge>
    );
  }
  const setting = readSetting(entry.value);
  const isLive = 'on' in setting ? setting.on : setting.kind === 'percent' ? setting.percent > 0 : true;
  return (
    <Badge variant="light" color={isLive ? 'teal' : 'gray'} maw={320}>
      {words(entry.value)}
    </Badge>
  );
}
