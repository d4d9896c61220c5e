import { Divider, Stack, Text } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json, JsonObject } from '../../schemas/json.js';
import { growCard } from '../canvas/grow-card.js';
import { getTitle } from '../canvas/heard-text.js';
import { SidePanel } from '../canvas/SidePanel.js';
import { renameExit, setStepDescription, setStepProperty } from '../drafts/edits.js';
import { useDraft, useEditor, useView } from '../drafts/editor.js';
import { getExits, stepTypes } from '../drafts/step-types.js';
import { ProblemsLine, StepProblems } from '../problems/StepProblems.js';
import { ExitsList } from './ExitsList.js';
import { Field } from './Field.js';
import { FormContext, type FormContextValue } from './form-context.js';
import { readProperties, readProperty } from './form-schema.js';
import { StepHead } from './StepHead.js';
import { useWords } from './use-words.js';
import { getEntry } from '../../schemas/get-entry.js';

/** All that can be said about one step: what it is called, what its type asks for, where it leads, and what is wrong with it. */
export function StepForm({ step }: { step: string }) {
  const { t } = useTranslation();
  const { reader } = useWords();
  const { drafts, mayEdit } = useEditor();
  const state = useDraft((draft) => getEntry(draft.document.states, step));
  const languages = useDraft((draft) => draft.document.meta.languages);
  const context = useFormContext(step, languages, mayEdit);
  const { edit } = drafts.getState();
  if (!state) return null;
  const definition = getEntry(stepTypes, state.meta.step);
  const data = state.meta as JsonObject;
  const set = (name: string, value: Json | undefined): void => edit(growCard(step, setStepProperty(step, name, value)), `${step}.${name}`);

  return (
    <SidePanel title={getTitle(step, state, reader)} head={<StepHead step={step} state={state} />}>
      <FormContext value={context}>
        <Stack gap="md">
          <ProblemsLine step={step} />
          <Field property={titleProperty(t('form.title'))} value={data['title']} onChange={(value) => set('title', value)} pointer={`/states/${step}/meta/title`} />
          <Divider />
          {definition ? (
            readProperties(definition.schema).map((property) => (
              <Field key={property.name} property={property} value={data[property.name]} onChange={(value) => set(property.name, value)} pointer={`/states/${step}/meta/${property.name}`} />
            ))
          ) : (
            <Text size="sm" c="var(--tl-error)">
              {t('form.unknownType', { type: state.meta.step })}
            </Text>
          )}
          {state.type !== 'final' && <ExitsList step={step} state={state} />}
          <Divider />
          <Field
            property={{ ...readProperty('description', { type: 'string' } as never, false), control: 'long_text', title: { 'en-US': t('form.description'), 'zh-CN': t('form.description') }, help: t('form.descriptionHelp') }}
            value={state.description}
            onChange={(value) => edit(setStepDescription(step, typeof value === 'string' ? value : ''), `${step}.description`)}
            pointer={`/states/${step}/description`}
          />
          <StepProblems step={step} />
        </Stack>
      </FormContext>
    </SidePanel>
  );
}

function useFormContext(step: string, languages: string[], mayEdit: boolean): FormContextValue {
  const { drafts } = useEditor();
  const rename = useCallback(
    (from: string, to: string) => {
      const before = getEntry(drafts.getState().document.states, step);
      drafts.getState().edit(renameExit(step, from, to), `${step}.rename`);
      return getEntry(drafts.getState().document.states, step) !== before;
    },
    [drafts, step],
  );
  const isConnected = useCallback((exit: string) => getEntry(getEntry(drafts.getState().document.states, step)?.on, exit) !== undefined, [drafts, step]);
  const live = useView((view) => getEntry(view.live?.states, step));
  const isLive = useCallback((exit: string) => live !== undefined && getExits(live).some((known) => known.id === exit), [live]);
  return useMemo(() => ({ step, languages, readOnly: !mayEdit, renameExit: rename, isLive, isConnected }), [step, languages, mayEdit, rename, isLive, isConnected]);
}

function titleProperty(title: string) {
  return { ...readProperty('title', { type: 'object' } as never, false), control: 'prompt' as const, title: { 'en-US': title, 'zh-CN': title } };
}
