import { Button, Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endStates } from '../../schemas/end-states.js';
import type { FlowSummary } from '../api/flows.js';
import { useMay } from '../app/SignedIn.js';
import { inLanguage } from '../drafts/in-language.js';
import type { CallFilter, CallsQuery } from './calls-query.js';

interface CallFiltersProps {
  query: CallsQuery;
  flows: FlowSummary[];
  /** Goes to the list with this filter beside the others; an empty one is taken away. */
  set(name: CallFilter, value: string): void;
  clear(): void;
}

/** Which calls are listed, and in which order. */
export function CallFilters({ query, flows, set, clear }: CallFiltersProps) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const isNarrowed = Object.keys(query).some((name) => name !== 'order' && name !== 'after');
  const select = (name: 'flow' | 'endState' | 'sold' | 'order', label: string, data: { value: string; label: string }[], width: number) => (
    <NativeSelect size="xs" w={width} label={label} data={data} value={query[name] ?? ''} onChange={(event) => set(name, event.currentTarget.value)} />
  );
  return (
    <Group gap="xs" align="flex-end" mb="sm" role="search" aria-label={t('calls.filters')}>
      <TextInput size="xs" type="date" label={t('report.from')} value={query.from ?? ''} onChange={(event) => set('from', event.currentTarget.value)} />
      <TextInput size="xs" type="date" label={t('report.to')} value={query.to ?? ''} onChange={(event) => set('to', event.currentTarget.value)} />
      {select('flow', t('report.flow'), [{ value: '', label: t('report.allFlows') }, ...flows.map((entry) => ({ value: entry.flow, label: inLanguage(entry.name, reader) || entry.flow }))], 170)}
      {select('endState', t('calls.endState'), [{ value: '', label: t('calls.anyEndState') }, ...endStates.map((state) => ({ value: state, label: t(`endStates.${state}`) })), { value: 'running', label: t('calls.running') }], 170)}
      {select('sold', t('calls.sale'), [{ value: '', label: t('calls.anySale') }, ...(['true', 'false'] as const).map((value) => ({ value, label: t(`calls.sales.${value}`) }))], 130)}
      <CallerSearch value={query.caller ?? ''} search={(caller) => set('caller', caller)} />
      {select('order', t('calls.order'), [{ value: '', label: t('calls.sorts.newest') }, { value: 'oldest', label: t('calls.sorts.oldest') }], 130)}
      <Checkbox size="xs" mb={6} label={t('calls.counted')} title={t('calls.countedHelp')} checked={query.counted === 'true'} onChange={(event) => set('counted', event.currentTarget.checked ? 'true' : '')} />
      {isNarrowed && (
        <Button size="xs" variant="subtle" onClick={clear}>
          {t('calls.clear')}
        </Button>
      )}
    </Group>
  );
}

/** Looked for by Enter or the button; once it is emptied, all numbers are shown again. */
function CallerSearch({ value, search }: { value: string; search(caller: string): void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const seesAll = useMay('phones.read');
  useEffect(() => setTyped(value), [value]);
  const type = (text: string): void => {
    setTyped(text);
    if (text === '' && value !== '') search('');
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== value) search(typed.trim());
      }}
    >
      <Group gap={4} align="flex-end" wrap="nowrap">
        <TextInput size="xs" w={200} type="search" label={t('calls.caller')} placeholder={seesAll ? t('calls.callerFull') : t('calls.callerMasked')} value={typed} onChange={(event) => type(event.currentTarget.value)} maxLength={40} />
        <Button size="xs" variant="default" type="submit" aria-label={t('calls.apply')} px={8}>
          <IconSearch size={15} aria-hidden />
        </Button>
      </Group>
    </form>
  );
}
