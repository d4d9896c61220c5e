import { Alert, Card, Checkbox, Group, Loader, NativeSelect, Text, TextInput } from '@mantine/core';
import { IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState, type FormEvent, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { FoundList } from '../canvas/FoundList.js';
import { useAllDrafts } from '../canvas/use-all-drafts.js';
import type { FoundInFlow } from '../canvas/use-find.js';
import { useSettled } from '../canvas/use-settled.js';
import { findInFlow, findKinds, type FindQuery } from '../drafts/find-in-flow.js';
import { inLanguage } from '../drafts/in-language.js';
import { stepTypes } from '../drafts/step-types.js';
import { EmptyNote } from './EmptyNote.js';
import classes from './FindInFlows.module.css';
import { getEntry } from '../../schemas/get-entry.js';

/** A field that looks through the drafts of all flows. What is found stands in place of the children, each place a link to its step. */
export function FindInFlows({ children }: { children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const [query, setQuery] = useQueryInAddress();
  const results = useRef<HTMLDivElement>(null);
  const isSeeking = query.sought.trim() !== '';
  const look = (change: Partial<FindQuery>): void => setQuery({ ...query, ...(change.kind && (change.kind === 'step_type' || query.kind === 'step_type') ? { sought: '' } : {}), ...change });
  const enter = (event: FormEvent): void => {
    event.preventDefault();
    results.current?.querySelector('a')?.focus();
  };
  const leave = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && isSeeking) look({ sought: '' });
  };
  const types = Object.values(stepTypes).map((type) => ({ value: type.type, label: inLanguage(type.title, reader) }));
  return (
    <>
      <form role="search" onSubmit={enter} onKeyDown={leave} className={classes.form}>
        {query.kind === 'step_type' ? (
          <NativeSelect className={classes.sought} label={t('flows.find')} data={[{ value: '', label: t('find.chooseType') }, ...types]} value={query.sought} onChange={(event) => look({ sought: event.currentTarget.value })} />
        ) : (
          <TextInput className={classes.sought} type="search" label={t('flows.find')} placeholder={t(`find.examples.${query.kind}`)} leftSection={<IconSearch size={16} />} value={query.sought} onChange={(event) => look({ sought: event.currentTarget.value })} />
        )}
        <NativeSelect label={t('find.kind')} data={findKinds.map((kind) => ({ value: kind, label: t(`find.kinds.${kind}`) }))} value={query.kind} onChange={(event) => look({ kind: event.currentTarget.value as FindQuery['kind'] })} />
        {(query.kind === 'text' || query.kind === 'url') && <Checkbox mb={9} size="sm" label={t('find.matchCase')} checked={query.matchCase ?? false} onChange={(event) => look({ matchCase: event.currentTarget.checked })} />}
      </form>
      {isSeeking ? <Results query={query} list={results} /> : children}
    </>
  );
}

function Results({ query, list }: { query: FindQuery; list: RefObject<HTMLDivElement | null> }) {
  const { t, i18n } = useTranslation();
  const settled = useSettled(query);
  const { drafts, failed, loading } = useAllDrafts(true);
  const groups = useMemo(() => drafts.map(({ document }): FoundInFlow => ({ flow: document.id, document, found: findInFlow(document, settled) })).filter(({ found }) => found.length > 0), [drafts, settled]);
  const count = groups.reduce((sum, { found }) => sum + found.length, 0);
  const sought = (settled.kind === 'step_type' && inLanguage(getEntry(stepTypes, settled.sought)?.title, i18n.resolvedLanguage ?? 'en-US')) || settled.sought.trim();
  const isEmpty = !loading && settled === query && count === 0;
  return (
    <Card withBorder radius="lg" ref={list}>
      <Group role="status" gap="xs" mih={24}>
        {loading ? <Loader size={14} /> : <Text size="sm" c="dimmed">{t('find.found', { count })}</Text>}
      </Group>
      {failed.length > 0 && (
        <Alert color="yellow" p="xs" my="xs">
          {t('find.unread', { flows: failed.join(', ') })}
        </Alert>
      )}
      {isEmpty && (
        <EmptyNote Icon={IconSearchOff} title={t('flows.nothingFound', { sought })}>
          {t('flows.nothingFoundHelp')}
        </EmptyNote>
      )}
      <FoundList groups={groups} query={settled} />
    </Card>
  );
}

/** What is looked for stands in the address, so that whoever comes back from a step finds the list again, and a list can be sent to others. */
function useQueryInAddress(): [FindQuery, (query: FindQuery) => void] {
  const [address, setAddress] = useSearchParams();
  const [query, setQuery] = useState<FindQuery>(() => readQuery(address));
  const settled = useSettled(query);
  const written = useRef(normal(address));
  useEffect(() => {
    const wanted = renderQuery(settled).toString();
    if (wanted === written.current) return;
    written.current = wanted;
    setAddress(wanted, { replace: true });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- written once a pause in typing
  }, [settled]);
  useEffect(() => {
    if (normal(address) === written.current) return;
    written.current = normal(address);
    setQuery(readQuery(address));
  }, [address]);
  return [query, setQuery];
}

function normal(address: URLSearchParams): string {
  return renderQuery(readQuery(address)).toString();
}

function readQuery(address: URLSearchParams): FindQuery {
  const kind = findKinds.find((known) => known === address.get('kind')) ?? 'text';
  return { kind, sought: address.get('find') ?? '', ...(address.has('case') && { matchCase: true }) };
}

function renderQuery({ kind, sought, matchCase }: FindQuery): URLSearchParams {
  if (sought.trim() === '') return new URLSearchParams();
  return new URLSearchParams({ find: sought, ...(kind !== 'text' && { kind }), ...(matchCase && { case: '1' }) });
}
