import { Table, VisuallyHidden } from '@mantine/core';
import { Children, createContext, use, type ComponentProps, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './ListTable.module.css';

interface ListTableProps {
  /** What a screen reader calls it. */
  title: string;
  columns: readonly string[];
  /** Columns of figures, which stand below one another by their last digit. (Default: none.) */
  figures?: readonly string[];
  /** The last column has buttons, which a heading would only repeat. (Default: false.) */
  withActions?: boolean;
  /** In pixels; on a narrower window it scrolls by itself, and on a phone every row is a card. (Default: 560.) */
  minWidth?: number;
  /** (Default: `sm`.) */
  spacing?: 'xs' | 'sm';
  /** The row under the pointer is marked. (Default: false.) */
  hover?: boolean;
  /** `ListRow`s of `ListCell`s, one cell a column. */
  children: ReactNode;
}

const ColumnsContext = createContext<readonly string[]>([]);
const ColumnContext = createContext<string | undefined>(undefined);

/**
 * The frame of every list with columns. What scrolls can be reached by keys. On a phone its rows are cards with a line a column; since a
 * browser forgets that something is a table once it is laid out in another way, every part says its role.
 */
export function ListTable({ title, columns, figures = [], withActions = false, minWidth = 560, spacing = 'sm', hover = false, children }: ListTableProps) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={minWidth} type="native" className={classes.frame} tabIndex={0} aria-label={title} role="group">
      <Table horizontalSpacing="md" verticalSpacing={spacing} highlightOnHover={hover} className={classes.table} role="table">
        <Table.Thead role="rowgroup">
          <Table.Tr role="row">
            {columns.map((column) => (
              <Table.Th key={column} role="columnheader" ta={figures.includes(column) ? 'right' : undefined}>
                {column}
              </Table.Th>
            ))}
            {withActions && (
              <Table.Th role="columnheader">
                <VisuallyHidden>{t('common.actions')}</VisuallyHidden>
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody role="rowgroup">
          <ColumnsContext value={columns}>{children}</ColumnsContext>
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** Its cells stand in the order of the columns. */
export function ListRow({ children, ...rest }: ComponentProps<typeof Table.Tr>) {
  const columns = use(ColumnsContext);
  return (
    <Table.Tr role="row" {...rest}>
      {Children.toArray(children).map((cell, at) => (
        <ColumnContext key={at} value={columns[at]}>
          {cell}
        </ColumnContext>
      ))}
    </Table.Tr>
  );
}

export function ListCell({ children, ...rest }: ComponentProps<typeof Table.Td>) {
  return (
    <Table.Td role="cell" data-label={use(ColumnContext)} {...rest}>
      <div dir="auto">{children}</div>
    </Table.Td>
  );
}
