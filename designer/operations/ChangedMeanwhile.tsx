import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import { ErrorText } from '../app/ErrorText.js';
import classes from './Operations.module.css';

/** Scrolls to what it is given to as soon as that is drawn. */
export const intoView = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' });

/** Somebody else saved it first: says who, and loads theirs; what was changed here stays. */
export function ChangedMeanwhile({ error, load }: { error: ApiError; load(): void }) {
  const { t } = useTranslation();
  return (
    <Alert ref={intoView} className={classes.note} color="yellow" variant="light" role="alert" title={t('meanwhile.title')} icon={<IconAlertTriangle size={18} />}>
      <ErrorText error={error} />
      <Button mt="sm" size="compact-sm" variant="default" display="block" onClick={load}>
        {t('meanwhile.load')}
      </Button>
    </Alert>
  );
}

/** After theirs was loaded: what would change by saving now. */
export function LoadedMeanwhile({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Alert ref={intoView} className={classes.note} color="blue" variant="light" role="status" title={t('meanwhile.loaded')}>
      {children}
    </Alert>
  );
}

/** The server's word for it. */
export const isChangedMeanwhile = (error: ApiError | null): error is ApiError => error?.code === 'changed_meanwhile';
