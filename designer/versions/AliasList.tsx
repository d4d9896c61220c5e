import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FlowHistory } from '../api/flows.js';
import { operationsApi } from '../api/operations.js';
import { useLoaded } from '../api/use-loaded.js';
import { useEditor } from '../drafts/editor.js';
import classes from './HistoryPanel.module.css';
import { shortVersion } from './short-version.js';

/** What each name points to, and which numbers point to the name. */
export function AliasList({ history }: { history: FlowHistory }) {
  const { t } = useTranslation();
  const { flow } = useEditor();
  const numbers = useLoaded('numbers', operationsApi.numbers).data?.numbers.filter((number) => number.flow === flow) ?? [];
  const aliases = Object.keys(history.aliases).sort((one, other) => (one === 'live' ? -1 : other === 'live' ? 1 : one.localeCompare(other)));
  return (
    <section aria-label={t('history.aliases')}>
      <Title order={3} size="h6" mb={4}>
        {t('history.aliases')}
      </Title>
      <Stack gap={6}>
        {aliases.map((alias) => {
          const own = numbers.filter((number) => number.alias === alias);
          const canary = history.canaries[alias];
          return (
            <div key={alias} className={classes.alias} data-alias={alias}>
              <Group gap={8}>
                <Text size="sm" fw={650}>
                  {alias}
                </Text>
                <code className={classes.version}>{shortVersion(history.aliases[alias]!)}</code>
                {canary && <Text size="xs">{t('history.split', { version: shortVersion(canary.version), share: canary.sharePercent })}</Text>}
              </Group>
              <Text size="xs" c="dimmed">
                {own.length === 0 ? (
                  t('history.noNumber')
                ) : (
                  <Anchor component={Link} to="/numbers" size="xs">
                    {own.map(({ number }) => (number === '*' ? t('numbers.every') : number)).join(', ')}
                  </Anchor>
                )}
              </Text>
            </div>
          );
        })}
      </Stack>
    </section>
  );
}
