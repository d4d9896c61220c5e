import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Boundary } from '../app/Boundary.js';
import { useAgain } from '../app/use-again.js';
import { useDraft, useEditor } from '../drafts/editor.js';
import { BrokenNote } from './BrokenNote.js';
import { SidePanel } from './SidePanel.js';

/** A panel that cannot be drawn says so in its place; canvas and toolbar go on. */
export function PanelBoundary({ children, close }: { children: ReactNode; close?(): void }) {
  return <Boundary fallback={(again) => <BrokenPanel again={again} close={close} />}>{children}</Boundary>;
}

function BrokenPanel({ again, close }: { again: () => void; close?(): void }) {
  const { t } = useTranslation();
  const { view } = useEditor();
  useAgain(useDraft((draft) => draft.document), again);
  return (
    <SidePanel title={t('broken.panel')} close={close}>
      <BrokenNote title={t('broken.panel')} help={t('broken.panelHelp')} openJson={() => view.getState().look({ panel: 'json' })} />
    </SidePanel>
  );
}
