import { Badge, Card, Group, MultiSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { explainStep, renderCause } from '../../../runtime/engine/explain-hours.js';
import type { HoursData } from '../../../schemas/steps/hours/hours.js';
import { calendarsApi } from '../../api/calendars.js';
import { useLoaded } from '../../api/use-loaded.js';
import { useDraft } from '../../drafts/editor.js';
import { inLanguage } from '../../drafts/in-language.js';
import { NextChange } from '../../operations/HoursAtPanel.js';
import { fromField, toField } from '../../operations/moment-field.js';
import type { ControlProps } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useLabels } from '../use-labels.js';
import { useWords } from '../use-words.js';
import { getEntry } from '../../../schemas/get-entry.js';

/** The calendars a step goes by, in order, and what would happen to a call at a moment with the hours as they stand in the form. */
export function CalendarsControl(props: ControlProps) {
  const { property, value, onChange } = props;
  const { placeholder: _none, ...labels } = useLabels(props);
  const { reader } = useWords();
  const { readOnly } = useForm();
  const known = useLoaded('calendars', calendarsApi.list).data?.calendars ?? [];
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  const data = [...known.map((entry) => ({ value: entry.calendar, label: inLanguage(entry.document.title, reader) || entry.calendar })), ...chosen.filter((id) => !known.some((entry) => entry.calendar === id)).map((id) => ({ value: id, label: id }))];
  return (
    <Stack gap="sm">
      <MultiSelect {...labels} searchable data={data} value={chosen} readOnly={readOnly} onChange={(ids) => onChange(ids.length === 0 && !property.required ? undefined : ids)} comboboxProps={{ withinPortal: true }} />
      <HoursTrial calendars={Object.fromEntries(known.map((entry) => [entry.calendar, entry.document]))} />
    </Stack>
  );
}

function HoursTrial({ calendars }: { calendars: Parameters<typeof explainStep>[1]['calendars'] }) {
  const { t } = useTranslation();
  const { reader } = useWords();
  const { step } = useForm();
  const data = useDraft((draft) => getEntry(draft.document.states, step)?.meta) as unknown as HoursData | undefined;
  const timeZone = useDraft((draft) => draft.document.meta.timeZone) ?? 'Asia/Shanghai';
  const [field, setField] = useState(() => toField(new Date().toISOString()));
  const at = fromField(field);
  const answer = data && at ? tryExplain(data, { at, calendars, timeZone }) : null;
  return (
    <Card withBorder radius="md" p="sm">
      <TextInput size="xs" type="datetime-local" label={t('calendars.trial')} description={t('calendars.trialHelp')} value={field} onChange={(event) => setField(event.currentTarget.value)} />
      <div role="status">
        {answer ? (
          <Group gap={8} mt={8} align="flex-start" wrap="nowrap">
            <Badge variant="light" color={answer.exit === 'open' ? 'teal' : 'red'} style={{ flex: 'none' }}>
              {answer.exit === 'open' ? t('calendars.open') : t('calendars.closed')}
            </Badge>
            <Text size="sm" component="div">
              {renderCause(answer, reader)} · {answer.local}
              <Text size="sm" component="div">
                <NextChange answer={answer} />
              </Text>
            </Text>
          </Group>
        ) : (
          <Text size="sm" c="dimmed" mt={8}>
            {t('calendars.unreadable')}
          </Text>
        )}
      </div>
    </Card>
  );
}

/** Hours that are half written are for the check to name. */
function tryExplain(...asked: Parameters<typeof explainStep>): ReturnType<typeof explainStep> {
  try {
    return explainStep(...asked);
  } catch {
    return null;
  }
}
