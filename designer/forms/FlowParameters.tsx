import { ActionIcon, Button, Group, Input, NativeSelect, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { parameterPattern, type FlowParameter } from '../../schemas/documents/flow.js';
import { setFlowMeta } from '../drafts/edits.js';
import { useDraft, useEditor } from '../drafts/editor.js';
import { useRowFocus } from './use-row-focus.js';

const types = ['text', 'number', 'boolean', 'any'] as const;
const isName = new RegExp(parameterPattern);

/** What the flow is given where another one uses it. */
export function FlowParameters() {
  const { t } = useTranslation();
  const { drafts, mayEdit } = useEditor();
  const parameters = useDraft((draft) => draft.document.meta.parameters) ?? [];
  const take = (after: FlowParameter[]): void => drafts.getState().edit(setFlowMeta({ parameters: after.length > 0 ? after : undefined }));
  const set = (at: number, change: Partial<FlowParameter>): void => take(parameters.map((parameter, index) => (index === at ? withoutEmpty({ ...parameter, ...change }) : parameter)));
  const focus = useRowFocus();
  const add = (): void => {
    focus.toRow(parameters.length);
    take([...parameters, { name: freeName(parameters) }]);
  };
  const remove = (at: number): void => {
    focus.toNext(at);
    take(parameters.filter((_, index) => index !== at));
  };
  return (
    <Input.Wrapper label={t('parameters.title')} description={t('parameters.help')} labelElement="div">
      <Stack gap={8} mt={8} role="group" aria-label={t('parameters.title')} ref={focus.list}>
        {parameters.map((parameter, at) => (
          <Group key={at} gap={6} wrap="nowrap" align="flex-start">
            <TextInput
              size="sm"
              flex={1}
              aria-label={t('parameters.name', { number: at + 1 })}
              placeholder="card"
              value={parameter.name}
              readOnly={!mayEdit}
              error={isName.test(parameter.name) ? null : t('parameters.wrongName')}
              onChange={(event) => set(at, { name: event.currentTarget.value.trim() })}
            />
            <NativeSelect
              size="sm"
              w={96}
              aria-label={t('parameters.type', { name: parameter.name })}
              data={types.map((type) => ({ value: type, label: t(`parameters.types.${type}`) }))}
              value={parameter.type ?? 'text'}
              disabled={!mayEdit}
              onChange={(event) => set(at, { type: event.currentTarget.value as FlowParameter['type'] })}
            />
            <TextInput
              size="sm"
              w={110}
              aria-label={t('parameters.default', { name: parameter.name })}
              placeholder={t('parameters.needed')}
              value={writeDefault(parameter.default)}
              readOnly={!mayEdit}
              onChange={(event) => set(at, { default: readDefault(event.currentTarget.value, parameter.type) })}
            />
            {mayEdit && (
              <ActionIcon aria-label={t('parameters.remove', { name: parameter.name })} onClick={() => remove(at)} data-removes>
                <IconTrash size={16} />
              </ActionIcon>
            )}
          </Group>
        ))}
        {mayEdit && (
          <Button size="compact-sm" variant="light" leftSection={<IconPlus size={14} />} style={{ alignSelf: 'flex-start' }} onClick={add}>
            {t('parameters.add')}
          </Button>
        )}
      </Stack>
    </Input.Wrapper>
  );
}

function freeName(parameters: readonly FlowParameter[]): string {
  for (let number = parameters.length + 1; ; number += 1) if (!parameters.some(({ name }) => name === `parameter${number}`)) return `parameter${number}`;
}

function writeDefault(value: FlowParameter['default']): string {
  return value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}

/** A text stays as it is typed; of the other types, what is JSON is taken as JSON. Nothing is no default. */
function readDefault(text: string, type: FlowParameter['type'] = 'text'): FlowParameter['default'] {
  if (text === '') return undefined;
  if (type === 'text') return text;
  try {
    return JSON.parse(text) as FlowParameter['default'];
  } catch {
    return text;
  }
}

function withoutEmpty({ default: value, ...parameter }: FlowParameter): FlowParameter {
  return value === undefined ? parameter : { ...parameter, default: value };
}
