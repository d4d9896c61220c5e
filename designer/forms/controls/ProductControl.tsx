import { MultiSelect, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { operationsApi } from '../../api/operations.js';
import { useLoaded } from '../../api/use-loaded.js';
import { inLanguage } from '../../drafts/in-language.js';
import type { ControlProps } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useLabels } from '../use-labels.js';
import { useWords } from '../use-words.js';

/** A product of the catalogue, or several in order; with the id, since a renewal is called as what it renews. One that the catalogue does not have stays as it is written. */
export function ProductControl(props: ControlProps) {
  const { property, value, onChange } = props;
  const { t } = useTranslation();
  const { placeholder: _none, ...labels } = useLabels(props);
  const { reader } = useWords();
  const { readOnly } = useForm();
  const catalogue = useLoaded('products', operationsApi.products).data?.products ?? [];
  const chosen = Array.isArray(value) ? (value as string[]) : typeof value === 'string' ? [value] : [];
  const known = catalogue.map((entry) => ({ value: entry.product, label: inLanguage(entry.document.name, reader) ? `${inLanguage(entry.document.name, reader)} (${entry.product})` : entry.product }));
  const data = [...known, ...chosen.filter((id) => !known.some((entry) => entry.value === id)).map((id) => ({ value: id, label: id }))];
  if (property.multiple) return <MultiSelect {...labels} searchable data={data} value={chosen} readOnly={readOnly} onChange={(ids) => onChange(ids)} comboboxProps={{ withinPortal: true }} />;
  return (
    <NativeSelect
      {...labels}
      data={[...(property.required ? [] : [{ value: '', label: t('form.decidedProduct') }]), ...data]}
      value={chosen[0] ?? ''}
      disabled={readOnly}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}
