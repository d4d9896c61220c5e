import { ActionIcon, Group, Menu, Text, Title } from '@mantine/core';
import { IconCopy, IconDots, IconId, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowState } from '../../schemas/documents/flow.js';
import { getTitle } from '../canvas/heard-text.js';
import { getLook } from '../canvas/step-look.js';
import { duplicateSelected } from '../canvas/duplicate-selected.js';
import { deleteSteps, setInitial } from '../drafts/edits.js';
import { useDraft, useEditor, useView } from '../drafts/editor.js';
import { inLanguage } from '../drafts/in-language.js';
import { langOf } from '../drafts/lang-of.js';
import { stepTypes } from '../drafts/step-types.js';
import classes from './StepHead.module.css';
import { StepIdDialog } from './StepIdDialog.js';
import { useWords } from './use-words.js';
import { getEntry } from '../../schemas/get-entry.js';

/** What a step is and is called, and what can be done with the whole of it. */
export function StepHead({ step, state }: { step: string; state: FlowState }) {
  const { reader } = useWords();
  const look = getLook(state.meta.step);
  return (
    <div className={classes.head} data-group={look.group}>
      <span className={classes.icon}>
        <look.Icon size={19} stroke={1.9} aria-hidden />
      </span>
      <div className={classes.names}>
        <Text className={classes.type}>{inLanguage(getEntry(stepTypes, state.meta.step)?.title, reader) || state.meta.step}</Text>
        <Title order={2} size="h5" dir="auto" lang={langOf(state.meta.title, reader)} className={classes.title}>
          {getTitle(step, state, reader)}
        </Title>
        <code className={classes.id}>{step}</code>
      </div>
      <StepMenu step={step} />
    </div>
  );
}

function StepMenu({ step }: { step: string }) {
  const { t } = useTranslation();
  const editor = useEditor();
  const isFirst = useDraft((draft) => draft.document.initial === step);
  const isLive = useView((view) => getEntry(view.live?.states, step) !== undefined);
  const [naming, setNaming] = useState(false);
  const { edit } = editor.drafts.getState();
  if (!editor.mayEdit) return null;
  const remove = (): void => {
    edit(deleteSteps([step]));
    editor.view.getState().select(null);
  };
  return (
    <Group gap={0} wrap="nowrap">
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('step.menu')}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopy size={15} />} rightSection={<Text size="xs">Ctrl D</Text>} onClick={() => duplicateSelected(editor)}>
            {t('step.duplicate')}
          </Menu.Item>
          <Menu.Item leftSection={<IconId size={15} />} disabled={isLive} onClick={() => setNaming(true)}>
            {t('step.changeId')}
          </Menu.Item>
          <Menu.Item leftSection={<IconPlayerPlay size={15} />} disabled={isFirst} onClick={() => edit(setInitial(step))}>
            {t('step.makeFirst')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconTrash size={15} />} color="red.9" disabled={isFirst} onClick={remove}>
            {t('step.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {naming && <StepIdDialog step={step} close={() => setNaming(false)} />}
    </Group>
  );
}
