import { ActionIcon, TextInput, Title, UnstyledButton } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepDefinition } from '../../schemas/define-step.js';
import { useEditor } from '../drafts/editor.js';
import { inLanguage } from '../drafts/in-language.js';
import { stepTypes } from '../drafts/step-types.js';
import { getLook, groups } from './step-look.js';
import classes from './Palette.module.css';
import { useAddStep } from './use-add-step.js';

/** The step types, by group, found by typing; the arrow keys go through them and Enter adds. */
export function Palette() {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const { view } = useEditor();
  const [sought, setSought] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const add = useAddStep();
  const found = Object.values(stepTypes).filter((type) => matches(type, sought));
  const close = (): void => view.getState().look({ paletteOpen: false, adding: null });

  const move = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') return close();
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const items = [...(list.current?.querySelectorAll<HTMLElement>('button[data-type]') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items[Math.max(0, Math.min(items.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)))]?.focus();
  };

  return (
    <div className={classes.palette} role="dialog" aria-label={t('palette.title')} onKeyDown={move}>
      <div className={classes.head}>
        <Title order={2} size="h6">
          {t('palette.title')}
        </Title>
        <ActionIcon size={26} aria-label={t('common.close')} onClick={close}>
          <IconX size={15} />
        </ActionIcon>
      </div>
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

/** Looks in both languages, so that whoever knows the English word of a Chinese screen finds it too. */
function matches(type: StepDefinition, sought: string): boolean {
  const words = [type.type.replaceAll('_', ' '), ...Object.values(type.title), ...Object.values(type.summary)].join(' ').toLowerCase();
  return sought.toLowerCase().split(/\s+/).every((word) => words.includes(word));
}

/** What Enter adds: the type that is called so, else the first whose name begins so, else the first of the list. */
function bestOf(types: StepDefinition[], sought: string): StepDefinition {
  const words = sought.trim().toLowerCase();
  const listed = inGroups(types);
  const named = (fits: (name: string) => boolean): StepDefinition | undefined =>
    listed.find((type) => [type.type.replaceAll('_', ' '), ...Object.values(type.title)].some((name) => fits(name.toLowerCase())));
  return named((name) => name === words) ?? named((name) => name.startsWith(words)) ?? listed[0]!;
}

function inGroups(types: StepDefinition[]): StepDefinition[] {
  return groups.flatMap((group) => types.filter((type) => type.group === group));
}
