import { ActionIcon, Alert, Button, Checkbox, Group, Progress, Text, Tooltip } from '@mantine/core';
import { IconCheck, IconPlayerPlay, IconTrash, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { scenariosApi, type Coverage, type ScenarioResult, type StoredScenario } from '../api/scenarios.js';
import { useLoaded } from '../api/use-loaded.js';
import { ConfirmDialog } from '../app/ConfirmDialog.js';
import { ErrorText } from '../app/ErrorText.js';
import { useEditor } from '../drafts/editor.js';
import type { Uncovered } from '../drafts/view-store.js';
import classes from './Phone.module.css';
import { useScenarioRuns } from './use-scenario-runs.js';

/** The flow's scripted callers: run them all against the draft, see which fail and what nobody passes. `play` shows one on the phone. */
export function ScenariosTab({ changed, play }: { changed: number; play(scenario: StoredScenario['scenario']): void }) {
  const { t } = useTranslation();
  const { flow, mayEdit, view } = useEditor();
  const list = useLoaded(`scenarios ${flow} ${changed}`, (signal) => scenariosApi.list(flow, signal));
  const runs = useScenarioRuns();
  const [shown, setShown] = useState(true);
  const [leaving, setLeaving] = useState<string | null>(null);
  const names = (list.data?.scenarios ?? []).map(({ scenario }) => scenario.name);
  const failed = [...runs.results.values()].filter(({ ok }) => !ok).length;
  const { coverage } = runs;

  useEffect(() => {
    view.getState().look({ uncovered: coverage && shown ? getUncovered(coverage) : null });
  }, [view, coverage, shown]);
  useEffect(() => () => view.getState().look({ uncovered: null }), [view]);

  return (
    <div className={classes.scenarios}>
      <Group gap={8} wrap="nowrap">
        {runs.running ? (
          <Button size="compact-sm" variant="default" onClick={runs.stop}>
            {t('phone.stop')}
          </Button>
        ) : (
          <Button size="compact-sm" disabled={names.length === 0} leftSection={<IconPlayerPlay size={14} />} onClick={() => runs.run(names)}>
            {t('phone.runAll', { count: names.length })}
          </Button>
        )}
        <Text size="xs" role="status">
          {runs.running ? t('phone.ran', { done: runs.running.done, of: runs.running.of }) : runs.results.size > 0 ? (failed === 0 ? t('phone.allGood') : t('phone.someFailed', { count: failed })) : ''}
        </Text>
      </Group>
      {runs.running && <Progress mt={6} size="sm" value={(100 * runs.running.done) / runs.running.of} aria-label={t('phone.running')} />}
      {runs.error && (
        <Alert mt={6} color="red" p="xs" role="alert">
          <ErrorText error={runs.error} />
        </Alert>
      )}
      {coverage && (
        <Text size="xs" mt={6}>
          {t('phone.covered', { steps: coverage.steps.covered, ofSteps: coverage.steps.total, exits: coverage.exits.covered, ofExits: coverage.exits.total })}
        </Text>
      )}
      {coverage && <Checkbox mt={6} size="xs" label={t('phone.showCoverage')} checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} />}
      {list.data && names.length === 0 && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('phone.noScenarios')}
        </Text>
      )}
      <ul className={classes.scenarioList} tabIndex={0} aria-label={t('phone.tabs.scenarios')}>
        {(list.data?.scenarios ?? []).map(({ scenario }) => (
          <Scenario key={scenario.name} name={scenario.name} result={runs.results.get(scenario.name)} play={() => play(scenario)} remove={mayEdit ? () => setLeaving(scenario.name) : null} />
        ))}
      </ul>
      {leaving !== null && (
        <ConfirmDialog
          title={t('phone.removeScenario')}
          text={leaving}
          action={t('phone.remove')}
          close={() => setLeaving(null)}
          confirm={() => void scenariosApi.remove(flow, leaving).then(list.reload, list.reload).finally(() => setLeaving(null))}
        />
      )}
    </div>
  );
}

function getUncovered({ steps, exits }: Coverage): Uncovered {
  return { steps: new Set(steps.missing), exits: new Set(exits.missing.map(({ step, exit }) => `${step}.${exit}`)) };
}

function Scenario({ name, result, play, remove }: { name: string; result: ScenarioResult | undefined; play(): void; remove: (() => void) | null }) {
  const { t, i18n } = useTranslation();
  return (
    <li>
      <Group gap={6} wrap="nowrap" align="flex-start">
        {result && (result.ok ? <IconCheck size={15} className={classes.good} aria-label={t('phone.good')} role="img" /> : <IconX size={15} className={classes.bad} aria-label={t('phone.bad')} role="img" />)}
        <Text size="xs" flex={1}>
          {name}
        </Text>
        <Tooltip label={t('phone.play')}>
          <ActionIcon size="sm" aria-label={`${t('phone.play')}: ${name}`} onClick={play}>
            <IconPlayerPlay size={13} />
          </ActionIcon>
        </Tooltip>
        {remove && (
          <Tooltip label={t('phone.remove')}>
            <ActionIcon size="sm" aria-label={`${t('phone.remove')}: ${name}`} onClick={remove}>
              <IconTrash size={13} />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      {result?.messages.map((message, at) => (
        <Text key={at} size="xs" className={classes.bad} pl={20}>
          {message[i18n.resolvedLanguage === 'zh-CN' ? 'zh-CN' : 'en-US']}
        </Text>
      ))}
    </li>
  );
}
