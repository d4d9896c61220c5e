import { Badge, Button, Card, Group, NativeSelect, Skeleton, Text, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconTargetArrow } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import { leadStatuses, workApi, type Lead, type LeadStatus } from '../api/work.js';
import { ConfirmDialog } from '../app/ConfirmDialog.js';
import { EmptyNote } from '../app/EmptyNote.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { ListCell, ListRow, ListTable } from '../app/ListTable.js';
import { moment } from '../text/moments.js';
import { ConsentDialog } from './ConsentDialog.js';
import { usePages } from './use-pages.js';
import { OlderButton } from '../app/OlderButton.js';

/** Interest that callers agreed to be called about: whose it is, whether the CRM has it, and what became of it. */
export function LeadList({ tests, round, mayCall }: { tests: boolean; round: number; mayCall: boolean }) {
  const { t } = useTranslation();
  const [status, setStatus] = useState('');
  const [branch, setBranch] = useState('');
  const [wanted] = useDebouncedValue(branch.trim(), 400);
  const [consent, setConsent] = useState<Lead | null>(null);
  const [withdrawn, setWithdrawn] = useState<Lead | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const list = usePages<Lead>(`leads ${status} ${wanted} ${tests} ${round}`, async (after, signal) => {
    const { leads, next } = await workApi.leads({ status, branch: wanted, test: tests ? 'true' : undefined, limit: 50, after }, signal);
    return { entries: leads, next };
  });
  const change = (lead: Lead, to: LeadStatus): void => {
    setWithdrawn(null);
    workApi.changeLead(lead, { status: to }).then(list.reload, setError);
  };
  return (
    <>
      <Group align="flex-end" mb="sm">
        <NativeSelect size="sm" label={t('leads.statusLabel')} value={status} onChange={(event) => setStatus(event.currentTarget.value)} data={[{ value: '', label: t('leads.everyStatus') }, ...leadStatuses.map((each) => ({ value: each, label: t(`leads.status.${each}`) }))]} />
        <TextInput size="sm" label={t('leads.branch')} placeholder={t('leads.everyBranch')} value={branch} onChange={(event) => setBranch(event.currentTarget.value)} />
      </Group>
      {(error ?? list.error) && <ErrorNote error={(error ?? list.error)!} retry={list.reload} />}
      {!list.entries && !list.error && <Skeleton height={240} radius="lg" />}
      {list.entries && (
        <Card withBorder radius="lg" p={0}>
          {list.entries.length === 0 ? (
            <EmptyNote Icon={IconTargetArrow} title={t('leads.empty')}>
              {t('leads.emptyHelp')}
            </EmptyNote>
          ) : (
            <ListTable title={t('callbacks.tabs.leads')} columns={(['customer', 'interest', 'branch', 'when', 'noted', 'crm', 'statusLabel', 'consent'] as const).map((column) => t(`leads.${column}`))} minWidth={860} spacing="xs">
              {list.entries.map((lead) => (
                <LeadRow key={`${lead.callId} ${lead.leadId}`} lead={lead} showConsent={() => setConsent(lead)} change={mayCall ? (to) => (to === 'withdrawn' ? setWithdrawn(lead) : change(lead, to)) : undefined} />
              ))}
            </ListTable>
          )}
        </Card>
      )}
      <OlderButton more={list.more} />
      {consent && <ConsentDialog lead={consent} close={() => setConsent(null)} />}
      {withdrawn && <ConfirmDialog title={t('leads.withdraw')} text={t('leads.withdrawHelp')} action={t('leads.withdrawDo')} confirm={() => change(withdrawn, 'withdrawn')} close={() => setWithdrawn(null)} />}
    </>
  );
}

function LeadRow({ lead, showConsent, change }: { lead: Lead; showConsent(): void; change: ((to: LeadStatus) => void) | undefined }) {
  const { t, i18n } = useTranslation();
  const { phone, interest, branch, when, notedAt, status, test } = lead;
  return (
    <ListRow>
      <ListCell style={{ whiteSpace: 'nowrap' }}>
        {phone}{' '}
        {test && (
          <Badge size="sm" variant="default">
            {t('callbacks.test')}
          </Badge>
        )}
      </ListCell>
      <ListCell fw={600}>{interest}</ListCell>
      <ListCell>{branch ?? t('leads.headOffice')}</ListCell>
      <ListCell>{when ?? t('callbacks.anyTime')}</ListCell>
      <ListCell>{moment(notedAt, i18n.resolvedLanguage ?? 'en-US')}</ListCell>
      <ListCell>
        <Delivery lead={lead} />
      </ListCell>
      <ListCell>
        {change && status !== 'withdrawn' ? (
          <NativeSelect size="xs" w={120} aria-label={t('leads.statusOf', { phone })} value={status} onChange={(event) => change(event.currentTarget.value as LeadStatus)} data={leadStatuses.map((each) => ({ value: each, label: t(`leads.status.${each}`) }))} />
        ) : (
          <Text size="sm">{t(`leads.status.${status}`)}</Text>
        )}
      </ListCell>
      <ListCell>
        <Button size="compact-sm" variant="subtle" aria-label={t('leads.consentShow', { phone })} onClick={showConsent}>
          {t('leads.consent')}
        </Button>
      </ListCell>
    </ListRow>
  );
}

function Delivery({ lead: { delivery, deliveryError } }: { lead: Lead }) {
  const { t } = useTranslation();
  const badge = (
    <Badge variant="light" color={deliveryError ? 'red' : delivery === 'delivered' ? 'teal' : 'gray'} tabIndex={deliveryError ? 0 : undefined}>
      {t(`leads.delivery.${delivery}`)}
    </Badge>
  );
  return deliveryError ? <Tooltip label={t('leads.deliveryError', { error: deliveryError })} events={{ hover: true, focus: true, touch: true }} multiline maw={320}>{badge}</Tooltip> : badge;
}
