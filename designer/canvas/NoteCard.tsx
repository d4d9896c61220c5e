import { NodeResizer, type NodeProps } from '@xyflow/react';
import { memo, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { setNote } from '../drafts/layout-edits.js';
import { useDraft, useEditor } from '../drafts/editor.js';
import type { NoteNode } from './canvas-nodes.js';
import { colorNames } from './mark-colors.js';
import { NOTE_LEAST } from './mark-sizes.js';
import { langOf } from '../drafts/lang-of.js';
import classes from './Marks.module.css';

/** A note stuck on the canvas, for whoever works on the flow; callers never hear it. */
export const NoteCard = memo(function NoteCard({ data, selected }: NodeProps<NoteNode>) {
  const { t, i18n } = useTranslation();
  const { drafts, mayEdit } = useEditor();
  const note = useDraft((draft) => draft.layout.notes?.find((one) => one.id === data.id));
  const area = useRef<HTMLTextAreaElement>(null);
  if (!note) return null;
  const { edit } = drafts.getState();
  const leave = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape') area.current?.closest<HTMLElement>('.react-flow__node')?.focus();
  };
  return (
    <div className={classes.note} data-color={note.color ?? 'yellow'} data-selected={selected || undefined} data-note={note.id}>
      {mayEdit && <NodeResizer isVisible={selected} minWidth={NOTE_LEAST.width} minHeight={NOTE_LEAST.height} onResizeEnd={(_event, { x, y, width, height }) => edit(setNote(note.id, round({ x, y, width, height })))} />}
      <textarea
        ref={area}
        className={`${classes.text} nowheel`}
        dir="auto"
        lang={langOf(note.text, i18n.resolvedLanguage ?? 'en-US')}
        tabIndex={-1}
        aria-label={t('canvas.note.title')}
        placeholder={t('canvas.note.placeholder')}
        readOnly={!mayEdit}
        maxLength={4000}
        value={note.text}
        onChange={(event) => edit(setNote(note.id, { text: event.currentTarget.value }), `note ${note.id}`)}
        onKeyDown={leave}
      />
      {selected && mayEdit && <ColorChoice color={note.color ?? 'yellow'} choose={(color) => edit(setNote(note.id, { color }))} />}
    </div>
  );
});

export function ColorChoice({ color, choose }: { color: string; choose(color: (typeof colorNames)[number]): void }) {
  const { t } = useTranslation();
  return (
    <div className={`${classes.colors} nodrag`} role="group" aria-label={t('canvas.mark.color')}>
      {colorNames.map((name) => (
        <button key={name} type="button" tabIndex={-1} className={classes.color} data-color={name} aria-label={t(`canvas.mark.${name}`)} aria-pressed={name === color} onClick={() => choose(name)} />
      ))}
    </div>
  );
}

export function round<T extends Record<string, number>>(box: T): T {
  return Object.fromEntries(Object.entries(box).map(([name, value]) => [name, Math.round(value)])) as T;
}
