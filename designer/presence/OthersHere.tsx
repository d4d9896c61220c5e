import { useTranslation } from 'react-i18next';
import { useView } from '../drafts/editor.js';
import { avatarColor, initials } from './avatar.js';
import classes from './Presence.module.css';

/** Who else has this step selected. */
export function OthersHere({ step }: { step: string }) {
  const { t } = useTranslation();
  // One text, since a list would be another one each time and draw every card again.
  const names = useView((view) => view.others.filter((other) => other.step === step).map((other) => other.name).join('\n'));
  if (names === '') return null;
  return (
    <span className={classes.here} role="img" aria-label={t('presence.onStep', { names: names.split('\n').join(', ') })} data-others={step}>
      {names.split('\n').map((name, at) => (
        <span key={at} className={classes.small} style={{ background: avatarColor(name) }} aria-hidden>
          {initials(name)}
        </span>
      ))}
    </span>
  );
}
