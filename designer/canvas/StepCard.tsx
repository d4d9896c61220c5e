import { VisuallyHidden } from '@mantine/core';
import { Handle, Position, useUpdateNodeInternals, type NodeProps } from '@xyflow/react';
import { IconAlertCircleFilled, IconAlertTriangleFilled, IconArrowRight, IconArrowsMaximize, IconPhone, IconPlayerPlayFilled } from '@tabler/icons-react';
import { memo, use, useEffect, useRef, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowState } from '../../schemas/documents/flow.js';
import { Boundary } from '../app/Boundary.js';
import { getFoldedSteps } from '../drafts/branch-of.js';
import { inLanguage } from '../drafts/in-language.js';
import { langOf } from '../drafts/lang-of.js';
import { setFolded } from '../drafts/layout-edits.js';
import { getExits, stepTypes, type CanvasExit } from '../drafts/step-types.js';
import { useDraft, useEditor, useView } from '../drafts/editor.js';
import { flowOfStep } from '../subflows/flow-of-step.js';
import { OpenStepContext } from '../subflows/use-opened.js';
import { OthersHere } from '../presence/OthersHere.js';
import { BrokenCard } from './BrokenCard.js';
import type { StepNode } from './canvas-nodes.js';
import { isFar } from './far-exits.js';
import { getHeardLanguage, getHeardText, getTitle } from './heard-text.js';
import { getLook } from './step-look.js';
import { countProblems } from './count-problems.js';
import { UncoveredSign } from './CoverageLegend.js';
import classes from './StepCard.module.css';
import { getEntry } from '../../schemas/get-entry.js';

/** One step: what it is, what the caller hears, and the ways out, each with its handle. */
export function StepCard({ id, selected }: NodeProps<StepNode>) {
  return (
    <Boundary fallback={(again) => <BrokenCard id={id} again={again} />}>
      <Card id={id} selected={selected} />
    </Boundary>
  );
}

/** Apart from where it stands, so that a card is not drawn anew while it is dragged. */
const Card = memo(function Card({ id, selected }: { id: string; selected: boolean }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const state = useDraft((draft) => getEntry(draft.document.states, id));
  const isFirst = useDraft((draft) => draft.document.initial === id);
  const language = useView((view) => view.language);
  const isLit = useView((view) => view.lit === id);
  const wasPassed = useView((view) => view.passed.some((passed) => passed.step === id));
  const isUncovered = useView((view) => view.uncovered?.steps.has(id) ?? false);
  useFreshHandles(id, state);
  if (!state) return null;
  const look = getLook(state.meta.step);
  const type = getEntry(stepTypes, state.meta.step);
  const words = getHeardText(state, language);
  const exits = getExits(state);
  const marks = [selected && classes.selected, isLit && classes.lit, wasPassed && classes.passed, state.type === 'final' && classes.final];

  return (
    <div className={[classes.card, ...marks.filter(Boolean)].join(' ')} data-group={look.group} data-step={id} data-lit={isLit || undefined} data-uncovered={isUncovered || undefined}>
      <Handle type="target" position={Position.Left} className={classes.entry} isConnectableStart={false} />
      {isFirst && (
        <span className={classes.first}>
          <IconPlayerPlayFilled size={9} aria-hidden /> {t('canvas.start')}
        </span>
      )}
      <div className={classes.head}>
        <span className={classes.icon}>
          <look.Icon size={17} stroke={1.9} aria-hidden />
        </span>
        <div className={classes.names}>
          <div className={classes.type}>{type ? inLanguage(type.title, reader) : state.meta.step}</div>
          <div className={classes.title} dir="auto" lang={langOf(state.meta.title, reader)} title={getTitle(id, state, reader)}>
            {getTitle(id, state, reader)}
          </div>
        </div>
        <OthersHere step={id} />
        <ProblemMark step={id} />
      </div>
      <FoldedMark step={id} />
      {flowOfStep(state) && <OpenMark step={id} />}
      {isUncovered && (
        <span className={classes.uncovered} title={t('canvas.coverage.step')}>
          <UncoveredSign /> {t('canvas.coverage.step')}
        </span>
      )}
      {words && (
        <div className={classes.words} dir="auto" lang={getHeardLanguage(state, language)} title={words}>
          {words}
        </div>
      )}
      <Figure step={id} reader={reader} />
      {exits.length > 0 && (
        <ul className={classes.exits}>
          {exits.map((exit) => (
            <ExitRow key={exit.id} step={id} exit={exit} reader={reader} />
          ))}
        </ul>
      )}
    </div>
  );
});

/** The canvas measures handles when a card changes its size; an exit that is renamed or moved is told by this. */
function useFreshHandles(id: string, state: FlowState | undefined): void {
  const update = useUpdateNodeInternals();
  const handles = state ? getExits(state).map((exit) => exit.id).join() : '';
  const drawn = useRef(handles);
  useEffect(() => {
    // The first time all cards are measured together anyway.
    if (drawn.current === handles) return;
    drawn.current = handles;
    update(id);
  }, [id, handles, update]);
}

