import { Anchor, Autocomplete, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { flowsApi } from '../../api/flows.js';
import { useLoaded } from '../../api/use-loaded.js';
import { useEditor, useView } from '../../drafts/editor.js';
import { inLanguage } from '../../drafts/in-language.js';
import type { ControlProps } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useLabels } from '../use-labels.js';
import { useWords } from '../use-words.js';

/** Another flow, by its id: one of those that are there, or one still to be made. A link opens it. */
export function FlowControl(props: ControlProps) {
  const { value, onChange } = props;
  const { t } = useTranslation();
  const labels = useLabels(props);
  const { reader } = useWords();
  const { readOnly } = useForm();
  const { flow } = useEditor();
  const step = useView((view) => view.selected[0]);
  const flows = useLoaded('flows', flowsApi.list).data?.flows ?? [];
  const chosen = typeof value === 'string' ? value : '';
  const names = new Map(flows.map((known) => [known.flow, typeof known.name === 'string' ? known.name : inLanguage(known.name, reader)]));
  return (
    <Stack gap={4}>
      <Autocomplete
        {...labels}
        data={flows.map((known) => known.flow).filter((id) => id !== flow)}
        value={chosen}
        readOnly={readOnly}
        onChange={(id) => onChange(id)}
        renderOption={({ option }) => `${names.get(option.value) || option.value} (${option.value})`}
        comboboxProps={{ withinPortal: true }}
      />
      {names.has(chosen) && (
        <Anchor size="sm" component={Link} to={`/flows/${chosen}?from=${flow}${step ? `&by=${step}` : ''}`}>
          {t('form.openFlow')}
        </Anchor>
      )}
    </Stack>
  );
}
