import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeenTurn } from '../../schemas/answers/call-turn.js';
import type { Simulation } from '../api/simulate.js';
import { PhoneEnd } from './PhoneEnd.js';
import classes from './Phone.module.css';
import { TurnView } from './TurnView.js';

/** What was said on both sides, the newest at the bottom. */
export function Conversation({ simulation, entry }: { simulation: Simulation | null; entry: string }) {
  const { t } = useTranslation();
  const end = useRef<HTMLDivElement>(null);
  const turns = simulation?.call.turns ?? [];
  const told = new Set(turns.flatMap((turn) => turn.heard.map((heard) => heard.text)));
  const last = turns.at(-1);
  // The question that is being asked may not be a turn yet: it becomes one when it is answered.
  const asking = simulation?.waiting && !(last && last.input === null) ? simulation.waiting.prompts.filter((prompt) => !told.has(prompt.text) || last?.exit !== null) : [];
  useEffect(() => end.current?.scrollIntoView({ block: 'end' }), [simulation, entry]);
  return (
    <div className={classes.conversation} role="log" aria-label={t('phone.conversation')} tabIndex={0}>
      {turns.map((turn, at) => (
        <TurnView key={at} turn={turn} />
      ))}
      {asking.length > 0 && <TurnView turn={asAsked(asking, turns.length)} />}
      {entry && <div className={classes.mine}>{entry}…</div>}
      {simulation?.waiting?.kind === 'dialing' && <div className={classes.note}>{t('phone.dialing')}</div>}
      {simulation && <PhoneEnd simulation={simulation} />}
      <div ref={end} />
    </div>
  );
}

function asAsked(prompts: { text: string; language: string }[], turn: number): SeenTurn {
  return { turn: turn + 1, step: null, visit: null, atSeconds: 0, heard: prompts.map((prompt) => ({ ...prompt, complete: true })), choices: [], input: null, exit: null };
}
