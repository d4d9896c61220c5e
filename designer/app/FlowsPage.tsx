import { Button, SimpleGrid, Skeleton } from '@mantine/core';
import { IconPlus, IconSitemap } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { flowsApi } from '../api/flows.js';
import { useLoaded } from '../api/use-loaded.js';
import { EmptyNote } from './EmptyNote.js';
import { ErrorNote } from './ErrorNote.js';
import { FindInFlows } from './FindInFlows.js';
import { FlowCard } from './FlowCard.js';
import { NewFlowDialog } from './NewFlowDialog.js';
import { Page } from './Page.js';
import { useMay } from './SignedIn.js';

export function FlowsPage() {
  const { t } = useTranslation();
  const flows = useLoaded('flows', flowsApi.list);
  const [creating, setCreating] = useState(false);
  const mayEdit = useMay('flows.write');
  const create = mayEdit && (
    <Button leftSection={<IconPlus size={17} />} onClick={() => setCreating(true)}>
      {t('flows.new')}
    </Button>
  );

  return (
    <Page title={t('flows.title')} summary={t('flows.summary')} actions={create}>
      {flows.error && <ErrorNote error={flows.error} retry={flows.reload} />}
      {!flows.data && flows.loading && <Waiting />}
      {flows.data?.flows.length === 0 && (
        <EmptyNote Icon={IconSitemap} title={t('flows.empty')}>
          {t('flows.emptyHelp')}
        </EmptyNote>
      )}
      {flows.data && flows.data.flows.length > 0 && (
        <FindInFlows>
          <SimpleGrid component="ul" m={0} p={0} cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
            {flows.data.flows.map((flow) => (
              <FlowCard key={flow.flow} flow={flow} />
            ))}
          </SimpleGrid>
        </FindInFlows>
      )}
      {creating && <NewFlowDialog taken={flows.data?.flows.map((flow) => flow.flow) ?? []} close={() => setCreating(false)} />}
    </Page>
  );
}

function Waiting() {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md" aria-hidden>
      {[0, 1, 2].map((place) => (
        <Skeleton key={place} height={172} radius="lg" />
      ))}
    </SimpleGrid>
  );
}
