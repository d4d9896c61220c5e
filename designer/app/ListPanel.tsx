import { Card, Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A list with its own heading and button, several of which make a page. */
export function ListPanel({ title, help, action, children }: { title: string; help: string; action: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <Group justify="space-between" align="flex-end" mb="sm">
        <div>
          <Title order={2} size="h4">
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {help}
          </Text>
        </div>
        {action}
      </Group>
      <Card withBorder radius="lg" p={0}>
        {children}
      </Card>
    </section>
  );
}
