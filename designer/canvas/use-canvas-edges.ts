import { MarkerType, type EdgeChange } from '@xyflow/react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowState } from '../../schemas/documents/flow.js';
import { useDraft, useView } from '../drafts/editor.js';
import { inLanguage } from '../drafts/in-language.js';
import { getExits } from '../drafts/step-types.js';
import type { Passed } from '../drafts/view-store.js';
import type { ExitEdgeData } from './ExitEdge.js';
import { isFar } from './far-exits.js';
import { getTitle } from './heard-text.js';

/** The ways between the cards, marked where the tried call went and where the selected steps lead. */
export function useCanvasEdges() {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const states = useDraft((draft) => draft.document.states);
  const positions = useDraft((draft) => draft.layout.positions);
  const passed = useView((view) => view.passed);
  const selected = useView((view) => view.selected);
  const [chosen, setChosen] = useState<string[]>([]);

  const edges = useMemo(() => {
    const taken = getTaken(passed, states);
    const near = new Set(selected);
    return Object.entries(states).flatMap(([source, state]) =>
      getExits(state).flatMap((exit): ExitEdgeData[] => {
        if (!exit.target || !states[exit.target]) return [];
        const id = `${source}.${exit.id}`;
        const isPassed = taken.has(id);
        const isNear = near.has(source) || near.has(exit.target);
        const bright = isPassed || isNear || chosen.includes(id);
        if (!bright && isFar(positions[source], positions[exit.target])) return [];
        return [
          {
            id,
            type: 'exit',
            source,
            sourceHandle: exit.id,
            target: exit.target,
            selected: chosen.includes(id),
            data: { kind: exit.kind, passed: isPassed, near: isNear },
            markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, color: bright ? 'var(--tl-lit)' : 'var(--tl-edge)' },
            ariaLabel: t('canvas.edge', { exit: inLanguage(exit.label, reader), from: getTitle(source, state, reader), to: getTitle(exit.target, states[exit.target], reader) }),
            ariaRole: 'img',
          },
        ];
      }),
    );
  }, [states, positions, passed, selected, chosen, reader, t]);

  const onEdgesChange = useCallback((changes: EdgeChange<ExitEdgeData>[]) => {
    for (const change of changes) if (change.type === 'select') setChosen((before) => (change.selected ? [...before.filter((id) => id !== change.id), change.id] : before.filter((id) => id !== change.id)));
  }, []);

  return { edges, onEdgesChange };
}

/** The exits a tried call took. Where only the next step is known, any exit that leads there. */
function getTaken(passed: Passed[], states: Record<string, FlowState>): Set<string> {
  return new Set(
    passed.flatMap(({ step, exit }, at) => {
      if (exit) return [`${step}.${exit}`];
      const next = passed[at + 1]?.step;
      const found = Object.entries(states[step]?.on ?? {}).find(([, target]) => target === next);
      return found ? [`${step}.${found[0]}`] : [];
    }),
  );
}
