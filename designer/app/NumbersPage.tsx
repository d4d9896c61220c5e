import { ActionIcon, Button, Card, Skeleton, Text } from '@mantine/core';
import { IconHash, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import { flowsApi, type FlowSummary } from '../api/flows.js';
import { operationsApi, type PhoneNumber } from '../api/operations.js';
import { useLoaded } from '../api/use-loaded.js';
import { inLanguage } from '../drafts/in-language.js';
import { langOf } from '../drafts/lang-of.js';
import { ago } from '../text/moments.js';
import { whoName } from '../text/who-name.js';
import { ConfirmDialog } from './ConfirmDialog.js';
import { EmptyNote } from './EmptyNote.js';
import { announce } from './announce.js';
import { ErrorNote } from './ErrorNote.js';
import { NumberDialog } from './NumberDialog.js';
import { Page } from './Page.js';
import { useMay } from './SignedIn.js';
import { ListCell, ListRow, ListTable } from './ListTable.js';

/** Which flow answers which number. */
export function NumbersPage() {
  const { t, i18n } = useTranslation();
  const numbers = useLoaded('numbers', operationsApi.numbers);
  const flows = useLoaded('flows', flowsApi.list).data?.flows ?? [];
  const mayEdit = useMay('numbers.write');
  const [edited, setEdited] = useState<PhoneNumber | 'new' | null>(null);
  const [removed, setRemoved] = useState<PhoneNumber | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const nameOf = useNumberName();
  const add = mayEdit && (
    <Button leftSection={<IconPlus size={17} />} onClick={() => setEdited('new')}>
      {t('numbers.add')}
    </Button>
  );
  const remove = (number: string): void => {
    setRemoved(null);
    operationsApi.deleteNumber(number).then(() => (announce(t('numbers.removed', { number: nameOf(number) })), numbers.reload()), setError);
  };
  /** What callers hear then. */
  const whatRemoving = ({ number }: PhoneNumber): string => {
    if (number === '*') return t('numbers.removeEveryHelp');
    const every = numbers.data?.numbers.find((entry) => entry.number === '*');
    return every ? t('numbers.removeHelp', { flow: inLanguage(flows.find(({ flow }) => flow === every.flow)?.name, i18n.resolvedLanguage ?? 'en-US') || every.flow }) : t('numbers.removeNone');
  };
  return (
    <Page title={t('numbers.title')} summary={t('numbers.summary')} actions={add}>
      {(numbers.error ?? error) && <ErrorNote error={(numbers.error ?? error)!} retry={numbers.reload} />}
      {!numbers.data && numbers.loading && <Skeleton height={200} radius="lg" />}
      {numbers.data && (
        <Card withBorder radius="lg" p={0}>
          {numbers.data.numbers.length === 0 ? (
            <EmptyNote Icon={IconHash} title={t('numbers.empty')}>
              {t('numbers.emptyHelp')}
            </EmptyNote>
          ) : (
            <NumbersTable numbers={numbers.data.numbers} flows={flows} edit={mayEdit ? setEdited : undefined} remove={mayEdit ? setRemoved : undefined} />
          )}
        </Card>
      )}
      {edited && (
        <NumberDialog
          key={edited === 'new' ? 'new' : edited.number}
          number={edited === 'new' ? null : edited}
          numbers={numbers.data?.numbers ?? []}
          flows={flows}
          edit={setEdited}
          close={(done) => {
            setEdited(null);
            if (!done) return;
            announce(t('numbers.saved'));
            numbers.reload();
          }}
        />
      )}
      {removed && <ConfirmDialog title={removed.number === '*' ? t('numbers.removeEvery') : t('numbers.remove', { number: removed.number })} text={whatRemoving(removed)} action={t('numbers.removeDo')} confirm={() => remove(removed.number)} close={() => setRemoved(null)} />}
    </Page>
  );
}

interface NumbersTableProps {
  numbers: PhoneNumber[];
  flows: FlowSummary[];
  edit?(number: PhoneNumber): void;
  remove?(number: PhoneNumber): void;
}

function NumbersTable({ numbers, flows, edit, remove }: NumbersTableProps) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const nameOf = useNumberName();
  const flowName = (id: string): FlowSummary['name'] | undefined => flows.find(({ flow }) => flow === id)?.name;
  return (
    <ListTable title={t('numbers.title')} columns={[t('numbers.number'), t('numbers.flow'), t('numbers.alias'), t('numbers.changed')]} withActions>
      {numbers.map((entry) => (
        <ListRow key={entry.number}>
          <ListCell fw={600}>{nameOf(entry.number)}</ListCell>
          <ListCell lang={langOf(flowName(entry.flow), reader)}>{inLanguage(flowName(entry.flow), reader) || entry.flow}</ListCell>
          <ListCell>
            <code>{entry.alias}</code>
          </ListCell>
          <ListCell>
            <Text size="sm" c="dimmed">
              {[ago(entry.updatedAt, reader), whoName(entry.updatedBy, t)].filter(Boolean).join(' · ')}
            </Text>
          </ListCell>
          <ListCell ta="right" style={{ whiteSpace: 'nowrap' }}>
            {edit && (
              <ActionIcon aria-label={t('numbers.edit', { number: nameOf(entry.number) })} onClick={() => edit(entry)}>
                <IconPencil size={17} />
              </ActionIcon>
            )}
            {remove && (
              <ActionIcon aria-label={t('numbers.remove', { number: nameOf(entry.number) })} onClick={() => remove(entry)}>
                <IconTrash size={17} />
              </ActionIcon>
            )}
          </ListCell>
        </ListRow>
      ))}
    </ListTable>
  );
}

/** The star stands for whatever number no other entry names. */
function useNumberName(): (number: string) => string {
  const { t } = useTranslation();
  return (number) => (number === '*' ? t('numbers.every') : number);
}
