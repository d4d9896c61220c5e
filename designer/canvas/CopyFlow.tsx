import { Button, CopyButton } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Flow } from '../../schemas/documents/flow.js';

/** A flow that cannot be saved, as text: for somebody who may save it, or for later. */
export function CopyFlow({ document, compact = false }: { document: Flow; compact?: boolean }) {
  const { t } = useTranslation();
  return (
    <CopyButton value={JSON.stringify(document, null, 2)}>
      {({ copied, copy }) => (
        <Button size={compact ? 'compact-sm' : 'sm'} variant="default" leftSection={<IconCopy size={15} />} onClick={copy}>
          {copied ? t('common.copied') : t('refused.copy')}
        </Button>
      )}
    </CopyButton>
  );
}
