import { MarkerType, type EdgeChange } from '@xyflow/react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shallow } from 'zustand/shallow';
import type { FlowLayout, FlowState } from '../../schemas/documents/flow.js';
import { getHiddenSteps } from './canvas-nodes.js';
import { useDraft, useView } from '../drafts/editor.js';
import { inLanguage } from '../drafts/in-language.js';
import { frameNode } from '../drafts/layout-edits.js';
import { getExits } from '../drafts/step-types.js';
import type { Passed } from '../drafts/view-store.js';
import type { ExitEdgeData } from './ExitEdge.js';
import { isFar } from './far-exits.js';
import { getTitle } from './heard-text.js';
import { getEntry } from '../../schemas/get-entry.js';

/** The ways between the cards, marked where the tried call went and where the selected steps lead. */
export function useCanvasEdges() {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const document = useDraft((draft) => draft.document);
  const layout = useDraft((draft) => draft.layout);
  const passed = useView((view) => view.passed);
  const uncovered = useView((view) => view.uncovered);
  const selected = useView((view) => view.selected);
  const [chosen, setChosen] = useState<string[]>([]);
  const [keepSame] = useState(createKeeper);
  const nameEdge = useMemo(() => createNamer((words) => t('canvas.edge', words)), [t]);

  const edges = useMemo(() => {
    const { states } = document;
    const taken = getTaken(passed, states);
    const near = new Set(selected);
    const hidden = getHiddenSteps(document, layout);
    const frames = getFoldedFrames(layout);
    const drawn = new Map<string, ExitEdgeData>();
    for (const [source, state] of Object.entries(states)) {
      if (hidden.has(source) && !frames.has(source)) continue;
      getExits(state).forEach((exit, lane) => {
        if (!exit.target || !getEntry(states, exit.target) || (hidden.has(exit.target) && !frames.has(exit.target))) return;
        const [from, to] = [frames.get(source) ?? source, frames.get(exit.target) ?? exit.target];
        if (from === to && from !== source) return;
        const id = from === source ? `${source}.${exit.id}` : `${from} ${to}`;
        if (drawn.has(id)) return;
        const isPassed = taken.has(`${source}.${exit.id}`);
        const isNear = near.has(from) || near.has(to);
        const bright = isPassed || isNear || chosen.includes(id);
        const isFramed = from !== source || to !== exit.target;
        if (!bright && !isFramed && isFar(getEntry(layout.positions, source), getEntry(layout.positions, exit.target))) return;
        drawn.set(id, {
          id,
          type: 'exit',
          source: from,
          sourceHandle: from === source ? exit.id : 'out',
          target: to,
          selected: chosen.includes(id),
          deletable: from === source,
          data: { kind: exit.kind, passed: isPassed, uncovered: uncovered?.exits.has(`${source}.${exit.id}`) ?? false, near: isNear, lane, exit: from === source ? exit.id : null },
          markerEnd: bright ? brightEnd : plainEnd,
          ariaLabel: nameEdge({ exit: inLanguage(exit.label, reader), from: getTitle(source, state, reader), to: getTitle(exit.target, getEntry(states, exit.target), reader) }),
          ariaRole: 'img',
        });
      });
    }
    return keepSame([...drawn.values()]);
  }, [keepSame, document, layout, passed, uncovered, selected, chosen, reader, nameEdge]);

  const onEdgesChange = useCallback((changes: EdgeChange<ExitEdgeData>[]) => {
    for (const change of changes) if (change.type === 'select') setChosen((before) => (change.selected ? [...before.filter((id) => id !== change.id), change.id] : before.filter((id) => id !== change.id)));
  }, []);

  return { edges, onEdgesChange };
}

const plainEnd = { type: MarkerType.ArrowClosed, width: 14, height: 14, color: 'var(--tl-edge)' };
const brightEnd = { ...plainEnd, color: 'var(--tl-lit)' };

type EdgeWords = { exit: string; from: string; to: string };

/** More than the lines of the largest flow; titles that are being typed come and go. */
const MOST_NAMES = 20_000;

/** Remembers what lines are called: filling in thousands of texts with each letter typed would be felt. */
function createNamer(name: (words: EdgeWords) => string): (words: EdgeWords) => string {
  const known = new Map<string, string>();
  return (words) => {
    const key = JSON.stringify([words.exit, words.from, words.to]);
    const said = known.get(key) ?? name(words);
    if (known.size >= MOST_NAMES) known.clear();
    known.set(key, said);
    return said;
  };
}

/** A line that did not change stays the same object, so that a letter typed into a form draws no line anew. */
function createKeeper(): (edges: ExitEdgeData[]) => ExitEdgeData[] {
  let before: ExitEdgeData[] = [];
  return (edges) => {
    const known = new Map(before.map((edge) => [edge.id, edge]));
    const kept = edges.map((edge) => {
      const was = known.get(edge.id);
      return was && isSame(was, edge) ? was : edge;
    });
    if (kept.length !== before.length || kept.some((edge, at) => edge !== before[at])) before = kept;
    return before;
  };
}

function isSame({ data: one, ...edge }: ExitEdgeData, { data: other, ...after }: ExitEdgeData): boolean {
  return shallow(one, other) && shallow(edge, after);
}

/** Which folded frame stands for a step. */
function getFoldedFrames(layout: FlowLayout): Map<string, string> {
  return new Map((layout.frames ?? []).flatMap((frame) => (frame.folded ?? []).map((step): [string, string] => [step, frameNode(frame.id)])));
}

/** The exits a tried call took. Where only the next step is known, any exit that leads there. */
function getTaken(passed: Passed[], states: Record<string, FlowState>): Set<string> {
  return new Set(
    passed.flatMap(({ step, exit }, at) => {
      if (exit) return [`${step}.${exit}`];
      const next = passed[at + 1]?.step;
      const found = Object.entries(getEntry(states, step)?.on ?? {}).find(([, target]) => target === next);
      return found ? [`${step}.${found[0]}`] : [];
    }),
  );
}
