import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core';
import { IconCheck, IconPlayerPlay, IconTrash, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ScenarioResult } from '../api/scenarios.js';
import classes from './Phone.module.css';
import words from './Scenarios.module.css';
import { WordChanges } from './WordChanges.js';
import { langOf } from '../drafts/lang-of.js';

interface ScenarioItemProps {
  name: string;
  result: ScenarioResult | undefined;
  play(): void;
  /** `null` where nobody may. */
  remove: (() => void) | null;
  accept: (() => void) | null;
}

/** A scripted caller, what came of the call, and what may be done about it. */
export function ScenarioItem({ name, result, play, remove, accept }: ScenarioItemProps) {
  const { t, i18n } = useTranslation();
  const reworded = result?.reworded ?? null;
  return (
    <li>
      <Group gap={6} wrap="nowrap" align="flex-start">
        {result && (result.ok ? <IconCheck size={15} className={classes.good} aria-label={t('phone.good')} role="img" /> : <IconX size={15} className={classes.bad} aria-label={t('phone.bad')} role="img" />)}
        <Text size="xs" flex={1} dir="auto" lang={langOf(name, i18n.resolvedLanguage ?? 'en-US')}>
          {name}
        </Text>
        <Tooltip label={t('phone.play')}>
          <ActionIcon size="sm" aria-label={`${t('phone.play')}: ${name}`} onClick={play}>
            <IconPlayerPlay size={13} />
          </ActionIcon>
        </Tooltip>
        {remove && (
          <Tooltip label={t('phone.remove')}>
            <ActionIcon size="sm" aria-label={`${t('phone.remove')}: ${name}`} onClick={remove}>
              <IconTrash size={13} />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      {!reworded?.onlyWords &&
        result?.messages.map((message, at) => (
          <Text key={at} size="xs" className={classes.bad} pl={20}>
            {message[i18n.resolvedLanguage === 'zh-CN' ? 'zh-CN' : 'en-US']}
          </Text>
        ))}
      {reworded && <WordChanges changes={reworded.changes} />}
      {reworded?.onlyWords && (
        <div className={words.actions}>
          <Text size="xs" c="dimmed">
            {t(reworded.sameWay ? 'phone.words.only' : 'phone.words.unknownWay')}
          </Text>
          {accept && (
            <Button size="compact-xs" variant="default" mt={4} aria-label={`${t('phone.words.accept')}: ${name}`} onClick={accept}>
              {t('phone.words.accept')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
