import { Alert, Button, Group, Modal, Radio, ScrollArea, Stack, Text } from '@mantine/core';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { MergeConflict } from '../../runtime/engine/merge/merge-flows.js';
import type { ApiError } from '../api/client.js';
import { flowsApi } from '../api/flows.js';
import { ErrorNote } from '../app/ErrorNote.js';
import editorClasses from '../canvas/Editor.module.css';
import type { DraftConflict } from '../drafts/autosave.js';
import { chooseSides, type Side } from '../drafts/choose-side.js';
import { useEditor, useView } from '../drafts/editor.js';
import { ago } from '../text/moments.js';
import { whoName } from '../text/who-name.js';
import classes from './ConflictDialog.module.css';
import { describeConflict } from './describe-conflict.js';

/**
 * Two people changed the same thing in different ways. What did not touch is merged already; each of these is chosen, and nothing is written
 * until then. Nobody is torn out of a word: a notice says so, and whoever is ready opens the choices. One's own draft can be kept as a flow
 * of its own too.
 */
export function ConflictDialog() {
  const save = useView((view) => view.save);
  return save.state === 'conflict' ? <Conflict conflict={save.conflict} /> : null;
}

function Conflict({ conflict }: { conflict: DraftConflict }) {
  const { autosave } = useEditor();
  const [isOpen, setOpen] = useState(false);
  const open = (): void => void autosave.reconsider().then(() => setOpen(true));
  if (conflict.isOfEarlierVisit) return <Choices conflict={conflict} />;
  return isOpen ? <Choices conflict={conflict} close={() => setOpen(false)} /> : <ConflictNotice conflict={conflict} open={open} />;
}

function ConflictNotice({ conflict: { by, conflicts }, open }: { conflict: DraftConflict; open(): void }) {
  const { t } = useTranslation();
  return (
    <Alert className={editorClasses.notice} color="yellow" variant="default" icon={<IconArrowsSplit2 size={20} />} title={t('conflict.title')} role="alert">
      {t(conflicts.length > 0 ? 'conflict.notice' : 'conflict.noticeApart', { who: by })}
      <Group gap="xs" mt="sm">
        <Button size="compact-sm" onClick={open}>
          {t('conflict.choose')}
        </Button>
      </Group>
    </Alert>
  );
}

function Choices({ conflict: { by, at, merged, conflicts }, close }: { conflict: DraftConflict; close?(): void }) {
  const { t, i18n } = useTranslation();
  const { autosave, reopen } = useEditor();
  const [sides, setSides] = useState<(Side | null)[]>(() => conflicts.map(() => null));
  const open = sides.filter((side) => side === null).length;
  const choose = (index: number, side: Side): void => setSides((before) => before.map((known, here) => (here === index ? side : known)));
  const keep = (): void => autosave.resolve({ ...merged, document: chooseSides(merged.document, conflicts, sides.map((side) => side ?? 'mine')) });

  return (
    <Modal opened size="lg" onClose={() => close?.()} withCloseButton={close !== undefined} closeOnEscape={close !== undefined} closeOnClickOutside={false} closeButtonProps={{ 'aria-label': t('conflict.later') }} title={t('conflict.title')}>
      <Stack>
        <Text size="sm">{t('conflict.who', { who: whoName(by, t), when: ago(at, i18n.resolvedLanguage ?? 'en-US') })}</Text>
        <Text size="sm">{conflicts.length > 0 ? t('conflict.help', { count: conflicts.length }) : t('conflict.apart')}</Text>
        {conflicts.length > 0 && (
          <>
            <Group gap="xs">
              <Button size="compact-sm" variant="default" onClick={() => setSides(conflicts.map(() => 'mine'))}>
                {t('conflict.allMine')}
              </Button>
              <Button size="compact-sm" variant="default" onClick={() => setSides(conflicts.map(() => 'theirs'))}>
                {t('conflict.allTheirs')}
              </Button>
            </Group>
            <ScrollArea.Autosize mah="42vh" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': t('conflict.list') }}>
              <Stack gap="sm">
                {conflicts.map((conflict, index) => (
                  <Choice key={`${index} ${conflict.pointer}`} conflict={conflict} document={merged.document} by={by} side={sides[index] ?? null} choose={(side) => choose(index, side)} />
                ))}
              </Stack>
            </ScrollArea.Autosize>
          </>
        )}
        <Group justify="space-between">
          <CopyButton />
          {conflicts.length > 0 ? (
            <Button disabled={open > 0} onClick={keep}>
              {open > 0 ? t('conflict.left', { count: open }) : t('conflict.keep')}
            </Button>
          ) : (
            <Button onClick={reopen}>{t('conflict.theirs')}</Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

interface ChoiceProps {
  conflict: MergeConflict;
  document: Parameters<typeof describeConflict>[0];
  by: string;
  side: Side | null;
  choose(side: Side): void;
}

function Choice({ conflict, document, by, side, choose }: ChoiceProps) {
  const { t, i18n } = useTranslation();
  const { where, mine, theirs } = describeConflict(document, conflict, i18n.resolvedLanguage === 'zh-CN' ? 'zh-CN' : 'en-US', t);
  return (
    <Radio.Group className={classes.choice} label={where} value={side} onChange={(value) => choose(value as Side)}>
      <Stack gap={6} mt={6}>
        <Radio value="mine" label={t('conflict.mineIs', { value: mine })} />
        <Radio value="theirs" label={t('conflict.theirsIs', { who: whoName(by, t), value: theirs })} />
      </Stack>
    </Radio.Group>
  );
}

function CopyButton() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { flow, drafts } = useEditor();
  const [error, setError] = useState<ApiError | null>(null);

  const keepCopy = async (): Promise<void> => {
    const { document, layout } = drafts.getState();
    for (let number = 1; number <= 20; number += 1) {
      const id = `${flow.slice(0, 50)}-copy${number === 1 ? '' : `-${number}`}`;
      try {
        await flowsApi.create({ ...document, id }, { ...layout, flow: id });
        return void navigate(`/flows/${id}`);
      } catch (refused) {
        if ((refused as ApiError).status !== 409) return setError(refused as ApiError);
      }
    }
  };

  return (
    <Stack gap="xs">
      {error && <ErrorNote error={error} />}
      <Button variant="subtle" onClick={() => void keepCopy()}>
        {t('conflict.copy')}
      </Button>
    </Stack>
  );
}
