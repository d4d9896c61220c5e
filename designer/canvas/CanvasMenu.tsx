import { Menu, Text } from '@mantine/core';
import { IconArrowBarDown, IconArrowBarLeft, IconArrowBarRight, IconArrowBarUp, IconArrowFork, IconBoxMultiple, IconClipboard, IconCopy, IconCut, IconFold, IconFrame, IconHierarchy2, IconNote, IconPencil, IconPlus, IconReplace, IconTrash, IconZoomScan, type Icon } from '@tabler/icons-react';
import { useReactFlow } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { useDraft, useEditor, useView } from '../drafts/editor.js';
import { frameOf, isStepNode } from '../drafts/layout-edits.js';
import type { MenuSubject } from '../drafts/view-store.js';
import type { CanvasActions } from './use-canvas-actions.js';
import { useResizeMark } from './use-resize-mark.js';
import { ExtractItem, OpenSubflowItems } from '../subflows/SubflowItems.js';

/** What can be done with a card, a line or the canvas, each with its key. Opened by the other button of the mouse, or Shift+F10. */
export function CanvasMenu({ actions, open }: { actions: CanvasActions; open(step: string): void }) {
  const { t } = useTranslation();
  const { view } = useEditor();
  const menu = useView((state) => state.menu);
  if (!menu) return null;
  const close = (): void => {
    view.getState().look({ menu: null });
  };
  return (
    <Menu opened onClose={close} position="right-start" shadow="lg" width={268} trapFocus returnFocus middlewares={{ flip: true, shift: { padding: 8 } }}>
      <Menu.Target>
        <button type="button" tabIndex={-1} aria-label={t('canvas.menu.title')} style={{ position: 'fixed', left: menu.x, top: menu.y, width: 1, height: 1, padding: 0, border: 0, opacity: 0 }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t('canvas.menu.title')}>
        <Items on={menu.on} at={menu} actions={actions} open={open} />
      </Menu.Dropdown>
    </Menu>
  );
}