function ExitRow({ step, exit, reader }: { step: string; exit: CanvasExit; reader: string }) {
  const { t } = useTranslation();
  const shared = useDraft((draft) => getEntry(draft.document.on, exit.id));
  const open = exit.target === null && !shared;
  const far = useDraft((draft) => exit.target !== null && isFar(getEntry(draft.layout.positions, step), getEntry(draft.layout.positions, exit.target)));
  // Of a step that was never reached, every way out is untried; that is said once, on the step.
  const isUncovered = useView((view) => view.uncovered !== null && view.uncovered.exits.has(`${step}.${exit.id}`) && !view.uncovered.steps.has(step));
  const label = inLanguage(exit.label, reader) || exit.id;
  const target = useDraft((draft) => (exit.target === null ? '' : getTitle(exit.target, getEntry(draft.document.states, exit.target), reader)));
  // A card is narrow: what is cut off stands here whole.
  const whole = [exit.key, target ? t('canvas.exitLeads', { exit: label, step: target }) : label, isUncovered && t('canvas.coverage.exitWhole')].filter(Boolean).join(' · ');
  return (
    <li title={whole} className={classes.exit} data-kind={exit.known ? exit.kind : 'stray'} data-open={open || undefined} data-uncovered={isUncovered || undefined}>
      {exit.key && <kbd className={classes.key}>{exit.key}</kbd>}
      <span className={classes.label} dir="auto" lang={langOf(exit.label, reader)}>{label}</span>
      {isUncovered && (
        <span className={classes.untried}>
          <UncoveredSign />
          <span aria-hidden className={classes.mark}>
            {t('canvas.coverage.exit')}
          </span>
          <VisuallyHidden>{t('canvas.coverage.exitWhole')}</VisuallyHidden>
        </span>
      )}
      {far && exit.target && <FarTarget step={exit.target} reader={reader} />}
      <Handle
        type="source"
        position={Position.Right}
        id={exit.id}
        className={classes.handle}
        isConnectableEnd={false}
        title={t('canvas.dragExit', { exit: label })}
        data-exit={`${step}.${exit.id}`}
      />
    </li>
  );
}

/** Where a far exit leads, and the way there. For the keyboard the same stands in the form. */
function FarTarget({ step, reader }: { step: string; reader: string }) {
  const { t } = useTranslation();
  const { view } = useEditor();
  const title = useDraft((draft) => getTitle(step, getEntry(draft.document.states, step), reader));
  const go = (event: MouseEvent): void => {
    event.stopPropagation();
    view.getState().goTo(step);
  };
  return (
    <button type="button" tabIndex={-1} className={`${classes.far} nodrag nopan`} onClick={go} title={title} aria-label={t('canvas.goTo', { step: title })}>
      <IconArrowRight size={12} stroke={2.2} aria-hidden />
      <span className={classes.farTitle} dir="auto" lang={langOf(title, reader)}>{title}</span>
    </button>
  );
}

function ProblemMark({ step }: { step: string }) {
  const { t } = useTranslation();
  const errors = useView((view) => countProblems(view.problems, step).errors);
  const warnings = useView((view) => countProblems(view.problems, step).warnings);
  if (errors + warnings === 0) return null;
  const Icon = errors > 0 ? IconAlertCircleFilled : IconAlertTriangleFilled;
  return (
    <span className={classes.problem} data-severity={errors > 0 ? 'error' : 'warning'} role="img" aria-label={t('problems.onStep', { count: errors + warnings })}>
      <Icon size={15} aria-hidden />
      {errors + warnings}
    </span>
  );
}

/** How many calls went through the step lately. */
function Figure({ step, reader }: { step: string; reader: string }) {
  const { t } = useTranslation();
  const calls = useView((view) => getEntry(view.figures?.calls, step));
  const days = useView((view) => view.figures?.days ?? 0);
  if (!calls) return null;
  return (
    <div className={classes.figure} title={t('canvas.figure.help', { count: calls, days })}>
      <IconPhone size={12} aria-hidden />
      <strong>{calls.toLocaleString(reader)}</strong> {t('canvas.figure.calls', { count: calls })}
    </div>
  );
}

/** The way into the flow that the step runs. For keys it is `O`. */
function OpenMark({ step }: { step: string }) {
  const { t } = useTranslation();
  const open = use(OpenStepContext);
  if (!open) return null;
  const openIt = (event: MouseEvent): void => {
    event.stopPropagation();
    open(step);
  };
  return (
    <button type="button" tabIndex={-1} className={`${classes.open} nodrag nopan`} onClick={openIt}>
      <IconArrowsMaximize size={12} aria-hidden /> {t('canvas.subflow.look')}
    </button>
  );
}

/** That the branch behind the step is folded away, and the way to see it again. */
function FoldedMark({ step }: { step: string }) {
  const { t } = useTranslation();
  const { drafts, mayEdit } = useEditor();
  const count = useDraft((draft) => (draft.layout.folded?.includes(step) ? getFoldedSteps(draft.document, [step]).size : 0));
  if (count === 0) return null;
  return (
    <button type="button" tabIndex={-1} className={`${classes.folded} nodrag`} data-folded disabled={!mayEdit} onClick={() => drafts.getState().edit(setFolded(step, false))}>
      <IconArrowsMaximize size={12} aria-hidden /> {t('canvas.fold.hidden', { count })}
    </button>
  );
}
