import { Button, Group, Modal, NativeSelect, Stack, TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft, useEditor, useView } from '../drafts/editor.js';
import { inLanguage } from '../drafts/in-language.js';
import { getExits, stepTypes } from '../drafts/step-types.js';
import classes from './ConnectDialog.module.css';
import { getTitle } from './heard-text.js';
import { getLook } from './step-look.js';
import type { CanvasActions } from './use-canvas-actions.js';
import { getEntry } from '../../schemas/get-entry.js';

/** Leads an exit to a step chosen from a list: what dragging a line does, for whoever has no pointer or whose target is far away. */
export function ConnectDialog({ actions }: { actions: CanvasActions }) {
  const { t } = useTranslation();
  const { view } = useEditor();
  const connecting = useView((state) => state.connecting);
  const close = (): void => {
    view.getState().look({ connecting: null });
    if (connecting) requestAnimationFrame(() => actions.focusCard(connecting.step));
  };
  return (
    <Modal opened={connecting !== null} onClose={close} title={t('canvas.connect.title')} closeButtonProps={{ 'aria-label': t('common.close') }} returnFocus={false} transitionProps={{ duration: 0 }}>
      {connecting && <Choice key={connecting.step} step={connecting.step} actions={actions} close={close} />}
    </Modal>
  );
}

function Choice({ step, actions, close }: { step: string; actions: CanvasActions; close(): void }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const states = useDraft((draft) => draft.document.states);
  const exits = getEntry(states, step) ? getExits(getEntry(states, step)!) : [];
  const [exit, setExit] = useState((exits.find((one) => !one.target) ?? exits[0])?.id ?? '');
  const [sought, setSought] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const found = bestFirst(Object.keys(states).filter((id) => matches(id, getTitle(id, getEntry(states, id), reader), sought)), (id) => [id, getTitle(id, getEntry(states, id), reader)], sought);
  const target = exits.find((one) => one.id === exit)?.target ?? null;
  const choose = (id: string | null): void => {
    actions.connect(step, exit, id);
    close();
  };
  const move = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    if ((event.target as HTMLElement).tagName === 'SELECT') return;
    event.preventDefault();
    const items = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items[Math.max(0, Math.min(items.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)))]?.focus();
  };
  if (exits.length === 0) return <p>{t('canvas.connect.noExits')}</p>;
  return (
    <Stack gap="sm" onKeyDown={move}>
      <NativeSelect
        label={t('canvas.connect.exit')}
        data={exits.map((one) => ({ value: one.id, label: `${one.key ? `${one.key} ` : ''}${inLanguage(one.label, reader) || one.id}` }))}
        value={exit}
        onChange={(event) => setExit(event.currentTarget.value)}
      />
      <TextInput
        data-autofocus
        label={t('canvas.connect.target')}
        placeholder={t('canvas.connect.search')}
        leftSection={<IconSearch size={15} />}
        value={sought}
        onChange={(event) => setSought(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && found[0] && choose(found[0])}
      />
      <div className={classes.list} ref={list}>
        {found.slice(0, MOST).map((id) => {
          const { Icon, group } = getLook(getEntry(states, id)!.meta.step);
          return (
            <UnstyledButton key={id} className={classes.item} data-group={group} data-target={id} onClick={() => choose(id)}>
              <Icon size={16} stroke={1.9} aria-hidden />
              <span className={classes.name} dir="auto">
                {getTitle(id, getEntry(states, id), reader)} <code>{id}</code>
              </span>
              <span className={classes.type}>{inLanguage(getEntry(stepTypes, getEntry(states, id)!.meta.step)?.title, reader)}</span>
            </UnstyledButton>
          );
        })}
        {found.length === 0 && <p className={classes.none}>{t('canvas.connect.none')}</p>}
      </div>
      <Group justify="flex-end">
        {target && (
          <Button variant="default" onClick={() => choose(null)}>
            {t('canvas.menu.disconnect')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

/** More than anybody reads; typing narrows it. */
const MOST = 200;

/** A step that is called just so stands before those whose names only hold what was typed. */
function bestFirst(ids: string[], namesOf: (id: string) => string[], sought: string): string[] {
  const words = sought.trim().toLowerCase();
  const isNamed = (id: string): boolean => namesOf(id).some((name) => name.toLowerCase() === words);
  return [...ids.filter(isNamed), ...ids.filter((id) => !isNamed(id))];
}

function matches(id: string, title: string, sought: string): boolean {
  const words = `${id} ${title}`.toLowerCase();
  return sought.toLowerCase().split(/\s+/).every((word) => words.includes(word));
}
