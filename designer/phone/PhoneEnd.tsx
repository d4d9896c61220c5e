import { useTranslation } from 'react-i18next';
import type { Simulation } from '../api/simulate.js';
import classes from './Phone.module.css';

/** How the tried call ended, in the words of the reports. */
export function PhoneEnd({ simulation }: { simulation: Simulation }) {
  const { t } = useTranslation();
  const { call, waiting, problems } = simulation;
  if (waiting) return null;
  if (call?.endState) {
    return (
      <div className={classes.ended} role="status">
        {t('phone.ended', { state: t(`endStates.${call.endState}`) })}
      </div>
    );
  }
  return problems.length > 0 ? <div className={classes.ended}>{t('phone.cannotRun')}</div> : null;
}
