import { Alert, Button, Collapse, Group, Modal, NumberInput, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconCircleCheck, IconRocket } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patternWords } from '../../runtime/engine/check/pattern-words.js';
import { aliasPattern } from '../../schemas/documents/flow.js';
import type { ApiError } from '../api/client.js';
import { flowsApi, type ProblemDetails, type Published } from '../api/flows.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { useDraft, useEditor, useView } from '../drafts/editor.js';
import { checkFlow } from '../problems/check.js';
import { Hearers } from './Hearers.js';
import classes from './PublishDialog.module.css';
import { ChangesCheck, ProblemsCheck, ScenariosCheck, useCheckedChanges } from './PublishChecks.js';
import { shortVersion } from './short-version.js';

const aliasForm = new RegExp(aliasPattern);

type Audience = 'all' | 'canary';

/** Percent of the callers; an empty field is a text. */
const isShare = (share: number | string): share is number => typeof share === 'number' && share >= 1 && share <= 99;

/** Publishes the draft as it is now, after a list of what to look at. Errors block it, all else is told; the next call hears the new version, calls in progress do not. */
export function PublishDialog({ close }: { close(): void }) {
  const { t, i18n } = useTranslation();
  const { flow, view, autosave } = useEditor();
  const document = useDraft((draft) => draft.document);
  const errors = useView((state) => state.problems.filter((problem) => problem.severity === 'error').length);
  const [alias, setAlias] = useState('live');
  const changes = useCheckedChanges(alias);
  const [audience, setAudience] = useState<Audience>('all');
  const [share, setShare] = useState<number | string>(10);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const [published, setPublished] = useState<Published | null>(null);
  const { stands } = changes;
  const running = changes.history.data?.canaries[alias];
  const isSplit = audience === 'canary' && stands !== undefined;
  const fits = aliasForm.test(alias) && (!isSplit || isShare(share));

  const publish = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const revision = await autosave.flush();
      const split = isSplit && isShare(share) ? { canary: share } : {};
      setPublished(await flowsApi.publish(flow, { revision, alias, note: note.trim(), ...split, ...(running && { replaceCanary: true }) }));
      if (alias === 'live') view.getState().look({ live: document });
    } catch (refused) {
      setError(refused as ApiError);
      const found = ((refused as ApiError).details as ProblemDetails).problems;
      if (found) view.getState().look({ problems: found ?? checkFlow(document) });
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal opened onClose={close} title={t('publish.title')} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      {published ? (
        <Done published={published} close={close} />
      ) : (
        <div className={classes.form}>
          <Stack className={classes.scrolls}>
            <Stack gap="xs" role="list" aria-label={t('publish.checklist')}>
              <ProblemsCheck close={close} />
              <ScenariosCheck />
              <ChangesCheck alias={alias} {...changes} close={close} />
            </Stack>
            {stands && (
              <Radio.Group label={t('publish.audience')} value={audience} onChange={(value) => setAudience(value as Audience)}>
                <Stack gap={8} mt={6}>
                  <Radio value="all" label={t('publish.everybody')} />
                  <Radio value="canary" label={t('publish.some')} />
                </Stack>
              </Radio.Group>
            )}
            <Collapse expanded={isSplit}>
              <NumberInput label={t('publish.share')} description={t('publish.shareHelp')} suffix=" %" min={1} max={99} clampBehavior="none" allowDecimal={false} value={share} error={isShare(share) ? null : t('publish.shareWrong')} onChange={setShare} maw={280} />
            </Collapse>
            {running && <Text size="sm">{t('publish.replaces', { version: shortVersion(running.version), share: running.sharePercent })}</Text>}
            <TextInput label={t('publish.alias')} description={t('publish.aliasHelp')} value={alias} maw={280} error={aliasForm.test(alias) ? null : patternWords[aliasPattern]![i18n.resolvedLanguage === 'zh-CN' ? 'zh-CN' : 'en-US']} onChange={(event) => setAlias(event.currentTarget.value.trim())} />
            <Textarea label={t('publish.note')} description={t('publish.noteHelp')} autosize minRows={2} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} data-autofocus />
          </Stack>
          <Stack gap="sm" className={classes.foot}>
            {error && <ErrorNote error={error} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('common.cancel')}
              </Button>
              <Button leftSection={<IconRocket size={16} />} loading={busy || !changes.settled} disabled={errors > 0 || !fits} onClick={() => void publish()}>
                {t('publish.publish')}
              </Button>
            </Group>
          </Stack>
        </div>
      )}
    </Modal>
  );
}

function Done({ published, close }: { published: Published; close(): void }) {
  const { alias, version, canary } = published.publication;
  const subflows = Object.entries(published.subflows);
  const { t } = useTranslation();
  const { view } = useEditor();
  const done = useRef<HTMLButtonElement>(null);
  // The button that published is gone; whoever pressed it by keys goes on here.
  useEffect(() => done.current?.focus(), []);
  const compare = (): void => {
    view.getState().look({ panel: 'history' });
    close();
  };
  const title = canary ? t('publish.doneCanary', { version: shortVersion(canary.version), share: canary.sharePercent }) : alias === 'live' ? t('publish.done', { version: shortVersion(version) }) : t('publish.doneAlias', { version: shortVersion(version), alias });
  return (
    <Stack>
      <Alert color="teal" variant="light" icon={<IconCircleCheck />} title={title} role="status">
        {canary ? t('publish.doneCanaryHelp') : <Hearers alias={alias} close={close} />}
      </Alert>
      {subflows.length > 0 && (
        <Text size="sm">
          {t('publish.runs', { flows: subflows.map(([id, pinned]) => `${id} (${shortVersion(pinned)})`).join(', ') })}
        </Text>
      )}
      <Group justify="flex-end">
        {canary && (
          <Button variant="default" onClick={compare}>
            {t('publish.showFigures')}
          </Button>
        )}
        <Button ref={done} onClick={close}>
          {t('common.close')}
        </Button>
      </Group>
    </Stack>
  );
}
