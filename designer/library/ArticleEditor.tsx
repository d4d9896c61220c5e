import { Alert, Badge, Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconArchive, IconArchiveOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ApiError } from '../api/client.js';
import type { UnansweredQuestion } from '../../schemas/answers/knowledge-figures.js';
import { knowledgeApi, type ArticleVersion, type KeptArticle } from '../api/library.js';
import { ConfirmDialog } from '../app/ConfirmDialog.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { useMay } from '../app/SignedIn.js';
import { useLeaveWarning } from '../app/use-leave-warning.js';
import { ArticleAbout } from './ArticleAbout.js';
import { ArticleHistory } from './ArticleHistory.js';
import { ArticleLanguages } from './ArticleLanguages.js';
import { idPattern, isWhole, readArticle, renderArticle, suggestId, type ArticleForm } from './article-form.js';
import { stateOf, todayHere } from './article-state.js';
import { day } from './day.js';
import classes from './Library.module.css';

interface ArticleEditorProps {
  /** `null`: a new one. */
  kept: { article: KeptArticle; versions: ArticleVersion[] } | null;
  /** What the new one shall answer. */
  asked: Pick<UnansweredQuestion, 'question' | 'language'> | null;
  empty: ArticleForm;
  taken: ReadonlySet<string>;
  reload(): void;
}

/** The form of an article: its words in each language side by side, who answers for it, and what it was before. */
export function ArticleEditor({ kept, asked, empty, taken, reload }: ArticleEditorProps) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const mayWrite = useMay('articles.write');
  const [form, setForm] = useState<ArticleForm>(() => (kept ? readArticle(kept.article.document) : empty));
  const [changed, setChanged] = useState(false);
  const [saving, setSaving] = useState(false);
  const [archiving, setArchiving] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const id = kept ? form.id : form.id || suggestId(form, taken);
  const isSavable = isWhole(form) && idPattern.test(id) && (kept !== null || !taken.has(id));
  useLeaveWarning(changed);

  const edit = (change: Partial<ArticleForm>): void => {
    setForm((before) => ({ ...before, ...change }));
    setChanged(true);
  };
  const save = async (): Promise<void> => {
    setSaving(true);
    setError(null);
    try {
      await knowledgeApi.save(renderArticle({ ...form, id }), kept?.article.revision ?? 0);
      if (asked) await knowledgeApi.settle(asked, id);
      setChanged(false);
      notifications.show({ message: t('article.saved') });
      if (kept) reload();
      else await navigate(`/knowledge/${id}`, { replace: true });
    } catch (thrown) {
      setError(thrown as ApiError);
    } finally {
      setSaving(false);
    }
  };
  const archive = (archived: boolean): void => {
    setArchiving(false);
    (archived ? knowledgeApi.archive(id) : knowledgeApi.restore(id)).then(reload, setError);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isSavable) void save();
      }}
    >
      {kept && <StateNote kept={kept.article} reader={i18n.resolvedLanguage ?? 'en-US'} />}
      <ArticleLanguages words={form.words} readOnly={!mayWrite} change={(words) => edit({ words })} />
      <div className={classes.below}>
        <ArticleAbout form={{ ...form, id }} isNew={kept === null} taken={taken} readOnly={!mayWrite} change={edit} />
        {kept && <ArticleHistory article={kept.article.article} versions={kept.versions} use={mayWrite ? (version) => edit(readArticle(version.document)) : undefined} />}
      </div>
      {error && error.code !== 'article_conflict' && <ErrorNote error={error} />}
      {mayWrite && (
        <div className={classes.foot} data-foot>
          {error?.code === 'article_conflict' && <ConflictNote load={reload} />}
          {changed && (
            <Badge variant="light" color="yellow">
              {t('article.unsaved')}
            </Badge>
          )}
          {!isWhole(form) && (
            <Text size="sm" c="dimmed">
              {t('article.needsText')}
            </Text>
          )}
          <span style={{ flex: 1 }} />
          {kept &&
            (kept.article.archived ? (
              <Button variant="default" leftSection={<IconArchiveOff size={17} />} onClick={() => archive(false)}>
                {t('article.restore')}
              </Button>
            ) : (
              <Button variant="default" leftSection={<IconArchive size={17} />} onClick={() => setArchiving(true)}>
                {t('article.archive')}
              </Button>
            ))}
          <Button type="submit" loading={saving} disabled={!isSavable || !changed}>
            {t('article.save')}
          </Button>
        </div>
      )}
      {archiving && <ConfirmDialog title={t('article.archive')} text={t('article.archiveHelp')} action={t('article.archive')} confirm={() => archive(true)} close={() => setArchiving(false)} />}
    </form>
  );
}

function StateNote({ kept, reader }: { kept: KeptArticle; reader: string }) {
  const { t } = useTranslation();
  const state = stateOf(kept, todayHere());
  if (state.kind === 'current' || state.kind === 'missing') return null;
  const words = state.kind === 'archived' ? t('article.archivedNote') : t(`article.${state.kind}Note`, { day: day(state.day, reader) });
  return (
    <Alert mt="md" variant="light" color={state.kind === 'archived' ? 'gray' : state.kind === 'expired' ? 'red' : 'yellow'} icon={<IconAlertTriangle size={18} />}>
      {words}
    </Alert>
  );
}

function ConflictNote({ load }: { load(): void }) {
  const { t } = useTranslation();
  return (
    <Alert className={classes.footNote} color="yellow" variant="light" role="alert" title={t('article.conflict')} icon={<IconAlertTriangle size={18} />}>
      {t('article.conflictHelp')}
      <Button mt="sm" size="compact-sm" variant="default" display="block" onClick={load}>
        {t('article.loadTheirs')}
      </Button>
    </Alert>
  );
}
