import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { idPattern } from '../../../schemas/documents/flow.js';
import { useForm } from '../form-context.js';
import type { ControlProps } from '../form-schema.js';
import { useLabels } from '../use-labels.js';

/** The name of an exit: made from the label, and changed by whoever has a reason, until callers are on it; then it stays. */
export function ExitNameControl(props: ControlProps) {
  const { t } = useTranslation();
  const { label, error } = useLabels(props);
  const { renameExit, isLive, readOnly } = useForm();
  const name = String(props.value ?? '');
  const [written, setWritten] = useState<string | null>(null);
  const [taken, setTaken] = useState<string | null>(null);
  if (readOnly || isLive(name)) {
    return (
      <Text size="xs" c={error ? 'var(--tl-error)' : 'dimmed'}>
        {t('form.exitName')} <code>{name}</code>
        {error && <span> · {error}</span>}
      </Text>
    );
  }
  const take = (): void => {
    if (written === null || written === name || !isId.test(written)) return setWritten(null);
    if (renameExit(name, written)) setWritten(null);
    else setTaken(written);
  };
  return (
    <TextInput
      size="xs"
      label={label}
      value={written ?? name}
      error={written !== null && !isId.test(written) ? t('form.idWrong') : written !== null && written === taken ? t('form.exitTaken') : error}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      onChange={(event) => setWritten(event.currentTarget.value.trim())}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && take()}
    />
  );
}

const isId = new RegExp(idPattern);
