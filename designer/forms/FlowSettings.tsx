import { Divider, NativeSelect, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { policies } from '../../schemas/policies.js';
import { getTitle } from '../canvas/heard-text.js';
import { SidePanel } from '../canvas/SidePanel.js';
import { setFlowMeta, setInitial } from '../drafts/edits.js';
import { useDraft, useEditor, useView } from '../drafts/editor.js';
import { ProblemItem } from '../problems/ProblemItem.js';
import { FlowName } from './FlowName.js';
import { FlowParameters } from './FlowParameters.js';
import { FlowVoices } from './FlowVoices.js';
import { GlobalKeys } from './GlobalKeys.js';
import { useWords } from './use-words.js';
import { getEntry } from '../../schemas/get-entry.js';

const timeZones = Intl.supportedValuesOf('timeZone');

/** What holds for the whole flow. */
export function FlowSettings() {
  const { t } = useTranslation();
  const { reader } = useWords();
  const { drafts, mayEdit } = useEditor();
  const { id, initial, meta, states } = useDraft((draft) => draft.document);
  const problems = useView((view) => view.problems);
  const own = problems.filter((problem) => problem.step === null);
  const { edit } = drafts.getState();
  const zone = meta.timeZone ?? 'Asia/Shanghai';
  return (
    <SidePanel title={t('flow.title')}>
      <Stack gap="md">
        {own.length > 0 && (
          <Stack component="ul" gap={6} m={0} p={0}>
            {own.map((problem, at) => (
              <ProblemItem key={at} problem={problem} />
            ))}
          </Stack>
        )}
        <FlowName />
        <TextInput label={t('flow.id')} description={t('flow.idHelp')} value={id} readOnly variant="filled" />
        <TagsInput
          label={t('flow.languages')}
          description={t('flow.languagesHelp')}
          data={['zh-CN', 'en-US', 'zh-HK', 'yue-HK', 'en-GB', 'ja-JP', 'ko-KR', 'fr-FR', 'de-DE', 'es-ES']}
          value={meta.languages}
          readOnly={!mayEdit}
          onChange={(languages) => languages.length > 0 && edit(setFlowMeta({ languages }))}
        />
        <NativeSelect
          label={t('flow.timeZone')}
          description={t('flow.timeZoneHelp')}
          data={timeZones.includes(zone) ? timeZones : [zone, ...timeZones]}
          value={zone}
          disabled={!mayEdit}
          onChange={(event) => edit(setFlowMeta({ timeZone: event.currentTarget.value }))}
        />
        <NativeSelect
          label={t('flow.initial')}
          description={t('flow.initialHelp')}
          data={Object.entries(states).map(([step, state]) => ({ value: step, label: `${getTitle(step, state, reader)} (${step})` }))}
          value={initial}
          disabled={!mayEdit}
          onChange={(event) => edit(setInitial(event.currentTarget.value))}
        />
        <NativeSelect
          label={t('flow.policy')}
          description={t('flow.policyHelp')}
          data={[...new Set([...Object.keys(policies), meta.policy ?? 'none'])].map((id) => ({ value: id, label: getEntry(policies, id)?.title[reader] ?? id }))}
          value={meta.policy ?? 'none'}
          disabled={!mayEdit}
          onChange={(event) => edit(setFlowMeta({ policy: event.currentTarget.value === 'none' ? undefined : event.currentTarget.value }))}
        />
        <FlowVoices />
        <Divider />
        <GlobalKeys />
        <Divider />
        <FlowParameters />
        <Divider />
        <Textarea
          label={t('flow.notes')}
          description={t('flow.notesHelp')}
          autosize
          minRows={3}
          value={meta.notes ?? ''}
          readOnly={!mayEdit}
          onChange={(event) => edit(setFlowMeta({ notes: event.currentTarget.value || undefined }), 'flow.notes')}
        />
      </Stack>
    </SidePanel>
  );
}
