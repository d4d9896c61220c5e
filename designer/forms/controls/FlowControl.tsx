import { Anchor, Autocomplete, Button, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { flowsApi } from '../../api/flows.js';
import { useLoaded } from '../../api/use-loaded.js';
import { useEditor, useView } from '../../drafts/editor.js';
import { inLanguage } from '../../drafts/in-language.js';
import type { ControlProps } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useLabels } from '../use-labels.js';
import { useTakeInterface } from '../use-take-interface.js';
import { useWords } from '../use-words.js';

/**
 * Another flow, by its id: one of those that are there, or one still to be made. Choosing one that is there takes its exits and parameters
 * along; so does a button, for a flow that has changed. A link opens it.
 */
export function FlowControl(props: ControlProps) {
  const { value, onChange } = props;
  const { t } = useTranslation();
  const labels = useLabels(props);
  const { reader } = useWords();
  const { readOnly, step: owner } = useForm();
  const { flow } = useEditor();
  const step = useView((view) => view.selected[0]);
  const flows = useLoaded('flows', flowsApi.list).data?.flows ?? [];
  const chosen = typeof value === 'string' ? value : '';
  const names = new Map(flows.map((known) => [known.flow, typeof known.name === 'string' ? known.name : inLanguage(known.name, reader)]));
  const take = useTakeInterface(owner);
  const [typed, setTyped] = useState<string | null>(null);
  /** Chosen, and on its way. */
  const coming = useRef<string | null>(null);

  const choose = (id: string): void => {
    setTyped(null);
    if (id === chosen || id === coming.current) return;
    if (!names.has(id) || id === flow) return onChange(id);
    coming.current = id;
    void take(id).then((found) => {
      coming.current = null;
      if (!found) onChange(id);
    });
  };
  // What is typed counts when the field is left, also by closing the form.
  const leave = useRef<() => void>(() => undefined);
  useEffect(() => {
    leave.current = () => typed !== null && choose(typed);
  });
  useEffect(() => () => leave.current(), []);

  return (
    <Stack gap={4}>
      <Autocomplete
        {...labels}
        data={flows.map((known) => known.flow).filter((id) => id !== flow)}
        value={typed ?? chosen}
        readOnly={readOnly}
        onChange={(entered) => setTyped(entered === coming.current ? null : entered)}
        onOptionSubmit={choose}
        onBlur={() => typed !== null && choose(typed)}
        renderOption={({ option }) => `${names.get(option.value) || option.value} (${option.value})`}
        comboboxProps={{ withinPortal: true }}
      />
      {names.has(chosen) && (
        <Group gap="sm">
          <Anchor size="sm" component={Link} to={`/flows/${chosen}?from=${flow}${step ? `&by=${step}` : ''}`}>
            {t('form.openFlow')}
          </Anchor>
          {!readOnly && chosen !== flow && (
            <Button size="compact-xs" variant="light" onClick={() => void take(chosen).then((found) => notifications.show({ message: t(found ? 'form.interfaceTaken' : 'form.interfaceNotFound', { flow: names.get(chosen) || chosen }), color: found ? 'teal' : 'yellow' }))}>
              {t('form.takeInterface')}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
}
