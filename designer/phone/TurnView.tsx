import { useTranslation } from 'react-i18next';
import type { SeenTurn } from '../../schemas/answers/call-turn.js';
import { inLanguage } from '../drafts/in-language.js';
import { money } from '../text/money.js';
import type { Connection, TurnConnections } from './connections.js';
import { useWhyWords } from './use-why-words.js';
import classes from './Phone.module.css';

/** One turn: what the caller heard, and what the caller did then. `connections`: who or what the caller was connected with besides. */
export function TurnView({ turn, connections }: { turn: SeenTurn; connections?: TurnConnections }) {
  return (
    <>
      <Connections of={connections?.before} />
      {turn.heard
        .filter((heard) => heard.text.trim() !== '')
        .map((heard, at) => (
          <div key={at} className={classes.heard} dir="auto" lang={heard.language} data-cut={!heard.complete || undefined}>
            {heard.text}
          </div>
        ))}
      <Connections of={connections?.after} />
      <Input turn={turn} />
    </>
  );
}

/** A line for each, with how it went. */
export function Connections({ of: connections = [] }: { of?: Connection[] }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const whyOf = useWhyWords();
  return connections.map(({ kind, to, amount, outcome, why }, at) => {
    const words = { to, outcome: inLanguage(outcome.label, reader), amount: amount ? money(amount.amountMinor, amount.currency, reader) : '' };
    const isNowhere = to === '' && (kind === 'transfer' || kind === 'queue' || kind === 'bot');
    return (
      <div key={at} className={classes.note} data-connection={kind}>
        {t(`phone.connection.${isNowhere ? 'nowhere' : kind === 'payment' && amount ? 'paymentOf' : kind}`, words)}
        {why && t('phone.connection.why', { why: whyOf(why) })}
      </div>
    );
  });
}

/** What is said is taken to be in the language that was heard. */
function Input({ turn: { input, heard } }: { turn: SeenTurn }) {
  const { t } = useTranslation();
  if (!input) return null;
  if (input.kind === 'hang_up') return <div className={classes.note}>{t('phone.hungUp')}</div>;
  if (input.kind === 'silence') return <div className={classes.note}>{t('phone.silent')}</div>;
  if (input.kind === 'speech') return <div className={classes.mine} dir="auto" lang={heard.at(-1)?.language}>“{input.value}”</div>;
  if (input.kind !== 'keys' || !input.value) return null;
  return (
    <div className={classes.mine}>
      {[...input.value].map((key, at) => (
        <kbd key={at}>{key}</kbd>
      ))}
    </div>
  );
}
