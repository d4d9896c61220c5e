import { notifications } from '@mantine/notifications';
import { useReactFlow } from '@xyflow/react';
import { useMemo } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { getFoldedSteps } from '../drafts/branch-of.js';
import { pasteSteps, readCopied, renderCopied } from '../drafts/clipboard.js';
import { createState } from '../drafts/create-state.js';
import { createStepId } from '../drafts/create-step-id.js';
import { addStep, connectExit, deleteSteps, insertStep, type Place } from '../drafts/edits.js';
import { useEditor } from '../drafts/editor.js';
import { inLanguage } from '../drafts/in-language.js';
import { addFrame, addNote, createMarkId, deleteMarks, frameNode, frameOf, isStepNode, moveNodes, noteNode, setFolded, setFrame } from '../drafts/layout-edits.js';
import { getKeptExits, replaceType } from '../drafts/replace-type.js';
import { getExits, stepTypes } from '../drafts/step-types.js';
import { boxAround } from './align-boxes.js';
import { arrangeMarks, boxesOf } from './arrange-marks.js';
import { GRID } from './arrange-steps.js';
import { computeLayout } from './auto-layout.js';
import type { Box } from './box-index.js';
import { canvasElement, nodeElement } from './canvas-element.js';
import { boxOf, type CanvasNode } from './canvas-nodes.js';
import { CARD_WIDTH, estimateHeight } from './card-size.js';
import { duplicateSelected } from './duplicate-selected.js';
import { getFrameGroups } from './frame-groups.js';
import { getStepsIn } from './frame-members.js';
import { findFreeBox } from './free-place.js';
import { growCard } from './grow-card.js';
import { getTitle } from './heard-text.js';
import { FRAME_HEAD, FRAME_MARGIN, NOTE_SIZE } from './mark-sizes.js';
import { blockOf, layOutCopied } from './place-copied.js';
import { besides, between, enteredAt, findStepPlace } from './place-step.js';
import { revealBox } from './reveal-box.js';
import { cardSizes, getTaken } from './taken-boxes.js';
import { useFocusCard } from './use-focus-card.js';
import { getEntry } from '../../schemas/get-entry.js';

export type CanvasActions = ReturnType<typeof useCanvasActions>;

/** More than the lines between cards need. */
const PASTE_GAP = 40;

