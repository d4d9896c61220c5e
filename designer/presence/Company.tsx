import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDraft, useEditor, useView } from '../drafts/editor.js';
import { getTitle } from '../canvas/heard-text.js';
import { avatarColor, initials } from './avatar.js';
import classes from './Presence.module.css';
import type { Other } from './presence.js';
import { usePresence } from './use-presence.js';
import { getEntry } from '../../schemas/get-entry.js';

/** So many faces fit into the toolbar; the rest is a number. */
const SHOWN = 4;

/** Who else has this flow open. A face leads to the step they have selected. */
export function Company() {
  const { t } = useTranslation();
  const others = useView((view) => view.others);
  usePresence();
  if (others.length === 0) return null;
  return (
    <ul className={classes.company} aria-label={t('presence.title')}>
      {others.slice(0, SHOWN).map((other) => (
        <Face key={other.editor} other={other} />
      ))}
      {others.length > SHOWN && <li className={classes.more}>{t('presence.more', { count: others.length - SHOWN })}</li>}
    </ul>
  );
}

function Face({ other: { name, step } }: { other: Other }) {
  const { t, i18n } = useTranslation();
  const { view } = useEditor();
  const state = useDraft((draft) => (step ? getEntry(draft.document.states, step) : undefined));
  const label = step && state ? t('presence.at', { name, step: getTitle(step, state, i18n.resolvedLanguage ?? 'en-US') }) : t('presence.here', { name });
  return (
    <li>
      <Tooltip label={label}>
        <button type="button" className={classes.face} style={{ background: avatarColor(name) }} aria-label={label} disabled={!state} onClick={() => step && view.getState().goTo(step)}>
          {initials(name)}
        </button>
      </Tooltip>
    </li>
  );
}
