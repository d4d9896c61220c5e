import { Checkbox, UnstyledButton } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { readPointer } from '../../runtime/engine/check/pointer.js';
import { inLanguage } from '../drafts/in-language.js';
import { langOf } from '../drafts/lang-of.js';
import type { FindQuery, Found } from '../drafts/find-in-flow.js';
import { stepTypes } from '../drafts/step-types.js';
import { languageName } from '../text/language-name.js';
import classes from './FindForm.module.css';
import { getTitle } from './heard-text.js';
import { keyOf, type FoundInFlow } from './use-find.js';
import { getEntry } from '../../schemas/get-entry.js';

interface FoundListProps {
  groups: FoundInFlow[];
  query: FindQuery;
  /** The flow that is open, and how a place of it is shown. (Default: none; every place is a link.) */
  here?: { flow: string; show(found: Found): void };
  /** What shall stand there instead, and the places it leaves alone. (Default: nothing is replaced.) */
  replacing?: Replacing;
}

interface Replacing {
  /** `null`: nothing is replaced yet, and only what was found is marked. */
  replacement: string | null;
  left: ReadonlySet<string>;
  setLeft(left: ReadonlySet<string>): void;
}

/** More than anybody reads; typing more narrows it. All are replaced, shown or not. */
const MOST_SHOWN = 300;

/** Every place that was found: a press leads there, a mark says that it shall be replaced. */
export function FoundList({ groups, query, here, replacing }: FoundListProps) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  return (
    <ul className={classes.list}>
      {groups.map((group) => (
        <Fragment key={group.flow}>
          {(groups.length > 1 || !here) && group.found.length > 0 && <li className={classes.flow} lang={langOf(group.document.meta.name, reader)}>{inLanguage(group.document.meta.name, reader)}</li>}
          {group.found.slice(0, MOST_SHOWN).map((found) => {
            const key = keyOf(group.flow, found);
            const title = found.step ? getTitle(found.step, getEntry(group.document.states, found.step), reader) : t('problems.wholeFlow');
            return (
              <li key={key} className={classes.found} data-found={found.step ?? ''}>
                {replacing && <Checkbox size="xs" mt={3} aria-label={t('find.include', { step: title })} checked={!replacing.left.has(key)} onChange={() => toggle(replacing, key)} />}
                <Way group={group} found={found} here={here}>
                  <span className={classes.place} dir="auto">
                    {title} · {placeOf(found, group, reader, { note: t('form.description'), name: t('flow.name'), title: t('form.title') })}
                  </span>
                  <Words found={found} query={query} replacement={!replacing || replacing.left.has(key) ? null : replacing.replacement} reader={reader} />
                </Way>
              </li>
            );
          })}
        </Fragment>
      ))}
    </ul>
  );
}

function toggle({ left, setLeft }: Replacing, key: string): void {
  setLeft(new Set(left.has(key) ? [...left].filter((other) => other !== key) : [...left, key]));
}

/** Shows a place of the open flow, or leads to the flow it stands in. */
function Way({ group, found, here, children }: { group: FoundInFlow; found: Found; here: FoundListProps['here']; children: ReactNode }) {
  if (group.flow === here?.flow) {
    return (
      <UnstyledButton className={classes.go} onClick={() => here.show(found)}>
        {children}
      </UnstyledButton>
    );
  }
  return (
    <UnstyledButton component={Link} to={`/flows/${group.flow}${found.step ? `?step=${found.step}` : ''}`} className={classes.go}>
      {children}
    </UnstyledButton>
  );
}

function Words({ found, query, replacement, reader }: { found: Found; query: FindQuery; replacement: string | null; reader: string }) {
  const typeName = (type: string): string => (query.kind === 'step_type' ? inLanguage(getEntry(stepTypes, type)?.title, reader) || type : type);
  let at = 0;
  const pieces = found.parts.map(({ from, to }) => {
    const before = found.before.slice(at, from);
    at = to;
    return { before: before.length > CONTEXT ? `…${before.slice(-CONTEXT)}` : before, part: found.before.slice(from, to) };
  });
  const rest = found.before.slice(at);
  return (
    <span className={classes.words} dir="auto">
      {pieces.map(({ before, part }, place) => (
        <Fragment key={place}>
          {before}
          {replacement === null ? <mark>{typeName(part)}</mark> : <del>{typeName(part)}</del>}
          {replacement !== null && <ins>{typeName(replacement)}</ins>}
        </Fragment>
      ))}
      {rest.length > CONTEXT ? `${rest.slice(0, CONTEXT)}…` : rest}
    </span>
  );
}

/** Letters around what was found. */
const CONTEXT = 60;

/** The field it stands in, as the form calls it. */
function placeOf({ pointer, step }: Found, group: FoundInFlow, reader: string, words: { note: string; name: string; title: string }): string {
  const path = readPointer(pointer);
  if (!step) return path[1] === 'name' ? words.name : words.note;
  if (path[2] === 'description') return words.note;
  const property = getEntry(getEntry(stepTypes, getEntry(group.document.states, step)?.meta.step ?? '')?.schema.properties, path[3]!);
  const label = inLanguage(property?.['x-title'] as Record<string, string> | undefined, reader) || (path[3] === 'title' ? words.title : path[3]!);
  const language = group.document.meta.languages.find((tag) => tag === path.at(-1));
  return language ? `${label}, ${languageName(language, reader)}` : label;
}
