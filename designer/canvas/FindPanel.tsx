import { SidePanel } from './SidePanel.js';
import { useTranslation } from 'react-i18next';
import { FindForm } from './FindForm.js';

/** Finds and replaces in the open flow, or in all of them. */
export function FindPanel() {
  const { t } = useTranslation();
  return (
    <SidePanel title={t('find.title')}>
      <FindForm />
    </SidePanel>
  );
}
