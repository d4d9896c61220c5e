import { useTranslation } from 'react-i18next';
import type { SeenTurn } from '../../schemas/answers/call-turn.js';
import classes from './Phone.module.css';

/** One turn: what the caller heard, and what the caller did then. */
export function TurnView({ turn }: { turn: SeenTurn }) {
  return (
    <>
      {turn.heard
        .filter((heard) => heard.text.trim() !== '')
        .map((heard, at) => (
          <div key={at} className={classes.heard} lang={heard.language} data-cut={!heard.complete || undefined}>
            {heard.text}
          </div>
        ))}
      <Input turn={turn} />
    </>
  );
}

function Input({ turn: { input } }: { turn: SeenTurn }) {
  const { t } = useTranslation();
  if (!input) return null;
  if (input.kind === 'hang_up') return <div className={classes.note}>{t('phone.hungUp')}</div>;
  if (input.kind === 'silence') return <div className={classes.note}>{t('phone.silent')}</div>;
  if (input.kind === 'speech') return <div className={classes.mine}>“{input.value}”</div>;
  if (input.kind !== 'keys' || !input.value) return null;
  return (
    <div className={classes.mine}>
      {[...input.value].map((key, at) => (
        <kbd key={at}>{key}</kbd>
      ))}
    </div>
  );
}