/** What can be done on the canvas, whether by pointer, menu or key. Every change is one step of undo, and is told to screen readers. */
export function useCanvasActions() {
  const editor = useEditor();
  const { t, i18n } = useTranslation();
  const flow = useReactFlow<CanvasNode>();
  const focusCard = useFocusCard();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  return useMemo(() => {
    const { drafts, view, mayEdit } = editor;
    const look = view.getState().look;
    const say = (said: string): void => look({ said });
    const titleOf = (id: string): string => getTitle(id, getEntry(drafts.getState().document.states, id), reader);
    const tell = (message: string, color = 'teal'): void => void notifications.show({ message, color });
    const selection = (): string[] => {
      const { selected, active } = view.getState();
      return selected.length > 0 ? selected : active ? [active] : [];
    };
    const middle = (): Place => {
      const canvas = canvasElement()?.getBoundingClientRect();
      return canvas ? flow.screenToFlowPosition({ x: canvas.x + canvas.width / 2, y: canvas.y + canvas.height / 2 }) : { x: 0, y: 0 };
    };
    const taken = (frames = false): Box[] => {
      const { document: flowDocument, layout } = drafts.getState();
      return getTaken({ document: flowDocument, layout }, flow.getNodes(), frames);
    };
    const selectNodes = (nodes: string[]): void => {
      look({ selected: nodes, active: nodes[0] ?? null, panel: view.getState().panel === 'step' ? null : view.getState().panel });
      requestAnimationFrame(() => nodes[0] && focusCard(nodes[0]));
    };

    /** Adds a step where it was asked for: behind an exit, before what that led to, beside the selected step, or in the middle of what is seen. */
    function add(type: string): void {
      const { document: flowDocument, layout, edit } = drafts.getState();
      const { selected, adding, goTo } = view.getState();
      if (adding && 'replaces' in adding) return replace(adding.replaces, type);
      const id = createStepId(type, flowDocument.states);
      const near = adding ? getEntry(layout.positions, adding.step) : selected.length === 1 ? getEntry(layout.positions, selected[0]!) : undefined;
      const size = { width: CARD_WIDTH, height: estimateHeight(createState(type, flowDocument.meta.languages)) };
      const at = adding?.at ? flow.screenToFlowPosition(adding.at) : null;
      const target = adding?.exit ? getEntry(getEntry(flowDocument.states, adding.step)?.on, adding.exit) : undefined;
      const far = target && target !== adding?.step ? getEntry(layout.positions, target) : undefined;
      const beside = near ? besides(near) : { x: middle().x - CARD_WIDTH / 2, y: middle().y - 100 };
      const wanted = at && !adding?.onLine ? enteredAt(at) : near && far ? between(near, far, size, at) : beside;
      // Only a step on a way that leads back, or one that was dropped somewhere, may stand before the other.
      const behind = near && !(at && !adding?.onLine) && !(far && far.x < near.x + CARD_WIDTH) ? near : null;
      const place = snapped(findStepPlace({ ...snapped(wanted), ...size }, taken(), behind));
      edit((draft) => (adding?.exit ? insertStep(adding.step, adding.exit, id, type, place)(draft) : addStep(id, type, place)(draft)));
      look({ paletteOpen: false, adding: null });
      goTo(id);
      say(t('canvas.said.added', { step: titleOf(id) }));
      requestAnimationFrame(() => focusCard(id));
    }

    function replace(step: string, type: string): void {
      const { document: flowDocument, edit } = drafts.getState();
      const state = getEntry(flowDocument.states, step);
      look({ paletteOpen: false, adding: null });
      if (!state) return;
      const exits = getKeptExits(state, type, flowDocument).map(({ before, now }) => {
        const words = { exit: inLanguage(before.label, reader), now: inLanguage(now?.label, reader), key: now?.key };
        if (!now) return t('canvas.said.exitLost', { ...words, step: titleOf(before.target!) });
        return now.id === before.id && now.key === before.key ? t('canvas.said.exitKept', words) : t(now.key ? 'canvas.said.exitKey' : 'canvas.said.exitNow', words);
      });
      edit(growCard(step, replaceType(step, type)));
      tell([t('canvas.said.replaced', { type: inLanguage(getEntry(stepTypes, type)?.title, reader) }), ...exits].join(' '));
      view.getState().goTo(step);
      requestAnimationFrame(() => focusCard(step));
    }

    function remove(nodes = selection()): void {
      const { document: flowDocument, layout, edit } = drafts.getState();
      const steps = nodes.filter(isStepNode);
      if (steps.includes(flowDocument.initial)) tell(t('canvas.keepsFirst'), 'yellow');
      const gone = new Set(nodes.filter((node) => node !== flowDocument.initial));
      if (gone.size === 0) return;
      const next = Object.keys(flowDocument.states).find((id) => !gone.has(id) && Object.values(getEntry(flowDocument.states, id)!.on ?? {}).some((target) => gone.has(target))) ?? flowDocument.initial;
      const words = t('canvas.said.deleted', { count: gone.size });
      edit((draft) => deleteMarks([...gone])(deleteSteps(steps)(draft)));
      look({ selected: [], panel: view.getState().panel === 'step' ? null : view.getState().panel, active: next });
      say(words);
      if (getEntry(layout.positions, next)) requestAnimationFrame(() => focusCard(next));
    }

    function copyText(nodes = selection()): string | null {
      const { document: flowDocument, layout } = drafts.getState();
      return nodes.length > 0 ? renderCopied(flowDocument, layout, nodes) : null;
    }

    /** Pastes near the place, near where the steps were copied, or near the middle of what is seen: as one block, where it covers nothing. */
    async function pasteText(text: string, at?: Place): Promise<void> {
      if (!mayEdit) return;
      const read = readCopied(text);
      if (typeof read === 'string') return tell(t(`canvas.paste.${read}`), 'yellow');
      const copied = await layOutCopied(read, computeLayout);
      const { layout, document: flowDocument, edit } = drafts.getState();
      const { width, height } = blockOf(copied);
      const source = Object.keys(read.states).find((id) => getEntry(read.positions, id) && getEntry(layout.positions, id));
      const wanted = at ?? (source ? { x: getEntry(layout.positions, source)!.x + 40, y: getEntry(layout.positions, source)!.y + 40 } : { x: middle().x - width / 2, y: middle().y - height / 2 });
      const place = snapped(findFreeBox({ ...snapped(wanted), width, height }, taken(true), PASTE_GAP));
      const { draft: after, nodes } = pasteSteps({ document: flowDocument, layout }, copied, place);
      edit(() => after);
      showBlock({ ...place, width, height });
      selectNodes(nodes);
      say(t('canvas.said.pasted', { count: nodes.length }));
    }

    /** Brings a part of the canvas into view; the zoom changes only where the whole of it would find no room. */
    function showBlock(block: Box): void {
      const canvas = canvasElement()?.getBoundingClientRect();
      const { zoom } = flow.getViewport();
      if (!canvas || (block.width * zoom <= canvas.width && block.height * zoom <= canvas.height)) revealBox(flow, block, 0);
      else void flow.fitBounds(block, { padding: 0.1 });
    }

    async function copyToClipboard(): Promise<boolean> {
      const text = copyText();
      if (!text) return false;
      try {
        await navigator.clipboard.writeText(text);
        say(t('canvas.said.copied', { count: selection().length }));
        return true;
      } catch {
        tell(t('canvas.paste.useKeys'), 'yellow');
        return false;
      }
    }

    return {
      add,
      replace,
      remove,
      copyText,
      pasteText,
      copyToClipboard,
      say,
      titleOf,
      selection,
      async cutToClipboard(): Promise<void> {
        if (await copyToClipboard()) remove();
      },
      async pasteFromClipboard(at?: Place): Promise<void> {
        const text = await navigator.clipboard.readText().catch(() => null);
        if (text === null) return tell(t('canvas.paste.useKeys'), 'yellow');
        await pasteText(text, at);
      },
      /** One step is copied with what its exits lead to; several keep what leads from one to another. */
      duplicate(): void {
        const nodes = selection();
        const [source] = nodes;
        if (!mayEdit || !source) return;
        if (nodes.length > 1 || !isStepNode(source)) return void pasteText(copyText(nodes)!);
        look({ selected: nodes });
        const id = duplicateSelected(editor);
        if (!id) return;
        say(t('canvas.said.pasted', { count: 1 }));
        requestAnimationFrame(() => focusCard(id));
      },
      /** Opens the palette for a step behind an exit of this one: behind an open exit, else behind the first. */
      addAfter(step: string): void {
        const { states, on } = drafts.getState().document;
        const state = getEntry(states, step);
        const exits = state ? getExits(state) : [];
        const exit = exits.find((one) => !one.target && !getEntry(on, one.id)) ?? exits[0];
        look({ paletteOpen: true, adding: state && exit ? { step, exit: exit.id, at: null } : null });
      },
      connect(step: string, exit: string, target: string | null): void {
        drafts.getState().edit(connectExit(step, exit, target));
        say(target ? t('canvas.said.connected', { step: titleOf(target) }) : t('canvas.said.disconnected'));
      },
      moveBy(by: Place): void {
        const { layout, edit } = drafts.getState();
        const drawn = new Map(flow.getNodes().map((node) => [node.id, node]));
        const moved = selection();
        const places = Object.fromEntries(moved.flatMap((id) => {
          const stood = isStepNode(id) ? getEntry(layout.positions, id) : drawn.get(id)?.position;
          return stood ? [[id, { x: stood.x + by.x, y: stood.y + by.y }]] : [];
        }));
        for (const id of moved) {
          const frame = layout.frames?.find((one) => one.id === frameOf(id));
          const members = frame?.folded ?? (frame ? getStepsIn(frame, [...drawn.values()]) : []);
          for (const step of members) if (!getEntry(places, step) && getEntry(layout.positions, step)) places[step] = { x: getEntry(layout.positions, step)!.x + by.x, y: getEntry(layout.positions, step)!.y + by.y };
        }
        edit(moveNodes(places), `keys move ${moved.join()}`);
        const [first] = Object.values(places);
        if (first) say(t('canvas.a11y.moved', { x: Math.round(first.x), y: Math.round(first.y) }));
      },
      /** Where it was asked for, else in the free space nearest to the middle of what is seen. */
      addNote(at?: Place): void {
        const { layout, edit } = drafts.getState();
        const id = createMarkId('note', layout);
        const place = snapped(at ?? findFreeBox({ x: middle().x - NOTE_SIZE.width / 2, y: middle().y - NOTE_SIZE.height / 2, ...NOTE_SIZE }, taken()));
        if (!at) revealBox(flow, { ...place, ...NOTE_SIZE });
        // Drawn at once, so that what is typed next is its text and not a command of the canvas.
        flushSync(() => {
          edit(addNote({ id, ...place, ...NOTE_SIZE, text: '', color: 'yellow' }));
          look({ selected: [noteNode(id)], active: noteNode(id), panel: null });
        });
        writeIn(noteNode(id), 'textarea');
      },
      /** A frame around what is selected, or an empty one in the middle. */
      frame(): void {
        const { layout, edit } = drafts.getState();
        const chosen = new Set(view.getState().selected.filter((id) => frameOf(id) === null));
        const boxes = flow.getNodes().filter((node) => chosen.has(node.id)).map(boxOf);
        const around = boxes.length > 0 ? boxAround(boxes) : { x: middle().x - 200, y: middle().y - 120, width: 400, height: 240 };
        const id = createMarkId('frame', layout);
        const place = { x: Math.round(around.x - FRAME_MARGIN), y: Math.round(around.y - FRAME_MARGIN - FRAME_HEAD), width: Math.round(around.width + 2 * FRAME_MARGIN), height: Math.round(around.height + 2 * FRAME_MARGIN + FRAME_HEAD) };
        flushSync(() => {
          edit(addFrame({ id, ...place, title: '', color: 'grey' }));
          look({ selected: [frameNode(id)], active: frameNode(id), panel: null });
        });
        writeIn(frameNode(id), 'input');
      },
      /** Folds a frame, or the branch behind a step, or unfolds it. */
      fold(node: string): void {
        const { layout, document: flowDocument, edit } = drafts.getState();
        const frame = layout.frames?.find((one) => one.id === frameOf(node));
        if (frame) edit(setFrame(frame.id, { folded: frame.folded ? undefined : getStepsIn(frame, flow.getNodes()) }));
        else {
          const isFolded = layout.folded?.includes(node) ?? false;
          const branch = getFoldedSteps(flowDocument, [node]).size;
          if (!isFolded && branch === 0) return tell(t('canvas.fold.nothing'), 'yellow');
          edit(setFolded(node, !isFolded));
          say(t(isFolded ? 'canvas.said.unfolded' : 'canvas.said.folded', { count: branch }));
        }
        requestAnimationFrame(() => focusCard(node));
      },
      /** Lays out all steps, or the selected ones where several are. What is in order keeps it, unless all is asked for `anew`. */
      async arrange(anew = false): Promise<void> {
        const { document: flowDocument, layout, edit } = drafts.getState();
        const drawn = flow.getNodes();
        const sizeOf = cardSizes({ document: flowDocument, layout }, drawn);
        const chosen = anew ? [] : view.getState().selected.filter((id) => getEntry(flowDocument.states, id));
        const only = chosen.length > 1 ? chosen : undefined;
        const heights = Object.fromEntries(Object.keys(flowDocument.states).map((id) => [id, sizeOf(id).height]));
        const groups = getFrameGroups(layout, boxesOf(layout.positions, Object.keys(flowDocument.states), sizeOf));
        const places = await computeLayout(flowDocument, { heights, only, before: layout.positions, anew, groups });
        edit((draft) => ({ ...draft, layout: arrangeMarks(draft.layout, Object.fromEntries(Object.entries(places).filter(([id]) => getEntry(draft.document.states, id))), sizeOf) }));
        say(t('canvas.said.arranged'));
        if (!only) requestAnimationFrame(() => void flow.fitView({ duration: 400, padding: 0.12, maxZoom: 1 }));
      },
      zoomToFit: () => void flow.fitView({ duration: 250, padding: 0.1, maxZoom: 1 }),
      zoomToSelection: () => void flow.fitView({ nodes: selection().map((id) => ({ id })), duration: 250, padding: 0.25, maxZoom: 1.2 }),
      zoomToFull: () => void flow.zoomTo(1, { duration: 200 }),
      selectAll: () => look({ selected: flow.getNodes().map((node) => node.id), panel: view.getState().panel === 'step' ? null : view.getState().panel }),
      selectNodes,
      focusCard,
    };
  }, [editor, t, reader, flow, focusCard]);
}

/** Puts the cursor into a note or a frame's title once it is drawn. */
export function writeIn(node: string, field: 'textarea' | 'input', frames = 20): void {
  const found = nodeElement(node)?.querySelector<HTMLElement>(field);
  found?.focus({ preventScroll: true });
  if (document.activeElement !== found && frames > 0) requestAnimationFrame(() => writeIn(node, field, frames - 1));
}

function snapped({ x, y }: Place): Place {
  return { x: Math.round(x / GRID) * GRID, y: Math.round(y / GRID) * GRID };
}
