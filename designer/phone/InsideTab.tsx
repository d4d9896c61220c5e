import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Fact } from '../../schemas/define-step.js';
import type { Json, JsonObject } from '../../schemas/json.js';
import type { Verb } from '../../schemas/verbs.js';
import type { Simulation, TurnInside } from '../api/simulate.js';
import { getTitle } from '../canvas/heard-text.js';
import { useDraft } from '../drafts/editor.js';
import classes from './Phone.module.css';

/** What no caller hears: at each turn the variables that changed, what was noted, and what the carrier was told. The newest first. */
export function InsideTab({ simulation }: { simulation: Simulation | null }) {
  const { t } = useTranslation();
  const inside = simulation?.inside ?? [];
  return (
    <div className={classes.inside} tabIndex={0} role="region" aria-label={t('phone.tabs.inside')}>
      {inside.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('phone.insideEmpty')}
        </Text>
      )}
      {inside.length > 0 && <Now values={inside.at(-1)!.values} />}
      {inside.map((turn, at) => <Turn key={turn.turn} turn={turn} before={inside[at - 1]?.values ?? {}} open={at === inside.length - 1} />).reverse()}
    </div>
  );
}

/** All that the call keeps by now. */
function Now({ values }: { values: JsonObject }) {
  const { t } = useTranslation();
  return (
    <details className={classes.turn} open>
      <summary>{t('phone.allVariables')}</summary>
      <Rows title="" rows={Object.entries(values).map(([name, value]) => [name, renderJson(value)])} none={t('phone.noVariables')} />
    </details>
  );
}

function Turn({ turn, before, open }: { turn: TurnInside; before: JsonObject; open: boolean }) {
  const { t, i18n } = useTranslation();
  const states = useDraft((draft) => draft.document.states);
  const title = turn.step === null ? t('phone.callOver') : getTitle(turn.step, states[turn.step], i18n.resolvedLanguage ?? 'en-US');
  const changed = Object.entries(turn.values).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]));
  const facts = turn.events.flatMap((event) => (event.type === 'fact' ? [event.fact] : []));
  const failures = turn.events.flatMap((event) => (event.type === 'failed' ? [event.message] : []));
  return (
    <details className={classes.turn} open={open}>
      <summary>
        <b>{turn.turn + 1}</b> {title}
      </summary>
      {failures.map((message, at) => (
        <p key={at} className={classes.failure}>
          {message}
        </p>
      ))}
      <Rows title={t('phone.variables')} rows={changed.map(([name, value]) => [name, renderJson(value)])} none={t('phone.nothingChanged')} />
      <Rows title={t('phone.noted')} rows={facts.map(renderFact)} />
      <Rows title={t('phone.verbs')} rows={turn.verbs.map(renderVerb)} />
    </details>
  );
}

function Rows({ title, rows, none }: { title: string; rows: [name: string, value: string][]; none?: string }) {
  if (rows.length === 0 && none === undefined) return null;
  return (
    <>
      {title && <h4>{title}</h4>}
      {rows.length === 0 && <p className={classes.none}>{none}</p>}
      <dl>
        {rows.map(([name, value], at) => (
          <div key={at}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function renderFact({ type, ...rest }: Fact): [string, string] {
  const { at: _at, step: _step, visit: _visit, ...told } = rest as JsonObject;
  return [type, Object.entries(told).map(([name, value]) => `${name} ${renderJson(value)}`).join(' · ')];
}

/** The carrier's orders in short: what is spoken, listened for or dialed. */
function renderVerb(verb: Verb): [string, string] {
  if (verb.verb === 'gather') {
    const { prompts, input, digits, finishOnKey, timeoutSeconds } = verb;
    const spoken = prompts.map((prompt) => ('text' in prompt ? prompt.text : '')).filter(Boolean).join(' ');
    return ['gather', [spoken, input.join('+'), digits === null ? `… ${finishOnKey}` : `×${digits}`, `${timeoutSeconds} s`].filter(Boolean).join(' · ')];
  }
  const { verb: name, ...rest } = verb as { verb: string } & JsonObject;
  const text = rest['text'];
  return [name, typeof text === 'string' && text ? text : Object.keys(rest).length === 0 ? '' : renderJson(rest)];
}

const MAX_CHARACTERS = 400;

function renderJson(value: Json | undefined): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text === undefined ? '–' : text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text;
}
