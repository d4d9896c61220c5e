import { ActionIcon } from '@mantine/core';
import { IconFold, IconStack2, IconZoomScan } from '@tabler/icons-react';
import { Handle, NodeResizer, Position, useReactFlow, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { setFrame } from '../drafts/layout-edits.js';
import { useDraft, useEditor } from '../drafts/editor.js';
import type { CanvasNode, FrameNode } from './canvas-nodes.js';
import { getStepsIn } from './frame-members.js';
import { FRAME_LEAST } from './mark-sizes.js';
import classes from './Marks.module.css';
import { ColorChoice, round } from './NoteCard.js';
import { langOf } from '../drafts/lang-of.js';

/** A titled frame around steps that belong together. Folded, it stands for them as one box. */
export const FrameBox = memo(function FrameBox({ data, selected }: NodeProps<FrameNode>) {
  const { t, i18n } = useTranslation();
  const { drafts, mayEdit } = useEditor();
  const { getNodes } = useReactFlow<CanvasNode>();
  const frame = useDraft((draft) => draft.layout.frames?.find((one) => one.id === data.id));
  if (!frame) return null;
  const { edit } = drafts.getState();
  const color = frame.color ?? 'grey';
  const lang = langOf(frame.title, i18n.resolvedLanguage ?? 'en-US');
  const title = frame.title || t('canvas.frame.title');
  if (frame.folded) {
    return (
      <div className={classes.folded} data-color={color} data-selected={selected || undefined} data-frame={frame.id} data-drag-frame>
        <Handle type="target" position={Position.Left} className={classes.handle} isConnectable={false} />
        <IconStack2 size={22} stroke={1.7} aria-hidden />
        <div className={classes.foldedWords}>
          <div className={classes.foldedTitle} dir="auto" lang={lang}>{title}</div>
          <div>{t('canvas.frame.steps', { count: frame.folded.length })}</div>
        </div>
        {mayEdit && (
          <ActionIcon tabIndex={-1} className="nodrag" aria-label={t('canvas.frame.unfold')} onClick={() => edit(setFrame(frame.id, { folded: undefined }))}>
            <IconZoomScan size={17} />
          </ActionIcon>
        )}
        <Handle type="source" id="out" position={Position.Right} className={classes.handle} isConnectable={false} />
      </div>
    );
  }
  return (
    <div className={classes.frame} data-color={color} data-selected={selected || undefined} data-frame={frame.id}>
      {mayEdit && <NodeResizer isVisible={selected} minWidth={FRAME_LEAST.width} minHeight={FRAME_LEAST.height} onResizeEnd={(_event, { x, y, width, height }) => edit(setFrame(frame.id, round({ x, y, width, height })))} />}
      <div className={classes.frameHead} data-drag-frame>
        <input
          className={`${classes.frameTitle} nodrag`}
          dir="auto"
          lang={lang}
          tabIndex={-1}
          aria-label={t('canvas.frame.name')}
          placeholder={t('canvas.frame.placeholder')}
          readOnly={!mayEdit}
          maxLength={200}
          value={frame.title}
          onChange={(event) => edit(setFrame(frame.id, { title: event.currentTarget.value }), `frame ${frame.id}`)}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.closest<HTMLElement>('.react-flow__node')?.focus();
          }}
        />
        {mayEdit && (
          <ActionIcon tabIndex={-1} size={24} className="nodrag" aria-label={t('canvas.frame.fold')} onClick={() => edit(setFrame(frame.id, { folded: getStepsIn(frame, getNodes()) }))}>
            <IconFold size={16} />
          </ActionIcon>
        )}
        {selected && mayEdit && <ColorChoice color={color} choose={(chosen) => edit(setFrame(frame.id, { color: chosen }))} />}
      </div>
    </div>
  );
});
