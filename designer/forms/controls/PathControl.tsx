import { Autocomplete } from '@mantine/core';
import { useMemo } from 'react';
import { stepTypes } from '../../drafts/step-types.js';
import { useDraft } from '../../drafts/editor.js';
import type { ControlProps } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useLabels } from '../use-labels.js';

/** The path of a value, completed by what the steps of the flow set and by what every call has. */
export function PathControl(props: ControlProps) {
  const { property, value, onChange } = props;
  const labels = useLabels(props);
  const { readOnly } = useForm();
  const known = useKnownPaths();
  return (
    <Autocomplete
      {...labels}
      data={known}
      limit={12}
      value={typeof value === 'string' ? value : ''}
      readOnly={readOnly}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
      onChange={(entered) => onChange(entered || (property.required ? '' : undefined))}
    />
  );
}

const standingPaths = ['call.from', 'call.language', 'customer.age', 'customer.identity.level', 'customer.segment', 'product.charge', 'product.name', 'settings.crmUrl'];

function useKnownPaths(): string[] {
  const states = useDraft((draft) => draft.document.states);
  return useMemo(() => {
    const set = Object.values(states).flatMap((state) => {
      try {
        return stepTypes[state.meta.step]?.sets?.(state.meta as never) ?? [];
      } catch {
        return [];
      }
    });
    return [...new Set([...set.filter((path) => typeof path === 'string' && path !== ''), ...standingPaths])].sort();
  }, [states]);
}
