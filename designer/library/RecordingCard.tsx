import { ActionIcon, Anchor, Badge, Button, Group, Menu, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconDots, IconFileText, IconPlus, IconReplace, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ApiError } from '../api/client.js';
import { recordingsApi, type RecordingUse, type RecordingVariant } from '../api/library.js';
import { ConfirmDialog } from '../app/ConfirmDialog.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { inLanguage } from '../drafts/in-language.js';
import { langOf } from '../drafts/lang-of.js';
import { languageName } from '../text/language-name.js';
import { duration } from '../text/moments.js';
import classes from './Library.module.css';
import { PlayButton } from './PlayButton.js';
import type { RecordingTarget } from './RecordingDialog.js';
import type { ShelvedRecording } from './recording-shelf.js';

interface RecordingCardProps {
  recording: ShelvedRecording;
  mayWrite: boolean;
  choose(target: RecordingTarget): void;
  editWords(variant: RecordingVariant): void;
  reload(): void;
}

/** A recording: who plays it, each of its languages, and those it lacks. */
export function RecordingCard({ recording: { recording, variants, uses, missing }, mayWrite, choose, editWords, reload }: RecordingCardProps) {
  const { t } = useTranslation();
  const languages = [...new Set([...uses.flatMap((use) => use.languages), 'zh-CN', 'en-US'])];
  return (
    <section className={classes.recording} aria-label={recording}>
      <Group justify="space-between" wrap="nowrap">
        <Title order={2} size="h5" ff="monospace">
          {recording}
        </Title>
        {mayWrite && (
          <Button size="xs" variant="subtle" leftSection={<IconPlus size={15} />} onClick={() => choose({ recording, language: '', words: '', replaces: false, languages })} aria-label={`${t('article.addLanguage')}: ${recording}`}>
            {t('article.addLanguage')}
          </Button>
        )}
      </Group>
      <Uses uses={uses} />
      {variants.map((variant) => (
        <VariantRow key={variant.language} variant={variant} isLive={uses.some(({ live }) => live)} mayWrite={mayWrite} choose={choose} editWords={editWords} reload={reload} />
      ))}
      {missing.map((language) => (
        <MissingRow key={language} recording={recording} language={language} add={mayWrite ? () => choose({ recording, language, words: '', replaces: false }) : undefined} />
      ))}
    </section>
  );
}

function Uses({ uses }: { uses: RecordingUse[] }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  if (uses.length === 0) {
    return (
      <Text size="sm" c="dimmed" mb="xs">
        {t('recordings.unused')}
      </Text>
    );
  }
  return (
    <div className={classes.uses}>
      <Text span size="sm" c="dimmed">
        {t('recordings.usedBy')}
      </Text>
      {uses.map((use) => (
        <span key={`${use.flow} ${use.step}`}>
          <Anchor component={Link} to={`/flows/${use.flow}`} size="sm" underline="always" lang={langOf(use.flowName, reader)}>
            {inLanguage(use.flowName, reader) || use.flow}
          </Anchor>
          {' · '}
          <Anchor component={Link} to={`/flows/${use.flow}?step=${use.step}`} size="sm" underline="always" lang={langOf(use.stepTitle, reader)}>
            {inLanguage(use.stepTitle, reader) || use.step}
          </Anchor>{' '}
          <Badge size="xs" variant="light" color={use.live ? 'teal' : 'gray'}>
            {use.live ? t('recordings.live') : t('recordings.draftOnly')}
          </Badge>
        </span>
      ))}
    </div>
  );
}

interface VariantRowProps extends Omit<RecordingCardProps, 'recording'> {
  variant: RecordingVariant;
  isLive: boolean;
}

function VariantRow({ variant, isLive, mayWrite, choose, editWords, reload }: VariantRowProps) {
  const { t, i18n } = useTranslation();
  const [removing, setRemoving] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const { recording, language, words, url, seconds } = variant;
  const called = { name: recording, language: languageName(language, i18n.resolvedLanguage ?? 'en-US') };
  const remove = (): void => {
    setRemoving(false);
    recordingsApi.remove(recording, language).then(reload, setError);
  };
  return (
    <>
      <div className={classes.variant}>
        <PlayButton url={url} label={t('recordings.listenTo', called)} />
        <div>
          <Text size="sm" fw={600}>
            {called.language}
          </Text>
          <Text size="xs" c="dimmed">
            {duration(seconds)}
          </Text>
        </div>
        <Text size="sm" c={words ? undefined : 'dimmed'} dir="auto" lang={language} className={classes.variantWords} lineClamp={2}>
          {words || t('recordings.noWords')}
        </Text>
        {mayWrite && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={`${t('common.actions')}: ${t('recordings.listenTo', called)}`}>
                <IconDots size={17} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconFileText size={16} />} onClick={() => editWords(variant)}>
                {t('recordings.editWords')}
              </Menu.Item>
              <Menu.Item leftSection={<IconReplace size={16} />} onClick={() => choose({ recording, language, words, replaces: true })}>
                {t('recordings.replace')}
              </Menu.Item>
              <Menu.Item leftSection={<IconTrash size={16} />} disabled={isLive} onClick={() => setRemoving(true)}>
                {t('recordings.remove')}
              </Menu.Item>
              {isLive && <Menu.Label maw={230}>{t('recordings.inUse')}</Menu.Label>}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {error && <ErrorNote error={error} />}
      {removing && <ConfirmDialog title={t('recordings.removeOf', called)} text={t('recordings.removeHelp')} action={t('recordings.remove')} confirm={remove} close={() => setRemoving(false)} />}
    </>
  );
}

function MissingRow({ recording, language, add }: { recording: string; language: string; add: (() => void) | undefined }) {
  const { t, i18n } = useTranslation();
  const called = { name: recording, language: languageName(language, i18n.resolvedLanguage ?? 'en-US') };
  return (
    <div className={classes.variant}>
      <IconAlertTriangle size={19} className={classes.missing} style={{ marginLeft: 8 }} aria-hidden />
      <div>
        <Text size="sm" fw={600}>
          {called.language}
        </Text>
        <Text size="xs" className={classes.missing}>
          {t('recordings.missing')}
        </Text>
      </div>
      <Text size="sm" c="dimmed" className={classes.variantWords}>
        {t('recordings.missingHelp', called)}
      </Text>
      {add ? (
        <Button size="xs" variant="light" onClick={add} aria-label={t('recordings.addMissingOf', called)}>
          {t('recordings.addMissing')}
        </Button>
      ) : (
        <span />
      )}
    </div>
  );
}
