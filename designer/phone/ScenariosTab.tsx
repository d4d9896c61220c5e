import { Alert, Button, Checkbox, Group, Progress, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AcceptedWords } from '../../schemas/answers/reworded.js';
import { scenariosApi, type Coverage, type StoredScenario } from '../api/scenarios.js';
import { useLoaded } from '../api/use-loaded.js';
import { ConfirmDialog } from '../app/ConfirmDialog.js';
import { ErrorText } from '../app/ErrorText.js';
import { useEditor } from '../drafts/editor.js';
import type { Uncovered } from '../drafts/view-store.js';
import { AcceptWords } from './AcceptWords.js';
import classes from './Phone.module.css';
import { ScenarioItem } from './ScenarioItem.js';
import { useAcceptedWords } from './use-accepted-words.js';
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
  const words = useAcceptedWords((changed) => {
    list.reload();
    if (changed.length > 0) runs.runAgain(changed);
  });
  const wordsOf = (scenario: StoredScenario['scenario']): AcceptedWords[] => {
    const reworded = runs.results.get(scenario.name)?.reworded;
    return reworded?.onlyWords ? [{ before: scenario, hears: reworded.hears }] : [];
  };
  const sameWay = (list.data?.scenarios ?? []).flatMap(({ scenario }) => (runs.results.get(scenario.name)?.reworded?.sameWay ? wordsOf(scenario) : []));
  const mayAccept = mayEdit && !runs.running && !words.busy && !list.loading;

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
      {mayEdit && <AcceptWords words={words} count={mayAccept || words.busy ? sameWay.length : 0} acceptAll={() => words.accept(sameWay)} />}
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
          <ScenarioItem
            key={scenario.name}
            name={scenario.name}
            result={runs.results.get(scenario.name)}
            play={() => play(scenario)}
            remove={mayEdit ? () => setLeaving(scenario.name) : null}
            accept={mayAccept ? () => words.accept(wordsOf(scenario)) : null}
          />
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
