import { ActionIcon, NativeSelect, TextInput, Title, UnstyledButton } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepDefinition } from '../../schemas/define-step.js';
import { useDraft, useEditor, useView } from '../drafts/editor.js';
import { inLanguage } from '../drafts/in-language.js';
import { getExits, stepTypes } from '../drafts/step-types.js';
import { toHalfWidth } from '../forms/half-width.js';
import { appLanguages } from '../text/texts.js';
import type { Adding } from '../drafts/view-store.js';
import { getTitle } from './heard-text.js';
import { getLook, groups } from './step-look.js';
import classes from './Palette.module.css';
import type { CanvasActions } from './use-canvas-actions.js';
import { getEntry } from '../../schemas/get-entry.js';

/** The step types, by group, found by typing; the arrow keys go through them and Enter adds. */
export function Palette({ actions }: { actions: CanvasActions }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const { view } = useEditor();
  const [sought, setSought] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const adding = useView((state) => state.adding);
  const { add } = actions;
  const groupNames = (type: StepDefinition): string[] => appLanguages.map(({ tag }) => t(`groups.${type.group}`, { lng: tag }));
  const found = Object.values(stepTypes).filter((type) => matches(type, sought, groupNames(type)));
  const close = (): void => {
    const { active, look } = view.getState();
    look({ paletteOpen: false, adding: null });
    if (active) actions.focusCard(active);
  };
  const replaces = adding && 'replaces' in adding;
  const title = replaces ? t('palette.replace') : adding ? t('palette.after') : t('palette.title');
  const place = usePlace(list, adding && !('replaces' in adding) ? adding.at : null);

  const move = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      return close();
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    if ((event.target as HTMLElement).tagName === 'SELECT') return;
    event.preventDefault();
    const items = [...(list.current?.querySelectorAll<HTMLElement>('button[data-type]') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items[Math.max(0, Math.min(items.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)))]?.focus();
  };

  return (
    <div className={classes.palette} role="dialog" aria-label={title} onKeyDown={move} style={place}>
      <div className={classes.head}>
        <Title order={2} size="h6">
          {title}
        </Title>
        <ActionIcon size={26} aria-label={t('common.close')} onClick={close}>
          <IconX size={15} />
        </ActionIcon>
      </div>
      {adding && !('replaces' in adding) && <AfterExit adding={adding} reader={reader} />}
      <TextInput
        mx={12}
        mb={6}
        size="sm"
        autoFocus
        leftSection={<IconSearch size={15} />}
        placeholder={t('palette.search')}
        aria-label={t('palette.search')}
        value={sought}
        onChange={(event) => setSought(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && found[0] && add(bestOf(found, sought).type)}
      />
      <div className={classes.list} ref={list}>
        {groups.map((group) => {
          const types = found.filter((type) => type.group === group);
          if (types.length === 0) return null;
          return (
            <section key={group} data-group={group} aria-label={t(`groups.${group}`)}>
              <div className={classes.group}>{t(`groups.${group}`)}</div>
              {types.map((type) => (
                <PaletteItem key={type.type} type={type} reader={reader} add={add} />
              ))}
            </section>
          );
        })}
        {found.length === 0 && <p className={classes.none}>{t('palette.none')}</p>}
      </div>
    </div>
  );
}

/** Behind which exit the new step is put; one that leads somewhere already leads there by way of the new step. */
function AfterExit({ adding, reader }: { adding: Extract<Adding, { step: string }>; reader: string }) {
  const { t } = useTranslation();
  const { view } = useEditor();
  const states = useDraft((draft) => draft.document.states);
  const state = getEntry(states, adding.step);
  if (!state) return null;
  const exits = getExits(state).map((exit) => {
    const label = `${exit.key ? `${exit.key} ` : ''}${inLanguage(exit.label, reader) || exit.id}`;
    return { value: exit.id, label: exit.target ? t('palette.before', { exit: label, step: getTitle(exit.target, getEntry(states, exit.target), reader) }) : label };
  });
  return (
    <NativeSelect
      mx={12}
      mb={8}
      size="xs"
      label={t('palette.exitOf', { step: getTitle(adding.step, state, reader) })}
      data={exits}
      value={adding.exit ?? ''}
      onChange={(event) => view.getState().look({ adding: { ...adding, exit: event.currentTarget.value } })}
    />
  );
}

const SIZE = { width: 272, height: 420 };

/** At the point a line was dropped at, wholly on the canvas; without a point at the left. */
function usePlace(inside: { current: HTMLElement | null }, at: { x: number; y: number } | null): CSSProperties | undefined {
  const [place, setPlace] = useState<CSSProperties>();
  useEffect(() => {
    const canvas = inside.current?.closest('[data-canvas]')?.getBoundingClientRect();
    if (!canvas || !at) return setPlace(undefined);
    const clamp = (value: number, most: number): number => Math.max(8, Math.min(value, most));
    setPlace({ left: clamp(at.x - canvas.x + 10, canvas.width - SIZE.width - 8), top: clamp(at.y - canvas.y - 60, canvas.height - SIZE.height - 8), bottom: 'auto', height: SIZE.height });
  }, [inside, at]);
  return place;
}

function PaletteItem({ type, reader, add }: { type: StepDefinition; reader: string; add(type: string): void }) {
  const { Icon } = getLook(type.type);
  return (
    <UnstyledButton className={classes.item} data-type={type.type} onClick={() => add(type.type)}>
      <span className={classes.icon}>
        <Icon size={16} stroke={1.9} aria-hidden />
      </span>
      <span className={classes.words}>
        <span className={classes.name}>{inLanguage(type.title, reader)}</span>
        <span className={classes.summary}>{inLanguage(type.summary, reader)}</span>
      </span>
    </UnstyledButton>
  );
}

/** Looks in both languages, so that whoever knows the English word of a Chinese screen finds it too, and by other names and the group. */
function matches(type: StepDefinition, sought: string, groupNames: string[]): boolean {
  const words = [...namesOf(type), ...Object.values(type.summary), ...groupNames].join(' ').toLowerCase();
  return plain(sought)
    .split(/\s+/)
    // A word as short as "if" is in the middle of many others.
    .every((word) => (/^[a-z]{1,2}$/.test(word) ? new RegExp(`(^|[^a-z])${word}`).test(words) : words.includes(word)));
}

function namesOf(type: StepDefinition): string[] {
  return [type.type.replaceAll('_', ' '), ...Object.values(type.title), ...Object.values(type.alsoCalled).flat()];
}

function plain(sought: string): string {
  return toHalfWidth(sought).trim().toLowerCase();
}

/** What Enter adds: the type that is called so, else the first whose name begins so, else the first of the list. */
function bestOf(types: StepDefinition[], sought: string): StepDefinition {
  const words = plain(sought);
  const listed = inGroups(types);
  const named = (fits: (name: string) => boolean): StepDefinition | undefined =>
    listed.find((type) => namesOf(type).some((name) => fits(name.toLowerCase())));
  const titled = listed.find((type) => [type.type.replaceAll('_', ' '), ...Object.values(type.title)].some((name) => name.toLowerCase() === words));
  return titled ?? named((name) => name === words) ?? named((name) => name.startsWith(words)) ?? listed[0]!;
}

function inGroups(types: StepDefinition[]): StepDefinition[] {
  return groups.flatMap((group) => types.filter((type) => type.group === group));
}
