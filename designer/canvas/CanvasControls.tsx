import { IconFrame, IconKeyboard, IconMarquee2, IconNote } from '@tabler/icons-react';
import { ControlButton, Controls } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { useEditor, useView } from '../drafts/editor.js';
import type { CanvasActions } from './use-canvas-actions.js';

/** The small tools at the corner of the canvas: the view, a box around steps, notes and frames, and the keys. */
export function CanvasControls({ actions, still }: { actions: CanvasActions; still: boolean }) {
  const { t } = useTranslation();
  const { view, mayEdit } = useEditor();
  const boxing = useView((state) => state.boxing);
  const named = (label: string) => ({ title: label, 'aria-label': label });
  if (still) return <Controls showInteractive={false} />;
  return (
    <Controls showInteractive={false}>
      <ControlButton {...named(t('canvas.box'))} aria-pressed={boxing} data-pressed={boxing || undefined} onClick={() => view.getState().look({ boxing: !boxing })}>
        <IconMarquee2 stroke={2} style={outlined} />
      </ControlButton>
      {mayEdit && (
        <ControlButton {...named(t('canvas.note.add'))} onClick={() => actions.addNote()}>
          <IconNote stroke={2} style={outlined} />
        </ControlButton>
      )}
      {mayEdit && (
        <ControlButton {...named(t('canvas.frame.add'))} onClick={actions.frame}>
          <IconFrame stroke={2} style={outlined} />
        </ControlButton>
      )}
      <ControlButton {...named(t('canvas.keys.title'))} onClick={() => view.getState().look({ keysShown: true })}>
        <IconKeyboard stroke={2} style={outlined} />
      </ControlButton>
    </Controls>
  );
}

/** React Flow fills the pictures of its own buttons; ours are drawn in lines. */
const outlined = { fill: 'none', maxWidth: 17, maxHeight: 17, width: 17, height: 17 };
