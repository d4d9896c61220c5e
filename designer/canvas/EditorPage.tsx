import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { EditorView } from './EditorView.js';
import { OpenFlow } from './OpenFlow.js';

/** One flow, opened for editing. */
export function EditorPage() {
  const { t } = useTranslation();
  const { flow = '' } = useParams();
  return (
    <OpenFlow key={flow} flow={flow}>
      <title>{`${t('canvas.pageTitle', { flow })} · Trunkline`}</title>
      <EditorView />
    </OpenFlow>
  );
}
