import { useTranslation } from 'react-i18next';
import type { Waiting } from '../../schemas/answers/waiting.js';
import { getExits } from '../drafts/step-types.js';
import { useDraft } from '../drafts/editor.js';
import { inLanguage } from '../drafts/in-language.js';
import { getTitle } from '../canvas/heard-text.js';
import classes from './Phone.module.css';
import { getEntry } from '../../schemas/get-entry.js';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

/** The keys of a telephone; those that mean something now say what. */
export function Keypad({ waiting, press }: { waiting: Waiting | null; press(key: string): void }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const { states, on } = useDraft((draft) => draft.document);
  const meaning = (key: string): string => {
    const exit = waiting?.choices.find((choice) => choice.key === key)?.exit;
    if (!waiting || !exit) return '';
    if (exit === 'again') return t('keys.again');
    const own = waiting.flow === undefined && getEntry(states, waiting.step) && getExits(getEntry(states, waiting.step)!).find((candidate) => candidate.id === exit && candidate.known);
    const target = getEntry(on, exit)?.slice(1);
    return own ? inLanguage(own.label, reader) : target ? getTitle(target, getEntry(states, target), reader) : exit;
  };
  return (
    <div className={classes.keypad} role="group" aria-label={t('phone.keypad')}>
      {keys.map((key) => {
        const words = meaning(key);
        return (
          <button key={key} type="button" className={classes.key} disabled={!waiting || waiting.kind === 'dialing'} data-means={words !== '' || undefined} onClick={() => press(key)}>
            <span className={classes.digit}>{key}</span> <span className={classes.meaning}>{words}</span>
          </button>
        );
      })}
    </div>
  );
}
