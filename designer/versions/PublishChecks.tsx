import { Anchor, Button, Group, Skeleton, Text } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconPlayerPlay, type Icon } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { flowsApi, type FlowHistory, type StoredVersion } from '../api/flows.js';
import { scenariosApi } from '../api/scenarios.js';
import { useLoaded, type Loaded } from '../api/use-loaded.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { focusPanel } from '../canvas/SidePanel.js';
import { useDraft, useEditor, useView } from '../drafts/editor.js';
import { useScenarioRuns } from '../phone/use-scenario-runs.js';
import { ChangeSentences, tryDiff } from './ChangeSentences.js';
import classes from './HistoryPanel.module.css';

type Verdict = 'good' | 'warning' | 'bad' | 'note';

const looks: Record<Verdict, { Icon: Icon; color: string }> = {
  good: { Icon: IconCircleCheck, color: 'light-dark(#0f6a62, #80d0c3)' },
  warning: { Icon: IconAlertTriangle, color: 'var(--tl-warning)' },
  bad: { Icon: IconAlertCircle, color: 'var(--tl-error)' },
  note: { Icon: IconInfoCircle, color: 'var(--mantine-color-dimmed)' },
};

function Check({ verdict, title, children }: { verdict: Verdict; title: string; children?: ReactNode }) {
  const { Icon, color } = looks[verdict];
  return (
    <div className={classes.check} role="listitem" data-verdict={verdict}>
      <Icon size={20} style={{ color, flex: 'none' }} aria-hidden />
      <div className={classes.checkBody}>
        <Text size="sm" fw={650}>
          {title}
        </Text>
        {children}
      </div>
    </div>
  );
}

export function ProblemsCheck({ close }: { close(): void }) {
  const { t } = useTranslation();
  const { view } = useEditor();
  const problems = useView((state) => state.problems);
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const warnings = problems.length - errors;
  if (problems.length === 0) return <Check verdict="good" title={t('publish.clean')} />;
  const show = (): void => {
    view.getState().look({ panel: 'problems' });
    close();
    // The dialog takes the focus with it; whoever asked for the problems goes on among them.
    requestAnimationFrame(focusPanel);
  };
  return (
    <Check verdict={errors > 0 ? 'bad' : 'warning'} title={errors > 0 ? t('publish.blocked', { count: errors }) : t('publish.warnings', { count: warnings })}>
      <Anchor component="button" size="sm" onClick={show}>
        {t('publish.showProblems')}
      </Anchor>
    </Check>
  );
}

/** Runs the flow's scenarios against the draft at once. A failure is told and does not block: the person knows whether the scenario or the flow is wrong. */
export function ScenariosCheck() {
  const { t, i18n } = useTranslation();
  const { flow } = useEditor();
  const stored = useLoaded(`scenarios ${flow}`, (signal) => scenariosApi.list(flow, signal));
  const runs = useScenarioRuns();
  const names = stored.data?.scenarios.map(({ scenario }) => scenario.name);
  const { run } = runs;
  const key = names?.join('\n');
  useEffect(() => {
    if (key) run(key.split('\n'));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for the scenarios there are
  }, [key]);
  if (stored.error) return <ErrorNote error={stored.error} retry={stored.reload} />;
  if (!names) return <Skeleton height={44} radius="md" />;
  if (names.length === 0) return <Check verdict="note" title={t('publish.noScenarios')} />;
  if (runs.running) return <Check verdict="note" title={t('publish.running', { done: runs.running.done, of: runs.running.of })} />;
  if (runs.error) return <ErrorNote error={runs.error} retry={() => run(names)} />;
  const failed = [...runs.results.values()].filter(({ ok }) => !ok);
  if (runs.results.size === 0) return <Skeleton height={44} radius="md" />;
  if (failed.length === 0) return <Check verdict="good" title={t('publish.scenariosGood', { count: runs.results.size })} />;
  return (
    <Check verdict="warning" title={t('publish.scenariosFailed', { failed: failed.length, count: runs.results.size })}>
      <ul className={classes.changes} tabIndex={0} aria-label={t('publish.failedScenarios')}>
        {failed.map(({ name, messages }) => (
          <li key={name}>
            {name}
            {messages[0] && (
              <Text size="xs" c="dimmed">
                {messages[0][i18n.resolvedLanguage === 'zh-CN' ? 'zh-CN' : 'en-US']}
              </Text>
            )}
          </li>
        ))}
      </ul>
      <Group mt={6}>
        <Button size="compact-xs" variant="default" leftSection={<IconPlayerPlay size={13} />} onClick={() => run(names)}>
          {t('publish.runAgain')}
        </Button>
      </Group>
    </Check>
  );
}

interface CheckedChanges {
  history: Loaded<FlowHistory>;
  /** The version that the alias points to; undefined where it points to none. */
  stands: string | undefined;
  before: Loaded<StoredVersion | null>;
  settled: boolean;
}

/** The version that callers of the alias hear now. */
export function useCheckedChanges(alias: string): CheckedChanges {
  const { flow } = useEditor();
  const history = useLoaded(`history ${flow}`, (signal) => flowsApi.history(flow, signal));
  const stands = history.data?.aliases[alias];
  const before = useLoaded(`stands ${flow} ${stands ?? ''}`, (signal) => (stands ? flowsApi.version(flow, stands, signal) : Promise.resolve(null)));
  const isLoading = stands !== undefined && before.error === null && before.data?.version !== stands;
  return { history, stands, before, settled: history.error !== null || (history.data !== null && !isLoading) };
}

export function ChangesCheck({ alias, history, stands, before, settled, close }: CheckedChanges & { alias: string; close(): void }) {
  const { t } = useTranslation();
  const { view } = useEditor();
  const document = useDraft((draft) => draft.document);
  if (history.error) return <ErrorNote error={history.error} retry={history.reload} />;
  if (!settled) return <Skeleton height={44} radius="md" />;
  if (before.error) return <ErrorNote error={before.error} retry={before.reload} />;
  if (!stands || !before.data) return <Check verdict="note" title={t('publish.first', { alias })} />;
  const diff = tryDiff(before.data.document, document);
  const show = (): void => {
    view.getState().look({ comparing: { before: stands, after: 'draft' } });
    close();
  };
  return (
    <Check verdict="note" title={diff?.isSame ? t('publish.nothing', { alias }) : t('publish.changes')}>
      {!diff?.isSame && <ChangeSentences diff={diff} />}
      {!diff?.isSame && (
        <Anchor component="button" size="sm" onClick={show}>
          {t('publish.onCanvas')}
        </Anchor>
      )}
    </Check>
  );
}
