import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { langOf } from '../drafts/lang-of.js';
import classes from './Page.module.css';

/** A page of text and tables: what it is, what can be done on it, and its content. */
export function Page({ title, summary, actions, children }: { title: string; summary?: string; actions?: ReactNode; children: ReactNode }) {
  const { i18n } = useTranslation();
  return (
    <div className={classes.page} data-page>
      <title>{`${title} · Trunkline`}</title>
      <Group justify="space-between" align="flex-end" mb="lg" gap="sm">
        <div>
          <Title order={1} size="h2" lang={langOf(title, i18n.resolvedLanguage ?? 'en-US')}>
            {title}
          </Title>
          {summary && (
            <Text c="dimmed" mt={2}>
              {summary}
            </Text>
          )}
        </div>
        {actions}
      </Group>
      {children}
    </div>
  );
}
