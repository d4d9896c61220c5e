import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Reports.module.css';

/** A chart or a table, with what it shows. */
export function Panel({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className={classes.panel} aria-label={title}>
      <Title order={2} size="h5">
        {title}
      </Title>
      {note && (
        <Text size="sm" c="dimmed" mt={2}>
          {note}
        </Text>
      )}
      <div className={classes.body}>{children}</div>
    </section>
  );
}
