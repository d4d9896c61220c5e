import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeenTurn } from '../../schemas/answers/call-turn.js';
import type { Simulation } from '../api/simulate.js';
import { useDraft } from '../drafts/editor.js';
import { getConnections } from './connections.js';
import { PhoneEnd } from './PhoneEnd.js';
import classes from './Phone.module.css';
import { Connections, TurnView } from './TurnView.js';

/** What was said on both sides, the newest at the bottom. */
export function Conversation({ simulation, entry }: { simulation: Simulation | null; entry: string }) {
  const { t } = useTranslation();
  const end = useRef<HTMLDivElement>(null);
  const turns = simulation?.call.turns ?? [];
  const told = new Set(turns.flatMap((turn) => turn.heard.map((heard) => heard.text)));
  const last = turns.at(-1);
  // The question that is being asked may not be a turn yet: it becomes one when it is answered.
  const asking = simulation?.waiting && !(last && last.input === null) ? simulation.waiting.prompts.filter((prompt) => !told.has(prompt.text) || last?.exit !== null) : [];
  const states = useDraft((draft) => draft.document.states);
  const connections = useMemo(() => getConnections(simulation?.inside ?? [], states), [simulation, states]);
  useEffect(() => end.current?.scrollIntoView({ block: 'end' }), [simulation, entry]);
  return (
    <div className={classes.conversation} role="log" aria-label={t('phone.conversation')} tabIndex={0}>
      {inOrder(turns, [...connections.keys()]).map(({ turn, seen }) => {
        const beside = connections.get(turn);
        return seen ? <TurnView key={turn} turn={seen} connections={beside} /> : <Connections key={turn} of={[...(beside?.before ?? []), ...(beside?.after ?? [])]} />;
      })}
      {asking.length > 0 && <TurnView turn={asAsked(asking, turns.length)} />}
      {entry && <div className={classes.mine}>{entry}…</div>}
      {simulation?.waiting?.kind === 'dialing' && <div className={classes.note}>{t('phone.dialing')}</div>}
      {simulation && <PhoneEnd simulation={simulation} />}
      <div ref={end} />
    </div>
  );
}

/** The turns by their number, those too in which nothing was said. */
function inOrder(seen: readonly SeenTurn[], others: readonly number[]): { turn: number; seen?: SeenTurn }[] {
  const byTurn = new Map(seen.map((turn) => [turn.turn, turn]));
  return [...new Set([...byTurn.keys(), ...others])].sort((one, other) => one - other).map((turn) => ({ turn, seen: byTurn.get(turn) }));
}

function asAsked(prompts: { text: string; language: string }[], turn: number): SeenTurn {
  return { turn: turn + 1, step: null, visit: null, atSeconds: 0, heard: prompts.map((prompt) => ({ ...prompt, complete: true })), choices: [], input: null, exit: null };
}
