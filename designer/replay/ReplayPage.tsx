import { ActionIcon, Anchor, Badge, Group, Text, Title } from '@mantine/core';
import { IconPlayerSkipBack, IconPlayerSkipForward } from '@tabler/icons-react';
import { ReactFlowProvider } from '@xyflow/react';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { reportTimeZone } from '../../schemas/answers/report-time-zone.js';
import type { Flow, FlowLayout } from '../../schemas/documents/flow.js';
import { callsApi, type CallRecord, type CallTrace } from '../api/calls.js';
import { useLoaded } from '../api/use-loaded.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { Page } from '../app/Page.js';
import { PageLoader } from '../app/PageLoader.js';
import { computeLayout } from '../canvas/auto-layout.js';
import editorClasses from '../canvas/Editor.module.css';
import { FlowCanvas } from '../canvas/FlowCanvas.js';
import { EditorContext, type Editor } from '../drafts/editor.js';
import { inLanguage } from '../drafts/in-language.js';
import { TurnView } from '../phone/TurnView.js';
import { moment } from '../text/moments.js';
import { shortVersion } from '../versions/short-version.js';
import { createReplayEditor } from './create-replay-editor.js';
import { loadCallFlows } from './load-call-flows.js';
import classes from './Replay.module.css';
import { getEntry } from '../../schemas/get-entry.js';

/** A past call over the version it ran on: turn by turn, with its way lit on the canvas. */
export function ReplayPage() {
  const { t } = useTranslation();
  const { callId = '' } = useParams();
  const loaded = useLoaded(`replay ${callId}`, (signal) => load(callId, signal));
  if (loaded.error) {
    return (
      <Page title={t('replay.title')}>
        <ErrorNote error={loaded.error} retry={loaded.reload} />
      </Page>
    );
  }
  return loaded.data ? <Replay {...loaded.data} /> : <PageLoader />;
}

interface Loaded {
  call: CallRecord;
  trace: CallTrace;
  /** By flow: the call's own, and what it ran or was handed over to. */
  editors: ReadonlyMap<string, Editor>;
}

async function load(callId: string, signal: AbortSignal): Promise<Loaded> {
  const [call, trace] = await Promise.all([callsApi.one(callId, signal), callsApi.trace(callId, signal)]);
  const flows = await loadCallFlows(call, signal);
  const editors = await Promise.all([...flows.values()].map(async ({ document, layout }): Promise<[string, Editor]> => [document.id, createReplayEditor(document, await place(document, layout), call.language)]));
  return { call, trace, editors: new Map(editors) };
}

async function place(document: Flow, layout: FlowLayout | null): Promise<FlowLayout> {
  const isPlaced = layout && Object.keys(document.states).every((step) => getEntry(layout.positions, step));
  return isPlaced ? layout : { flow: document.id, positions: await computeLayout(document) };
}

function Replay({ call, trace, editors }: Loaded) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const nameOf = (id: string): string => inLanguage(editors.get(id)?.drafts.getState().document.meta.name, reader) || id;
  const [at, setAt] = useState(0);
  const last = Math.max(0, call.turns.length - 1);
  const turn = call.turns[at];
  const shown = turn?.step ? turn : call.turns.slice(0, at).findLast(({ step }) => step);
  const flow = shown?.flow ?? call.flow;
  const editor = editors.get(flow) ?? editors.get(call.flow)!;
  const go = (to: number): void => setAt(Math.min(last, Math.max(0, to)));
  const steer = ({ key }: KeyboardEvent): void => {
    if (key === 'ArrowDown' || key === 'ArrowRight') go(at + 1);
    if (key === 'ArrowUp' || key === 'ArrowLeft') go(at - 1);
  };

  useEffect(() => {
    // What was passed until the caller had heard this turn; the step that waits then is where the call is.
    const until = trace.visits.findLastIndex((visit) => visit.step === turn?.step && visit.visit === turn.visit);
    const visits = trace.visits.slice(0, until < 0 ? trace.visits.length : until + 1);
    const passed = visits.map((visit, index) => ({ ...visit, exit: index === visits.length - 1 && at < last ? null : visit.exit })).filter((visit) => (visit.flow ?? trace.flow) === editor.flow);
    const lit = (turn?.flow ?? trace.flow) === editor.flow ? (turn?.step ?? null) : null;
    const { look, shown: before } = editor.view.getState();
    look({ passed, lit, ...(lit && { shown: { step: lit, wish: (before?.wish ?? 0) + 1 } }) });
  }, [editor, trace, turn, at, last]);

  return (
    <EditorContext value={editor}>
      <title>{`${t('replay.title')} · Trunkline`}</title>
      <ReactFlowProvider key={editor.flow}>
        <div className={classes.replay}>
          <header className={classes.head}>
            <Anchor component={Link} to={`/calls/${encodeURIComponent(call.callId)}`} size="sm">
              ← {t('replay.back')}
            </Anchor>
            <Title order={1} size="h5">
              {t('replay.title')}
            </Title>
            <Text size="sm" c="dimmed">
              {call.from} · {moment(call.startedAt, reader, reportTimeZone)} · {nameOf(call.flow)} {shortVersion(call.version)}
            </Text>
            {flow !== call.flow && (
              <Badge variant="light" size="lg" role="status">
                {t('replay.within', { flow: nameOf(flow) })}
              </Badge>
            )}
          </header>
          <div className={classes.workspace}>
            <div className={editorClasses.canvas}>
              <FlowCanvas still />
            </div>
            <aside className={classes.side} aria-label={t('call.transcript')}>
              <Group justify="space-between" px={12} py={8}>
                <ActionIcon aria-label={t('replay.before')} disabled={at === 0} onClick={() => go(at - 1)}>
                  <IconPlayerSkipBack size={17} />
                </ActionIcon>
                <Text size="sm" role="status">
                  {t('replay.turn', { turn: at + 1, of: last + 1 })}
                </Text>
                <ActionIcon aria-label={t('replay.after')} disabled={at === last} onClick={() => go(at + 1)}>
                  <IconPlayerSkipForward size={17} />
                </ActionIcon>
              </Group>
              <ol className={classes.turns} onKeyDown={steer}>
                {call.turns.map((one, index) => (
                  <Turn key={index} turn={one} current={index === at} choose={() => setAt(index)} />
                ))}
              </ol>
            </aside>
          </div>
        </div>
      </ReactFlowProvider>
    </EditorContext>
  );
}

function Turn({ turn, current, choose }: { turn: CallRecord['turns'][number]; current: boolean; choose(): void }) {
  return (
    <li>
      <button type="button" className={classes.turn} aria-current={current ? 'step' : undefined} onClick={choose} ref={(button) => void (current && button?.scrollIntoView({ block: 'nearest' }))}>
        <TurnView turn={turn} />
      </button>
    </li>
  );
}
