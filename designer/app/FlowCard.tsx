import { Badge, Group, Text, Title } from '@mantine/core';
import { IconBroadcast, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FlowSummary } from '../api/flows.js';
import { inLanguage } from '../drafts/in-language.js';
import { langOf } from '../drafts/lang-of.js';
import { languageName } from '../text/language-name.js';
import { ago } from '../text/moments.js';
import { shortVersion } from '../versions/short-version.js';
import { whoName } from '../text/who-name.js';
import classes from './FlowCard.module.css';

export function FlowCard({ flow }: { flow: FlowSummary }) {
  const { t, i18n } = useTranslation();
  const language = i18n.resolvedLanguage ?? 'en-US';
  return (
    <li className={classes.card}>
      <Title order={2} size="h4" dir="auto">
        <Link to={`/flows/${flow.flow}`} className={classes.link} lang={langOf(flow.name, language)}>
          {inLanguage(flow.name, language)}
        </Link>
      </Title>
      <Text size="sm" c="dimmed" ff="monospace">
        {flow.flow}
      </Text>
      <Group gap={6} my="md">
        {flow.languages.map((tag) => (
          <Badge key={tag} variant="default" fw={500}>
            {languageName(tag, language)}
          </Badge>
        ))}
      </Group>
      <div className={classes.states}>
        <Line Icon={IconBroadcast} lit={flow.live !== null}>
          {flow.live ? t('flows.live', { version: shortVersion(flow.live.version), when: ago(flow.live.publishedAt, language), who: whoName(flow.live.publishedBy, t) }) : t('flows.notLive')}
        </Line>
        <Line Icon={IconPencil} lit={flow.draft?.changed === true} changed>
          {flow.draft?.changed ? t('flows.draftChanged', { when: ago(flow.draft.updatedAt, language), who: whoName(flow.draft.updatedBy, t) }) : t('flows.draftSame')}
        </Line>
      </div>
    </li>
  );
}

function Line({ Icon, lit, changed, children }: { Icon: typeof IconPencil; lit: boolean; changed?: boolean; children: string }) {
  return (
    <Group gap={8} wrap="nowrap" align="flex-start" className={lit ? (changed ? classes.changed : classes.live) : classes.quiet}>
      <Icon size={16} stroke={1.9} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
      <Text size="sm" c="inherit">
        {children}
      </Text>
    </Group>
  );
}
