import { Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fact } from '../../schemas/define-step.js';
import type { Json, JsonObject } from '../../schemas/json.js';
import type { Verb } from '../../schemas/verbs.js';
import type { Simulation, TurnInside } from '../api/simulate.js';
import { getTitle } from '../canvas/heard-text.js';
import { useDraft } from '../drafts/editor.js';
import { factsEnUS } from '../text/facts-en-us.js';
import { useWhyWords } from './use-why-words.js';
import classes from './Phone.module.css';
import { getWaited, getWaysTaken } from './ways-taken.js';

/** What no caller hears: at each turn the ways that steps took, the variables that changed, what was noted, and what the carrier was told. The newest first. */
export function InsideTab({ simulation }: { simulation: Simulation | null }) {
  const { t } = useTranslation();
  const inside = simulation?.inside ?? [];
  const waited = getWaited(inside);
  return (
    <div className={classes.inside} tabIndex={0} role="region" aria-label={t('phone.tabs.inside')}>
      {inside.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('phone.insideEmpty')}
        </Text>
      )}
      {inside.length > 0 && <Now values={inside.at(-1)!.values} />}
      {inside.map((turn, at) => <Turn key={at} number={at + 1} turn={turn} waited={waited} before={inside[at - 1]?.values ?? {}} open={at === inside.length - 1} />).reverse()}
    </div>
  );
}

/** All that the call keeps by now. */
function Now({ values }: { values: JsonObject }) {
  const { t } = useTranslation();
  return (
    <details className={classes.turn} open>
      <summary>{t('phone.allVariables')}</summary>
      <Rows title="" rows={Object.entries(values).map(([name, value]) => [name, <Value key={name} value={value} />])} none={t('phone.noVariables')} />
    </details>
  );
}

/** `number`: its place in the call, from 1; the end of a call has the number of the turn it came in. */
function Turn({ number, turn, waited, before, open }: { number: number; turn: TurnInside; waited: ReadonlySet<number>; before: JsonObject; open: boolean }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const renderFact = useFactWords();
  const states = useDraft((draft) => draft.document.states);
  const title = turn.step === null ? t('phone.callOver') : getTitle(turn.step, states[turn.step], reader);
  const changed = Object.entries(turn.values).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]));
  const facts = turn.events.flatMap((event) => (event.type === 'fact' ? [event.fact] : []));
  const ways = getWaysTaken(turn.events, waited, turn.values, states, reader);
  const failures = turn.events.flatMap((event) => (event.type === 'failed' ? [event.message] : []));
  return (
    <details className={classes.turn} open={open}>
      <summary>
        <b>{number}</b> {title}
      </summary>
      {failures.map((message, at) => (
        <p key={at} className={classes.failure}>
          {message}
        </p>
      ))}
      <Rows title={t('phone.decidedTitle')} rows={ways.map(({ step, way, by }): Row => [step, [way, ...by.map(([path, value]) => `${path} ${value === undefined ? t('phone.noValue') : renderJson(value)}`)].join(' · ')])} />
      <Rows title={t('phone.variables')} rows={changed.map(([name, value]): Row => [name, <Value key={name} value={value} />])} none={t('phone.nothingChanged')} />
      <Rows title={t('phone.noted')} rows={facts.map(renderFact)} />
      <Rows title={t('phone.verbs')} rows={turn.verbs.map(renderVerb).map(([verb, words]): Row => [<Coded key={verb} code={verb} words={t(`phone.verbNames.${verb}`)} />, <Long key={verb} text={words} />])} />
    </details>
  );
}

type Row = [name: ReactNode, value: ReactNode];

/** A word of the carrier, as the flow's file and the logs have it, with what it means. */
function Coded({ code, words }: { code: string; words: string }) {
  return (
    <>
      {words} <code>{code}</code>
    </>
  );
}

function Rows({ title, rows, none }: { title: string; rows: Row[]; none?: string }) {
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

/** A fact in the reader's words, with what is told with it. */
function useFactWords(): (fact: Fact) => Row {
  const { t } = useTranslation();
  const nameOf = (type: string): string => (Object.hasOwn(factsEnUS.names, type) ? t(`facts.names.${type as keyof typeof factsEnUS.names}`) : type.replaceAll('_', ' '));
  const partOf = (name: string): string => (Object.hasOwn(factsEnUS.told, name) ? t(`facts.told.${name as keyof typeof factsEnUS.told}`) : name);
  const whyOf = useWhyWords();
  const wordsOf = (name: string, value: Json | undefined): string => ((name === 'why' || name === 'reason') && typeof value === 'string' ? whyOf(value) : typeof value === 'boolean' ? t(value ? 'facts.yes' : 'facts.no') : value === null ? t('phone.noValue') : typeof value === 'string' && Object.hasOwn(factsEnUS.values, value) ? t(`facts.values.${value as keyof typeof factsEnUS.values}`) : renderJson(value));
  return ({ type, ...rest }) => {
    const { at: _at, step: _step, visit: _visit, flow: _flow, ...told } = rest as JsonObject;
    return [nameOf(type), <Long key={type} text={Object.entries(told).map(([name, value]) => `${partOf(name)} ${wordsOf(name, value)}`).join(' · ')} />];
  };
}

/** The carrier's orders in short: what is spoken, listened for or dialed. */
function renderVerb(verb: Verb): [Verb['verb'], string] {
  if (verb.verb === 'gather') {
    const { prompts, input, digits, finishOnKey, timeoutSeconds } = verb;
    const spoken = prompts.map((prompt) => ('text' in prompt ? prompt.text : '')).filter(Boolean).join(' ');
    return ['gather', [spoken, input.join('+'), digits === null ? `… ${finishOnKey}` : `×${digits}`, `${timeoutSeconds} s`].filter(Boolean).join(' · ')];
  }
  const { verb: name, ...rest } = verb as { verb: Verb['verb'] } & JsonObject;
  const text = rest['text'];
  return [name, typeof text === 'string' && text ? text : Object.keys(rest).length === 0 ? '' : renderJson(rest)];
}

function renderJson(value: Json | undefined): string {
  return (typeof value === 'string' ? value : JSON.stringify(value)) ?? '–';
}

/** A value; an object that is shown whole has a line for each of its parts. */
function Value({ value }: { value: Json | undefined }) {
  const isParts = typeof value === 'object' && value !== null;
  return <Long text={renderJson(value)} whole={isParts ? JSON.stringify(value, null, 2) : undefined} />;
}

/** What stands in the first lines; a button shows the rest. */
const MAX_CHARACTERS = 120;

function Long({ text, whole = text }: { text: string; whole?: string }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  if (text.length <= MAX_CHARACTERS) return text;
  return (
    <>
      <span className={classes.long} data-whole={isOpen || undefined}>
        {isOpen ? whole : `${text.slice(0, MAX_CHARACTERS)}…`}
      </span>
      <button type="button" className={classes.more} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t(isOpen ? 'phone.showLess' : 'phone.showAll')}
      </button>
    </>
  );
}
