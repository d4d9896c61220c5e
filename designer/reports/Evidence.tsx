import { Card, Code, Group, SimpleGrid, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { reportTimeZone } from '../../schemas/answers/report-time-zone.js';
import type { CallOrder } from '../api/calls.js';
import { useProductName } from '../api/use-product-name.js';
import { money } from '../text/money.js';
import { moment } from '../text/moments.js';
import classes from './Reports.module.css';

/** What proves that the caller agreed: the words that were heard, the keys that answered them, who called and how we know. */
export function Evidence({ order }: { order: CallOrder }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const nameOf = useProductName(reader);
  const { texts, inputs, identity, callerNumber, productVersion, sha256 } = order.evidence;
  const moments = [
    ...texts.map(({ part, text, language, at }) => ({ name: t(`evidence.parts.${part}`, { defaultValue: part }), what: text, language, at })),
    ...inputs.map(({ means, value, at }) => ({ name: t(`evidence.means.${means}`, { defaultValue: means }), what: t('evidence.key', { key: value }), language: undefined, at })),
  ].sort((one, other) => one.at.localeCompare(other.at));
  const facts: [string, string][] = [
    [t('evidence.identity'), t(`evidence.levels.${identity.level}`, { defaultValue: identity.level })],
    [t('evidence.caller'), callerNumber],
    [t('evidence.terms'), productVersion.slice(0, 8)],
  ];
  return (
    <Card withBorder radius="lg" mt="md">
      <Title order={2} size="h5">
        {t('evidence.title', { product: nameOf(order.product), amount: money(order.amountMinor, order.currency, reader) })}
      </Title>
      <SimpleGrid component="dl" my="sm" cols={{ base: 1, sm: 3 }} spacing="md">
        {facts.map(([name, value]) => (
          <div key={name}>
            <Text component="dt" size="sm" c="dimmed">
              {name}
            </Text>
            <Text component="dd" m={0} size="sm" fw={600}>
              {value}
            </Text>
          </div>
        ))}
      </SimpleGrid>
      {moments.map(({ name, what, language, at }) => (
        <div key={`${at}${name}`} className={classes.proof}>
          <span className={classes.at}>{moment(at, reader, reportTimeZone)}</span>
          <span className={classes.stepName}>{name}</span>
          <span dir="auto" lang={language}>{what}</span>
        </div>
      ))}
      <Group gap={6} mt="sm">
        <Text size="sm" c="dimmed">
          {t('evidence.hash')}
        </Text>
        <Code style={{ overflowWrap: 'anywhere' }}>{sha256}</Code>
      </Group>
    </Card>
  );
}
