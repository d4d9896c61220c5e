import { useReactFlow } from '@xyflow/react';
import { useRef, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { useEditor } from '../drafts/editor.js';
import { frameOf, isStepNode, noteOf } from '../drafts/layout-edits.js';
import { GRID } from './arrange-steps.js';
import { nodeElement } from './canvas-element.js';
import type { CanvasNode } from './canvas-nodes.js';
import { flowOfStep } from '../subflows/flow-of-step.js';
import { writeIn, type CanvasActions } from './use-canvas-actions.js';
import { useResizeMark, type MarkWay } from './use-resize-mark.js';
import { followKey, inReadingOrder, walkCards, type Direction } from './walk-cards.js';

const directions: Record<string, Direction> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };
const steps: Record<Direction, { x: number; y: number }> = { left: { x: -1, y: 0 }, right: { x: 1, y: 0 }, up: { x: 0, y: -1 }, down: { x: 0, y: 1 } };

/** Of notes and frames: of a width and of a height. */
const sizeWays: Record<string, MarkWay> = { w: 'wider', 'shift w': 'narrower', h: 'taller', 'shift h': 'lower' };

/** The keys of a card that has the focus. What a key does stands in the help of the page (`?`). */
export function useCanvasKeys(actions: CanvasActions, openFlow: (step: string) => void): (event: KeyboardEvent) => void {
  const { drafts, view, mayEdit } = useEditor();
  const { getNodes } = useReactFlow<CanvasNode>();
  const resize = useResizeMark();
  const trail = useRef<string[]>([]);

  const goTo = (id: string | null, extend: boolean): void => {
    if (!id) return;
    const { selected, panel, look } = view.getState();
    look({ active: id, selected: extend ? [...new Set([...selected, id])] : [id], panel: panel === 'step' && (extend || !isStepNode(id)) ? null : panel });
    actions.focusCard(id);
  };

  const walk = (from: string, direction: Direction, extend: boolean): void => {
    const cameFrom = trail.current.at(-1) ?? null;
    const to = walkCards(drafts.getState().document, getNodes(), from, direction, direction === 'left' ? cameFrom : null);
    if (!to) return;
    if (direction === 'left' && to === cameFrom) trail.current.pop();
    else trail.current = direction === 'right' ? [...trail.current, from].slice(-200) : direction === 'left' ? [] : trail.current;
    goTo(to, extend);
  };

  const next = (from: string, by: number, extend: boolean): void => {
    const order = inReadingOrder(getNodes());
    goTo(order[order.indexOf(from) + by] ?? null, extend);
  };

  const open = (node: string): void => {
    if (noteOf(node)) return writeIn(node, 'textarea');
    if (frameOf(node)) return drafts.getState().layout.frames?.find((frame) => frame.id === frameOf(node))?.folded ? actions.fold(node) : writeIn(node, 'input');
    flushSync(() => view.getState().select(node));
    const panel = nodeElement(node)?.closest('[data-workspace]')?.querySelector(':scope > [data-side-panel]');
    (panel?.querySelector<HTMLElement>(':is(input, textarea, select):not([disabled])') ?? panel?.querySelector('button'))?.focus();
  };

  /** Into the flow that a step runs. */
  const enter = (step: string): void => {
    if (flowOfStep(drafts.getState().document.states[step])) openFlow(step);
  };

  return (event) => {
    const card = event.target as HTMLElement;
    const node = card.dataset['id'];
    if (!node || !card.classList.contains('react-flow__node')) return;
    const { look, goTo: openForm } = view.getState();
    const command = event.ctrlKey || event.metaKey;
    const direction = directions[event.key];
    const done = (): void => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (direction && (command || event.altKey)) {
      done();
      const by = event.shiftKey ? 10 * GRID : GRID;
      if (!view.getState().selected.includes(node)) look({ selected: [node] });
      if (mayEdit) actions.moveBy({ x: steps[direction].x * by, y: steps[direction].y * by });
      return;
    }
    // With nothing left to let go of, a flow that is opened over another is closed by it.
    if (event.key === 'Escape' && view.getState().selected.length === 0) return;
    if (direction) return done(), walk(node, direction, event.shiftKey);
    if (command) return;
    const keys: Record<string, () => void> = {
      Enter: () => open(node),
      ' ': () => look({ selected: view.getState().selected.includes(node) ? view.getState().selected.filter((id) => id !== node) : [...view.getState().selected, node] }),
      Home: () => goTo(drafts.getState().document.initial, false),
      PageDown: () => next(node, 1, event.shiftKey),
      PageUp: () => next(node, -1, event.shiftKey),
      Escape: () => look({ selected: [], panel: view.getState().panel === 'step' ? null : view.getState().panel }),
      ContextMenu: () => openMenu(card, node),
      f: () => mayEdit && actions.fold(node),
      o: () => enter(node),
    };
    const editing: Record<string, () => void> = {
      Delete: () => actions.remove(view.getState().selected.includes(node) ? view.getState().selected : [node]),
      Backspace: () => actions.remove(view.getState().selected.includes(node) ? view.getState().selected : [node]),
      F2: () => (isStepNode(node) ? openForm(node, `/states/${node}/meta/title`) : open(node)),
      a: () => isStepNode(node) && actions.addAfter(node),
      '/': () => isStepNode(node) && actions.addAfter(node),
      c: () => isStepNode(node) && look({ connecting: { step: node } }),
      r: () => isStepNode(node) && look({ paletteOpen: true, adding: { replaces: node } }),
    };
    if (event.key === 'F10' && event.shiftKey) return done(), openMenu(card, node);
    if (event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const way = isStepNode(node) ? undefined : sizeWays[`${event.shiftKey ? 'shift ' : ''}${key}`];
    if (way && mayEdit) return done(), resize(node, way);
    const found = keys[key] ?? (mayEdit ? editing[key] : undefined);
    if (found && !(event.shiftKey && key.length === 1 && key !== '/')) return done(), found();
    if (/^[0-9*#]$/.test(event.key)) {
      const target = followKey(drafts.getState().document, node, event.key);
      if (target) {
        done();
        trail.current = [...trail.current, node].slice(-200);
        goTo(target, false);
      }
    }
  };

  function openMenu(card: HTMLElement, node: string): void {
    const { left, top, width } = card.getBoundingClientRect();
    view.getState().look({ menu: { x: left + Math.min(60, width / 2), y: top + 40, on: { node } } });
  }
}
