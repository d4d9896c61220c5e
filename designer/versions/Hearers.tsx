import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { operationsApi } from '../api/operations.js';
import { useLoaded } from '../api/use-loaded.js';
import { useDraft, useEditor } from '../drafts/editor.js';

/** Who hears what was just published: the callers of its numbers, those of the flows that run it, or, without a number, nobody yet. */
export function Hearers({ alias, close }: { alias: string; close(): void }) {
  const { t } = useTranslation();
  const { flow } = useEditor();
  const comesBack = useDraft((draft) => Object.values(draft.document.states).some((state) => state.meta.step === 'return'));
  const { data, error } = useLoaded('numbers', operationsApi.numbers);
  const own = data?.numbers.filter((entry) => entry.flow === flow && entry.alias === alias) ?? [];
  if (!data) return <>{error ? t('publish.doneStays') : null}</>;
  if (own.length > 0) return <>{t('publish.doneHelp', { numbers: own.map(({ number }) => (number === '*' ? t('numbers.every') : number)).join(t('publish.between')) })}</>;
  return (
    <>
      {t(comesBack ? 'publish.doneSubflow' : 'publish.doneNoNumber', { alias })}{' '}
      {!comesBack && (
        <Anchor component={Link} to="/numbers" size="sm" onClick={close}>
          {t('publish.toNumbers')}
        </Anchor>
      )}
    </>
  );
}
