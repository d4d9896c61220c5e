import { Alert, Button, Checkbox, Group, Loader, NativeSelect, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../drafts/editor.js';
import { inLanguage } from '../drafts/in-language.js';
import { findKinds, isFitting, type FindQuery, type Found } from '../drafts/find-in-flow.js';
import { stepTypes } from '../drafts/step-types.js';
import classes from './FindForm.module.css';
import { FoundList } from './FoundList.js';
import { ReplaceDialog } from './ReplaceDialog.js';
import { tellReplaced } from './tell-replaced.js';
import { keyOf, useFind } from './use-find.js';

/** What is looked for, where, and what shall stand there instead; each place is shown as it is and as it would be. */
export function FindForm() {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const { flow, view, mayEdit } = useEditor();
  const [query, setQuery] = useState<FindQuery>({ kind: 'text', sought: '' });
  const [everywhere, setEverywhere] = useState(false);
  const [replacement, setReplacement] = useState('');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const find = useFind(query, everywhere);
  const replaced = query.kind === 'step_type' || replacement !== '' ? replacement : null;
  const fits = replaced !== null && replaced !== '' && isFitting(query, replaced);
  const chosen = find.groups.map((group) => ({ ...group, found: group.found.filter((one) => !left.has(keyOf(group.flow, one))) }));
  const count = chosen.reduce((sum, group) => sum + group.found.length, 0);
  const total = find.groups.reduce((sum, group) => sum + group.found.length, 0);
  useEffect(() => input.current?.focus(), [query.kind]);

  const look = (change: Partial<FindQuery>): void => {
    setQuery((before) => ({ ...before, ...(change.kind && (change.kind === 'step_type' || before.kind === 'step_type') ? { sought: '' } : {}), ...change }));
    setLeft(new Set());
  };
  const show = ({ step }: Found): void => {
    if (step) view.getState().showStep(step);
    else view.getState().look({ panel: 'flow' });
  };
  const changing = chosen.filter((group) => group.found.length > 0);
  const replace = async (): Promise<void> => {
    setAsking(false);
    const done = await find.replace(chosen, replaced!);
    const places = changing.reduce((sum, group) => sum + (done.refused.includes(group.flow) ? 0 : group.found.length), 0);
    tellReplaced({ ...done, count: places, here: flow, t, reader });
  };
  const types = Object.values(stepTypes).map((type) => ({ value: type.type, label: inLanguage(type.title, reader) }));

  return (
    <Stack gap="sm">
      <NativeSelect label={t('find.kind')} data={findKinds.map((kind) => ({ value: kind, label: t(`find.kinds.${kind}`) }))} value={query.kind} onChange={(event) => look({ kind: event.currentTarget.value as FindQuery['kind'] })} />
      {query.kind === 'step_type' ? (
        <NativeSelect label={t('find.sought')} data={[{ value: '', label: t('find.chooseType') }, ...types]} value={query.sought} onChange={(event) => look({ sought: event.currentTarget.value })} />
      ) : (
        <TextInput ref={input} label={t('find.sought')} placeholder={t(`find.examples.${query.kind}`)} leftSection={<IconSearch size={15} />} value={query.sought} onChange={(event) => look({ sought: event.currentTarget.value })} />
      )}
      {(query.kind === 'text' || query.kind === 'url') && <Checkbox size="sm" label={t('find.matchCase')} checked={query.matchCase ?? false} onChange={(event) => look({ matchCase: event.currentTarget.checked })} />}
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('find.where')}
        data={[
          { value: 'here', label: t('find.here') },
          { value: 'all', label: t('find.everywhere') },
        ]}
        value={everywhere ? 'all' : 'here'}
        onChange={(value) => setEverywhere(value === 'all')}
      />
      {mayEdit &&
        (query.kind === 'step_type' ? (
          <NativeSelect label={t('find.replacement')} description={t('find.typeHelp')} data={[{ value: '', label: t('find.chooseType') }, ...types]} value={replacement} onChange={(event) => setReplacement(event.currentTarget.value)} />
        ) : (
          <TextInput label={t('find.replacement')} value={replacement} error={replaced !== null && !fits ? t(`find.unfit.${query.kind}`) : undefined} onChange={(event) => setReplacement(event.currentTarget.value)} />
        ))}
      {mayEdit && (
        <Group gap="xs">
          <Button size="xs" disabled={!fits || count === 0 || find.replacing} onClick={() => (changing.some((group) => group.flow !== flow) ? setAsking(true) : void replace())}>
            {t('find.replace', { count })}
          </Button>
        </Group>
      )}
      <div role="status" className={classes.status}>
        {find.loading && <Loader size={14} />}
        {query.sought.trim() && !find.loading && <Text size="sm">{t('find.found', { count: total })}</Text>}
      </div>
      {find.failed.length > 0 && (
        <Alert color="yellow" p="xs">
          {t('find.unread', { flows: find.failed.join(', ') })}
        </Alert>
      )}
      {asking && (
        <ReplaceDialog
          flows={changing.map((group) => ({ flow: group.flow, name: inLanguage(group.document.meta.name, reader), count: group.found.length, isHere: group.flow === flow }))}
          confirm={() => void replace()}
          close={() => setAsking(false)}
        />
      )}
      <FoundList groups={find.groups} query={query} here={{ flow, show }} replacing={mayEdit ? { replacement: fits ? replaced : null, left, setLeft } : undefined} />
    </Stack>
  );
}
