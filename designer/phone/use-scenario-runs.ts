import { useEffect, useRef, useState } from 'react';
import type { ApiError } from '../api/client.js';
import { scenariosApi, type Coverage, type ScenarioResult } from '../api/scenarios.js';
import { useEditor } from '../drafts/editor.js';

export interface ScenarioRuns {
  results: ReadonlyMap<string, ScenarioResult>;
  /** Of all that ran; `null` before the first. */
  coverage: Coverage | null;
  running: { done: number; of: number } | null;
  error: ApiError | null;
  run(names: string[]): void;
  /** Runs some once more, beside what came of the others. */
  runAgain(names: string[]): void;
  stop(): void;
}

/** As many as are done in about a second. */
const CHUNK = 10;

/** Runs scenarios against the draft as it is drawn now, a few at a time, and adds up what they passed. */
export function useScenarioRuns(): ScenarioRuns {
  const { flow, drafts } = useEditor();
  const [state, setState] = useState<Pick<ScenarioRuns, 'results' | 'coverage' | 'running' | 'error'>>({ results: new Map(), coverage: null, running: null, error: null });
  const going = useRef<AbortController | null>(null);
  useEffect(() => () => going.current?.abort(), []);

  const run = async (names: string[], kept: Pick<ScenarioRuns, 'results' | 'coverage'> = { results: new Map(), coverage: null }): Promise<void> => {
    going.current?.abort();
    const here = (going.current = new AbortController());
    const { document } = drafts.getState();
    const results = new Map(kept.results);
    let { coverage } = kept;
    setState({ results, coverage, running: { done: 0, of: names.length }, error: null });
    try {
      for (let at = 0; at < names.length; at += CHUNK) {
        const part = await scenariosApi.run(flow, document, names.slice(at, at + CHUNK), here.signal);
        for (const result of part.results) results.set(result.name, result);
        coverage = coverage ? join(coverage, part.coverage) : part.coverage;
        setState({ results: new Map(results), coverage, running: { done: Math.min(at + CHUNK, names.length), of: names.length }, error: null });
      }
      setState((before) => ({ ...before, running: null }));
    } catch (error) {
      if (!here.signal.aborted) setState((before) => ({ ...before, running: null, error: error as ApiError }));
    }
  };

  return {
    ...state,
    run: (names) => void run(names),
    runAgain: (names) => void run(names, state),
    stop: () => {
      going.current?.abort();
      setState((before) => ({ ...before, running: null }));
    },
  };
}

/** What neither has passed is missing. */
function join(one: Coverage, other: Coverage): Coverage {
  const steps = one.steps.missing.filter((step) => other.steps.missing.includes(step));
  const left = new Set(other.exits.missing.map(({ step, exit }) => `${step}.${exit}`));
  const exits = one.exits.missing.filter(({ step, exit }) => left.has(`${step}.${exit}`));
  return {
    steps: { total: one.steps.total, covered: one.steps.total - steps.length, missing: steps },
    exits: { total: one.exits.total, covered: one.exits.total - exits.length, missing: exits },
  };
}
