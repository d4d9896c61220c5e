import { Table, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface ListTableProps {
  /** What a screen reader calls it. */
  title: string;
  columns: readonly string[];
  /** The last column has buttons, which a heading would only repeat. (Default: false.) */
  withActions?: boolean;
  /** In pixels; on a narrower window it scrolls by itself. (Default: 560.) */
  minWidth?: number;
  /** (Default: `sm`.) */
  spacing?: 'xs' | 'sm';
  /** Its rows. */
  children: ReactNode;
}

/** The frame of every list with columns. What scrolls can be reached by keys. */
export function ListTable({ title, columns, withActions = false, minWidth = 560, spacing = 'sm', children }: ListTableProps) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={minWidth} scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': title, role: 'group' } }}>
      <Table horizontalSpacing="md" verticalSpacing={spacing}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column}>{column}</Table.Th>
            ))}
            {withActions && (
              <Table.Th>
                <VisuallyHidden>{t('common.actions')}</VisuallyHidden>
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
