import { Button, Group, Slider, Stack, Text, Title } from '@mantine/core';
import { IconArrowsDiff, IconCircleCheck, IconPlayerStop } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import { flowsApi, type Canary } from '../api/flows.js';
import { getVersionReport } from '../api/report.js';
import { useLoaded } from '../api/use-loaded.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { useEditor } from '../drafts/editor.js';
import { moment } from '../text/moments.js';
import { FiguresTable } from './FiguresTable.js';
import classes from './HistoryPanel.module.css';
import { shortVersion } from './short-version.js';
import { useShareSlider } from './use-share-slider.js';

/** Figures are read again this often while they are looked at. */
const EVERY_MILLISECONDS = 15_000;

interface CanaryCardProps {
  alias: string;
  stable: string;
  canary: Canary & { since: string };
  changed(): void;
  compare(before: string, after: string): void;
}

/** A version that is tried on a part of the callers: how it does beside the other one, and more of them, all, or none. */
export function CanaryCard({ alias, stable, canary, changed, compare }: CanaryCardProps) {
  const { t, i18n } = useTranslation();
  const { flow, mayEdit } = useEditor();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const figures = useLoaded(`canary ${flow} ${alias} ${canary.version}`, (signal) => getVersionReport({ flow, alias, from: canary.since }, signal));
  const rows = figures.data?.rows ?? [];
  const { reload } = figures;
  useEffect(() => {
    const timer = setInterval(reload, EVERY_MILLISECONDS);
    return () => clearInterval(timer);
  }, [reload]);
  const slider = useShareSlider(canary.sharePercent, (share) => change('share', share));
  const change = (what: 'share' | 'promote' | 'end', sharePercent?: number): void => {
    if (what !== 'share') slider.reset();
    setBusy(true);
    setError(null);
    flowsApi
      .changeCanary(flow, { alias, change: what, version: canary.version, ...(sharePercent !== undefined && { sharePercent }) })
      .then(changed, (refused: ApiError) => {
        setError(refused);
        slider.reset();
      })
      .finally(() => setBusy(false));
  };
  return (
    <section className={classes.canary} aria-label={t('canary.title', { alias })}>
      <Stack gap="sm">
        <Title order={3} size="h6">
          {t('canary.title', { alias })}
        </Title>
        <Text size="sm">{t('canary.what', { version: shortVersion(canary.version), share: canary.sharePercent, since: moment(canary.since, i18n.resolvedLanguage ?? 'en-US') })}</Text>
        {mayEdit && (
          <Slider
            min={1}
            max={99}
            value={slider.share}
            label={(value) => `${value} %`}
            marks={[{ value: 10, label: '10 %' }, { value: 50, label: '50 %' }, { value: 90, label: '90 %' }]}
            mb="lg"
            classNames={{ markLabel: classes.markLabel }}
            onChange={slider.move}
            onChangeEnd={slider.rest}
            thumbLabel={t('canary.share')}
          />
        )}
        {figures.error && <ErrorNote error={figures.error} retry={figures.reload} />}
        <FiguresTable stable={rows.find((row) => row.version === stable && row.arm === 'stable') ?? null} canary={rows.find((row) => row.version === canary.version && row.arm === 'canary') ?? null} />
        <Text size="xs" c="dimmed">
          {t('canary.help')}
        </Text>
        {error && <ErrorNote error={error} />}
        <Group gap="xs">
          {mayEdit && (
            <Button size="xs" disabled={busy} leftSection={<IconCircleCheck size={15} />} onClick={() => change('promote')}>
              {t('canary.promote')}
            </Button>
          )}
          {mayEdit && (
            <Button size="xs" variant="default" disabled={busy} leftSection={<IconPlayerStop size={15} />} onClick={() => change('end')}>
              {t('canary.end')}
            </Button>
          )}
          <Button size="xs" variant="subtle" leftSection={<IconArrowsDiff size={15} />} onClick={() => compare(stable, canary.version)}>
            {t('history.compare')}
          </Button>
        </Group>
      </Stack>
    </section>
  );
}
