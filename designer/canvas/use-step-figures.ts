import { useEffect } from 'react';
import { getStepFigures } from '../api/step-figures.js';
import { useEditor } from '../drafts/editor.js';

/** Figures change slowly beside a person who draws. */
const REFRESH_MILLISECONDS = 60_000;

/** Puts on the cards how many calls went through each step; without them the cards are drawn all the same. */
export function useStepFigures(): void {
  const { flow, view } = useEditor();
  useEffect(() => {
    const leaving = new AbortController();
    const load = (): void =>
      void getStepFigures(flow, leaving.signal).then(
        ({ days, steps }) => view.getState().look({ figures: { days, calls: Object.fromEntries(steps.map(({ step, calls }) => [step, calls])) } }),
        () => undefined,
      );
    load();
    const timer = setInterval(load, REFRESH_MILLISECONDS);
    return () => {
      leaving.abort();
      clearInterval(timer);
    };
  }, [flow, view]);
}