function Items({ on, at, actions, open }: { on: MenuSubject; at: { x: number; y: number }; actions: CanvasActions; open(step: string): void }) {
  const { t } = useTranslation();
  const { view, mayEdit } = useEditor();
  const { screenToFlowPosition } = useReactFlow();
  const resize = useResizeMark();
  const initial = useDraft((draft) => draft.document.initial);
  const folded = useDraft((draft) => ('node' in on ? (draft.layout.folded?.includes(on.node) ?? false) || draft.layout.frames?.some((frame) => frame.id === frameOf(on.node) && frame.folded) : false));
  const several = useView((state) => state.selected.length > 1);
  const { look, goTo } = view.getState();
  if ('exit' in on) {
    return (
      <>
        <Item Icon={IconPlus} label={t('canvas.menu.insert')} onClick={() => look({ paletteOpen: true, adding: { ...on.exit, at, onLine: true } })} />
        <Item Icon={IconTrash} label={t('canvas.menu.disconnect')} keys="Del" danger onClick={() => actions.connect(on.exit.step, on.exit.exit, null)} />
      </>
    );
  }
  if ('canvas' in on) {
    return (
      <>
        {mayEdit && <Item Icon={IconPlus} label={t('toolbar.addStep')} onClick={() => look({ paletteOpen: true, adding: null })} />}
        {mayEdit && <Item Icon={IconClipboard} label={t('canvas.menu.paste')} keys="Ctrl V" onClick={() => void actions.pasteFromClipboard(screenToFlowPosition(at))} />}
        {mayEdit && <Item Icon={IconNote} label={t('canvas.note.add')} keys="N" onClick={() => actions.addNote(screenToFlowPosition(at))} />}
        <Item Icon={IconBoxMultiple} label={t('canvas.menu.selectAll')} keys="Ctrl A" onClick={actions.selectAll} />
        {mayEdit && <Item Icon={IconHierarchy2} label={t('canvas.menu.arrangeAnew')} onClick={() => void actions.arrange(true)} />}
        <Item Icon={IconZoomScan} label={t('canvas.fit')} keys="⇧ 1" onClick={actions.zoomToFit} />
      </>
    );
  }
  const isStep = isStepNode(on.node) && !several;
  const hasSize = mayEdit && !several && !isStepNode(on.node) && !folded;
  return (
    <>
      {isStep && <Item Icon={IconPencil} label={t('canvas.menu.open')} keys="Enter" onClick={() => goTo(on.node)} />}
      {isStep && <OpenSubflowItems step={on.node} open={open} />}
      {mayEdit && isStep && <Item Icon={IconPlus} label={t('canvas.menu.addAfter')} keys="A" onClick={() => actions.addAfter(on.node)} />}
      {mayEdit && isStep && <Item Icon={IconArrowFork} label={t('canvas.menu.connect')} keys="C" onClick={() => look({ connecting: { step: on.node } })} />}
      {mayEdit && isStep && <Item Icon={IconReplace} label={t('canvas.menu.replace')} keys="R" onClick={() => look({ paletteOpen: true, adding: { replaces: on.node } })} />}
      {mayEdit && !several && (isStep || frameOf(on.node)) && <Item Icon={IconFold} label={t(folded ? 'canvas.menu.unfold' : isStep ? 'canvas.menu.foldBranch' : 'canvas.frame.fold')} keys="F" onClick={() => actions.fold(on.node)} />}
      {hasSize && sizes.map(({ way, keys, Icon }) => <Item key={way} Icon={Icon} label={t(`canvas.menu.${way}`)} keys={keys} stays onClick={() => resize(on.node, way)} />)}
      <Menu.Divider />
      <Item Icon={IconCopy} label={t('canvas.menu.copy')} keys="Ctrl C" onClick={() => void actions.copyToClipboard()} />
      {mayEdit && <Item Icon={IconCut} label={t('canvas.menu.cut')} keys="Ctrl X" onClick={() => void actions.cutToClipboard()} />}
      {mayEdit && <Item Icon={IconBoxMultiple} label={t('step.duplicate')} keys="Ctrl D" onClick={actions.duplicate} />}
      {mayEdit && <Item Icon={IconFrame} label={t('canvas.frame.add')} keys="G" onClick={actions.frame} />}
      {mayEdit && several && <Item Icon={IconHierarchy2} label={t('canvas.menu.arrange')} onClick={() => void actions.arrange()} />}
      {mayEdit && !several && <Item Icon={IconHierarchy2} label={t('canvas.menu.arrangeAnew')} onClick={() => void actions.arrange(true)} />}
      {mayEdit && <ExtractItem actions={actions} />}
      <Item Icon={IconZoomScan} label={t('canvas.menu.zoom')} keys="⇧ 2" onClick={actions.zoomToSelection} />
      {mayEdit && (
        <>
          <Menu.Divider />
          <Item Icon={IconTrash} label={t('step.delete')} keys="Del" danger disabled={on.node === initial && !several} onClick={() => actions.remove()} />
        </>
      )}
    </>
  );
}

const sizes = [
  { way: 'wider', keys: 'W', Icon: IconArrowBarRight },
  { way: 'narrower', keys: '⇧ W', Icon: IconArrowBarLeft },
  { way: 'taller', keys: 'H', Icon: IconArrowBarDown },
  { way: 'lower', keys: '⇧ H', Icon: IconArrowBarUp },
] as const;

/** `stays`: the menu stays open, for what is done several times. */
export function Item({ Icon, label, keys, danger, disabled, stays, onClick }: { Icon: Icon; label: string; keys?: string; danger?: boolean; disabled?: boolean; stays?: boolean; onClick(): void }) {
  return (
    <Menu.Item
      leftSection={<Icon size={16} stroke={1.8} />}
      rightSection={
        keys && (
          <Text size="xs" c={danger && !disabled ? undefined : 'dimmed'}>
            {keys}
          </Text>
        )
      }
      color={danger ? 'red.9' : undefined}
      disabled={disabled}
      closeMenuOnClick={!stays}
      onClick={onClick}
    >
      {label}
    </Menu.Item>
  );
}
