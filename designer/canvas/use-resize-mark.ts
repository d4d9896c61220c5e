import { useTranslation } from 'react-i18next';
import { useEditor } from '../drafts/editor.js';
import { GRID } from './arrange-steps.js';
import { resizeMark, type MarkSize } from './resize-mark.js';

/** Makes a note or a frame larger or smaller by one step of the grid, and tells the size. Sizes that follow each other closely are one step of undo. */
export function useResizeMark(): (node: string, way: MarkWay) => void {
  const { t } = useTranslation();
  const { drafts, view, mayEdit } = useEditor();
  return (node, way) => {
    if (!mayEdit) return;
    const { layout, edit } = drafts.getState();
    const resized = resizeMark(layout, node, ways[way]);
    const { look } = view.getState();
    if (!resized) return look({ said: t('canvas.said.foldedSize') });
    const { before, size } = resized;
    const isSame = before.width === size.width && before.height === size.height;
    if (!isSame) edit(resized.change, `keys size ${node}`);
    look({ said: t(isSame ? 'canvas.said.sizeEnd' : 'canvas.said.size', { ...size }) });
  };
}

export type MarkWay = 'wider' | 'narrower' | 'taller' | 'lower';

const ways: Record<MarkWay, MarkSize> = { wider: { width: GRID, height: 0 }, narrower: { width: -GRID, height: 0 }, taller: { width: 0, height: GRID }, lower: { width: 0, height: -GRID } };
