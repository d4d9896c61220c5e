import { IconAlertTriangle, IconCheck, IconCloudUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEditor, useView } from '../drafts/editor.js';
import classes from './Editor.module.css';

export function SavedMark() {
  const { t } = useTranslation();
  const { mayEdit } = useEditor();
  const { state } = useView((view) => view.save);
  const Icon = state === 'saved' ? IconCheck : state === 'failed' || state === 'conflict' || state === 'signedOut' ? IconAlertTriangle : IconCloudUpload;
  return (
    <span className={classes.saved} data-state={state} role="status">
      <Icon size={15} aria-hidden />
      {mayEdit ? t(`saving.${state}`) : t('saving.readOnly')}
    </span>
  );
}
