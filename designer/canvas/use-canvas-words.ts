import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** What the canvas says to a screen reader. */
export function useCanvasWords() {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      'node.a11yDescription.default': t('canvas.a11y.step'),
      'node.a11yDescription.keyboardDisabled': t('canvas.a11y.step'),
      'node.a11yDescription.ariaLiveMessage': ({ x, y }: { direction: string; x: number; y: number }) => t('canvas.a11y.moved', { x: Math.round(x), y: Math.round(y) }),
      'edge.a11yDescription.default': t('canvas.a11y.edge'),
      'controls.ariaLabel': t('canvas.a11y.controls'),
      'controls.zoomIn.ariaLabel': t('canvas.zoomIn'),
      'controls.zoomOut.ariaLabel': t('canvas.zoomOut'),
      'controls.fitView.ariaLabel': t('canvas.fit'),
      'minimap.ariaLabel': t('canvas.a11y.map'),
      'handle.ariaLabel': t('canvas.a11y.handle'),
    }),
    [t],
  );
}
