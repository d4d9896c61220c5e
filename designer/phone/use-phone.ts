import { useCallback, useEffect, useRef, useState } from 'react';
import type { ApiError } from '../api/client.js';
import { simulate, type Simulation } from '../api/simulate.js';
import { useEditor } from '../drafts/editor.js';
import type { Passed, View } from '../drafts/view-store.js';
import { toRequest, usualSettings, type PhoneSettings } from './phone-settings.js';
import { getEntry } from '../../schemas/get-entry.js';

export interface PhoneState {
  settings: PhoneSettings;
  simulation: Simulation | null;
  error: ApiError | null;
  busy: boolean;
  /** Keys pressed that are not sent yet, since the flow waits for more of them. */
  entry: string;
  /** How much the caller has done so far. */
  done: number;
  send(token: string): void;
  press(key: string): void;
  back(): void;
  restart(change?: Partial<PhoneSettings>): void;
  /** Calls under these settings and does all of this at once. */
  play(settings: PhoneSettings, tokens: string[]): void;
}

/** A changed draft is called again from the beginning, with all that was pressed, after this pause. */
const PAUSE_MILLISECONDS = 500;

/** A call to the draft. The server plays it anew at each key, on the engine that production runs, so that nothing is kept between. */
export function usePhone(): PhoneState {
  const { drafts, view } = useEditor();
  const [settings, setSettings] = useState<PhoneSettings>(usualSettings);
  const [tokens, setTokens] = useState<string[]>([]);
  const [entry, setEntry] = useState('');
  const [state, setState] = useState<{ simulation: Simulation | null; error: ApiError | null; busy: boolean }>({ simulation: null, error: null, busy: true });
  const running = useRef<AbortController | null>(null);

  const run = useCallback(() => {
    running.current?.abort();
    const here = (running.current = new AbortController());
    setState((before) => ({ ...before, busy: true }));
    simulate(toRequest(drafts.getState().document, tokens, settings), here.signal).then(
      (simulation) => {
        if (here.signal.aborted) return;
        setState({ simulation, error: null, busy: false });
        view.getState().look(light(simulation));
      },
      (error: ApiError) => here.signal.aborted || setState((before) => ({ ...before, error, busy: false })),
    );
  }, [drafts, view, tokens, settings]);

  useEffect(() => {
    run();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = drafts.subscribe((after, before) => {
      if (after.document === before.document) return;
      clearTimeout(timer);
      timer = setTimeout(run, PAUSE_MILLISECONDS);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
      running.current?.abort();
    };
  }, [run, drafts]);

  useEffect(() => () => view.getState().look({ passed: [], lit: null, elsewhere: {} }), [view]);

  const send = (token: string): void => {
    setEntry('');
    setTokens((before) => [...before, token]);
  };

  return {
    ...state,
    settings,
    entry,
    done: tokens.length,
    send,
    press: (key) => {
      const waiting = state.simulation?.waiting;
      if (!waiting || state.busy) return;
      const after = entry + key;
      if (isComplete(after, key, waiting)) send(after);
      else setEntry(after);
    },
    back: () => {
      setEntry('');
      setTokens((before) => before.slice(0, -1));
    },
    restart: (change = {}) => {
      setEntry('');
      setSettings((before) => ({ ...before, ...change }));
      setTokens([]);
    },
    play: (wanted, script) => {
      setEntry('');
      setSettings(wanted);
      setTokens(script);
    },
  };
}

/** Whether a carrier would send the keys now: at the finishing key, at the number asked for, or where single keys are wanted. */
function isComplete(entry: string, key: string, { digits, finishOnKey, choices }: NonNullable<Simulation['waiting']>): boolean {
  if (finishOnKey && key === finishOnKey) return true;
  if (digits !== null) return entry.length >= digits;
  return !finishOnKey || (entry.length === 1 && choices.some((choice) => choice.key === entry) && /[*#]/.test(entry));
}

/** Lights the way on the canvas: each visit with the exit it left by. */
function light({ path, call, waiting }: Simulation): Partial<View> {
  const exits = call.turns.filter((turn) => turn.exit);
  let at = 0;
  const passed = path.map((step): Passed => {
    const turn = exits[at];
    if (!turn || nameOf(turn) !== step) return { step, exit: null };
    at += 1;
    return { step, exit: turn.exit };
  });
  const elsewhere = groupByFlow(passed);
  if (waiting?.flow !== undefined) elsewhere[waiting.flow] = { passed: getEntry(elsewhere, waiting.flow)?.passed ?? [], lit: waiting.step };
  // What happens in another flow is lit at the step of this one that led there.
  const own = passed.filter(({ step }) => !step.includes('/'));
  if (waiting?.flow !== undefined) return { passed: own, lit: own.at(-1)?.step ?? null, elsewhere };
  return { passed: own, lit: waiting?.step ?? (call.endState ? (own.at(-1)?.step ?? null) : null), elsewhere };
}

function groupByFlow(passed: Passed[]): View['elsewhere'] {
  const groups: View['elsewhere'] = {};
  for (const { step: path, exit } of passed) {
    const slash = path.indexOf('/');
    if (slash < 0) continue;
    const [flow, step] = [path.slice(0, slash), path.slice(slash + 1)];
    (groups[flow] ??= { passed: [], lit: null }).passed.push({ step, exit });
  }
  return groups;
}

/** As the path of a call names the step of a turn. */
function nameOf({ flow, step }: { flow?: string; step: string | null }): string | null {
  return flow === undefined ? step : `${flow}/${step}`;
}
