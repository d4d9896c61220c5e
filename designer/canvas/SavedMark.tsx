import { IconAlertTriangle, IconCheck, IconCloudUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDraft, useEditor, useView } from '../drafts/editor.js';
import { listHalfWritten } from '../drafts/half-written.js';
import classes from './Editor.module.css';

/** Whether all that was done is saved; a field that holds what is no JSON yet is not, though the rest is. */
export function SavedMark() {
  const { t } = useTranslation();
  const { mayEdit } = useEditor();
  const { state } = useView((view) => view.save);
  const fields = useView((view) => view.halfWritten);
  const count = useDraft((draft) => listHalfWritten(fields, draft.document).length);
  const isHalf = state === 'saved' && count > 0;
  const Icon = isHalf || state === 'failed' || state === 'refused' || state === 'conflict' || state === 'signedOut' ? IconAlertTriangle : state === 'saved' ? IconCheck : IconCloudUpload;
  return (
    <span className={classes.saved} data-state={isHalf || state === 'refused' ? 'failed' : state} role="status">
      <Icon size={15} aria-hidden />
      {!mayEdit ? t('saving.readOnly') : isHalf ? t('saving.halfWritten', { count }) : t(`saving.${state}`)}
    </span>
  );
}
