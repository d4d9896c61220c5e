import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { use, useEffect, useState, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFlowName } from '../api/use-flow-name.js';
import { canvasElement, nodeElement } from '../canvas/canvas-element.js';
import { OpenFlow } from '../canvas/OpenFlow.js';
import { getTitle } from '../canvas/heard-text.js';
import { useDraft, useEditor, type Editor } from '../drafts/editor.js';
import { inLanguage } from '../drafts/in-language.js';
import { getExits } from '../drafts/step-types.js';
import classes from './OpenedFlow.module.css';
import { DepthContext } from './use-opened.js';
import { getEntry } from '../../schemas/get-entry.js';

/**
 * The flow that a step runs, opened over the canvas the step stands on: as fit for work as on a page of its own, while the flow around it
 * keeps its place, its undo and the call that is tried.
 */
export function OpenedFlow({ step, flow, leave, children }: { step: string; flow: string; leave(): void; children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const outer = useEditor();
  const depth = use(DepthContext);
  const nameOf = useFlowName();
  const name = useDraft((draft) => inLanguage(draft.document.meta.name, reader));
  const [outOf] = useState(() => originOf(step));
  const keys = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || !(event.target as HTMLElement).classList.contains('react-flow__node')) return;
    event.stopPropagation();
    leave();
  };
  return (
    <section className={classes.opened} style={{ '--out-of': outOf } as CSSProperties} aria-label={t('canvas.subflow.inside', { flow: nameOf(flow), outer: name })} data-opened={flow} onKeyDown={keys}>
      <header className={classes.head}>
        <span className={classes.where}>
          {name} <span aria-hidden>›</span> <StepTitle step={step} reader={reader} /> <span aria-hidden>›</span> <strong>{nameOf(flow)}</strong>
        </span>
        <Tooltip label={t('canvas.subflow.leave', { flow: name })}>
          <ActionIcon aria-label={t('canvas.subflow.leave', { flow: name })} onClick={leave}>
            <IconX size={17} />
          </ActionIcon>
        </Tooltip>
      </header>
      <div className={classes.body}>
        <DepthContext value={depth + 1}>
          <OpenFlow key={flow} flow={flow}>
            <WayOfCall outer={outer} />
            {children}
          </OpenFlow>
        </DepthContext>
      </div>
      <WaysBack step={step} reader={reader} />
    </section>
  );
}

function StepTitle({ step, reader }: { step: string; reader: string }) {
  return useDraft((draft) => getTitle(step, getEntry(draft.document.states, step), reader));
}

/** Where the flow around goes on, by how this one returns. */
function WaysBack({ step, reader }: { step: string; reader: string }) {
  const { t } = useTranslation();
  const document = useDraft((draft) => draft.document);
  const state = getEntry(document.states, step);
  const exits = state ? getExits(state) : [];
  if (exits.length === 0) return null;
  return (
    <footer className={classes.foot}>
      {t('canvas.subflow.ways')}
      <ul className={classes.ways}>
        {exits.map((exit) => (
          <li key={exit.id}>
            {inLanguage(exit.label, reader) || exit.id} → <strong>{exit.target ? getTitle(exit.target, getEntry(document.states, exit.target), reader) : t('canvas.subflow.nowhere')}</strong>
          </li>
        ))}
      </ul>
    </footer>
  );
}

/** Lights the way that the call tried on the flow around took in this one. */
function WayOfCall({ outer }: { outer: Editor }) {
  const { flow, view } = useEditor();
  useEffect(() => {
    const light = (): void => {
      const { elsewhere } = outer.view.getState();
      view.getState().look({ elsewhere, passed: getEntry(elsewhere, flow)?.passed ?? [], lit: getEntry(elsewhere, flow)?.lit ?? null });
    };
    if (Object.keys(outer.view.getState().elsewhere).length > 0) light();
    return outer.view.subscribe((after, before) => after.elsewhere !== before.elsewhere && light());
  }, [outer, flow, view]);
  return null;
}

/** It grows out of the card it belongs to. */
function originOf(step: string): string {
  const card = nodeElement(step)?.getBoundingClientRect();
  const canvas = canvasElement()?.getBoundingClientRect();
  return card && canvas ? `${Math.round(card.x + card.width / 2 - canvas.x)}px ${Math.round(card.y + card.height / 2 - canvas.y)}px` : 'center';
}
