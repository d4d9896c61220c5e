import { ActionIcon, Badge, Button, Card, Skeleton, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileImport, IconSearch, IconTrash, IconUsers } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import { customersApi, type Customer } from '../api/customers.js';
import { useLoaded } from '../api/use-loaded.js';
import { ConfirmDialog } from '../app/ConfirmDialog.js';
import { EmptyNote } from '../app/EmptyNote.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { Page } from '../app/Page.js';
import { useMay } from '../app/SignedIn.js';
import { languageName } from '../text/language-name.js';
import { ago } from '../text/moments.js';
import { ImportDialog } from './ImportDialog.js';
import { ImportsList } from './ImportsList.js';
import { ListCell, ListRow, ListTable } from '../app/ListTable.js';

const PAUSE_MILLISECONDS = 250;

/** Who calls: those imported, and those that calls brought from the CRM. */
export function CustomersPage() {
  const { t } = useTranslation();
  const [written, setWritten] = useState('');
  const [search, setSearch] = useState('');
  const found = useLoaded(`customers ${search}`, (signal) => customersApi.find(search, signal));
  const imports = useLoaded('imports', customersApi.imports);
  const mayImport = useMay('customers.import');
  const mayErase = useMay('customers.erase');
  const [isImporting, setImporting] = useState(false);
  const [erased, setErased] = useState<Customer | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSearch(written.trim()), PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [written]);
  const reload = (): void => {
    found.reload();
    imports.reload();
  };
  const erase = ({ customerId }: Customer): void => {
    setErased(null);
    customersApi.erase(customerId).then(() => (notifications.show({ message: t('customers.erased', { id: customerId }) }), reload()), setError);
  };
  const action = mayImport && (
    <Button leftSection={<IconFileImport size={17} />} onClick={() => setImporting(true)}>
      {t('customers.import')}
    </Button>
  );
  const { data } = found;
  return (
    <Page title={t('customers.title')} summary={t('customers.summary')} actions={action}>
      {(found.error ?? error) && <ErrorNote error={(found.error ?? error)!} retry={reload} />}
      <TextInput leftSection={<IconSearch size={16} />} aria-label={t('customers.search')} placeholder={t('customers.search')} value={written} onChange={(event) => setWritten(event.currentTarget.value)} mb="md" maw={420} />
      {data?.masked && (
        <Text size="sm" c="dimmed" mb="sm">
          {t('customers.masked')}
        </Text>
      )}
      {!data && found.loading && <Skeleton height={200} radius="lg" />}
      {data && (
        <Card withBorder radius="lg" p={0}>
          {data.customers.length > 0 ? (
            <CustomersTable customers={data.customers} erase={mayErase ? setErased : undefined} />
          ) : (
            <EmptyNote Icon={IconUsers} title={search ? t('customers.noneFound', { search }) : t('customers.empty')}>
              {search ? null : t('customers.emptyHelp')}
            </EmptyNote>
          )}
        </Card>
      )}
      {data && data.total > data.customers.length && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('customers.found', { count: data.total })}
        </Text>
      )}
      {found.settled && <ImportsList imports={imports.data?.imports ?? []} />}
      {isImporting && (
        <ImportDialog
          close={(done) => {
            setImporting(false);
            if (done) reload();
          }}
        />
      )}
      {erased && <ConfirmDialog title={t('customers.eraseTitle', { id: erased.customerId })} text={t('customers.eraseHelp')} action={t('customers.erase')} confirm={() => erase(erased)} close={() => setErased(null)} />}
    </Page>
  );
}

function CustomersTable({ customers, erase }: { customers: Customer[]; erase?(customer: Customer): void }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  return (
    <ListTable title={t('customers.title')} columns={[t('customers.customer'), t('customers.phone'), t('customers.source'), t('customers.updated')]} withActions minWidth={640}>
      {customers.map((customer) => (
        <ListRow key={customer.customerId} data-customer={customer.customerId}>
          <ListCell>
            <Text fw={600} size="sm">
              {nameOf(customer, reader)}
            </Text>
            <Text size="xs" c="dimmed">
              {factsOf(customer, reader)}
            </Text>
          </ListCell>
          <ListCell style={{ fontVariantNumeric: 'tabular-nums' }}>{customer.phone}</ListCell>
          <ListCell>
            <Badge variant="light" color={customer.importedAt ? 'pine' : 'gray'}>
              {customer.importedAt ? t('customers.fromImport') : t('customers.fromCrm')}
            </Badge>{' '}
            {customer.optedOutAt && (
              <Badge variant="light" color="yellow">
                {t('customers.optedOut')}
              </Badge>
            )}
          </ListCell>
          <ListCell>
            <Text size="sm" c="dimmed">
              {ago(customer.updatedAt, reader)}
            </Text>
          </ListCell>
          <ListCell ta="right">
            {erase && (
              <ActionIcon aria-label={t('customers.eraseTitle', { id: customer.customerId })} onClick={() => erase(customer)}>
                <IconTrash size={17} />
              </ActionIcon>
            )}
          </ListCell>
        </ListRow>
      ))}
    </ListTable>
  );
}

function factsOf({ customerId, data }: Customer, reader: string): string {
  const language = typeof data['language'] === 'string' && data['language'] !== '' ? languageName(data['language'], reader) : null;
  return [customerId, data['segment'], data['branch'], language].filter((part) => typeof part === 'string' && part !== '').join(' · ');
}

/** The CRM may give a name in several languages. */
function nameOf({ data, customerId }: Customer, reader: string): string {
  const { name } = data;
  if (typeof name === 'string' && name !== '') return name;
  if (typeof name === 'object' && name !== null && !Array.isArray(name)) return String(name[reader] ?? Object.values(name)[0] ?? customerId);
  return customerId;
}
