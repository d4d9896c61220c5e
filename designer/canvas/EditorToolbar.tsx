import { ActionIcon, Button, Indicator, SegmentedControl, Tooltip } from '@mantine/core';
import { IconAdjustments, IconAlertTriangle, IconArrowBackUp, IconArrowForwardUp, IconCode, IconArrowLeft, IconDeviceMobile, IconHistory, IconMap2, IconHierarchy2, IconPlus, IconRocket, IconSearch, type Icon } from '@tabler/icons-react';
import { use, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useStore } from 'zustand';
import { useFlowName } from '../api/use-flow-name.js';
import { useMay } from '../app/SignedIn.js';
import { useDraft, useEditor, useView } from '../drafts/editor.js';
import { inLanguage } from '../drafts/in-language.js';
import { langOf } from '../drafts/lang-of.js';
import type { Panel } from '../drafts/view-store.js';
import { languageName } from '../text/language-name.js';
import { Company } from '../presence/Company.js';
import { DepthContext } from '../subflows/use-opened.js';
import { PublishDialog } from '../versions/PublishDialog.js';
import classes from './Editor.module.css';
import { SavedMark } from './SavedMark.js';
import type { CanvasActions } from './use-canvas-actions.js';
import { useUndo } from './use-undo.js';

/** `covered`: another flow is opened over this one, with a toolbar of its own. */
export function EditorToolbar({ actions, covered }: { actions: CanvasActions; covered: boolean }) {
  const { t, i18n } = useTranslation();
  const { view, mayEdit } = useEditor();
  const mayTry = useMay('flows.try');
  const name = useDraft((draft) => draft.document.meta.name);
  const phoneOpen = useView((state) => state.phoneOpen);
  const [publishing, setPublishing] = useState(false);
  const depth = use(DepthContext);
  const FlowName = depth === 0 ? 'h1' : 'h2';
  const { look } = view.getState();
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={t('toolbar.title')}>
      {depth === 0 && <BackLink />}
      <FlowName dir="auto" lang={langOf(name, i18n.resolvedLanguage ?? 'en-US')} className={depth === 0 ? classes.name : classes.unseen}>{inLanguage(name, i18n.resolvedLanguage ?? 'en-US')}</FlowName>
      <SavedMark />
      <Company />
      {covered && <span className={classes.space} />}
      <div className={classes.tools} hidden={covered}>
        <span className={classes.divider} />
        {mayEdit && (
          <Button size="xs" h={32} fz={13.5} px={11} variant="light" leftSection={<IconPlus size={16} />} onClick={() => look({ paletteOpen: true, adding: null })} style={{ flex: 'none' }}>
            {t('toolbar.addStep')}
          </Button>
        )}
        {mayEdit && <UndoButtons />}
        {mayEdit && <Tool Icon={IconHierarchy2} label={t('toolbar.layout')} onClick={() => void actions.arrange()} />}
        <span className={classes.divider} />
        <PanelButton panel="find" Icon={IconSearch} label={t('toolbar.find')} />
        <PanelButton panel="problems" Icon={IconAlertTriangle} label={t('toolbar.problems')} />
        <PanelButton panel="flow" Icon={IconAdjustments} label={t('toolbar.flow')} />
        <PanelButton panel="json" Icon={IconCode} label={t('toolbar.json')} />
        <PanelButton panel="history" Icon={IconHistory} label={t('toolbar.history')} />
        {mayEdit && <Tool Icon={IconMap2} label={t('tour.start')} onClick={() => look({ touring: true })} />}
        <span className={classes.space} />
        <LanguageChoice />
      </div>
      <div className={classes.actions}>
        {mayTry && (
          <Button size="xs" h={32} fz={13.5} px={11} variant={phoneOpen ? 'light' : 'default'} aria-pressed={phoneOpen} leftSection={<IconDeviceMobile size={16} />} onClick={() => look({ phoneOpen: !phoneOpen })} data-tour="try" style={{ flex: 'none' }}>
            {t('toolbar.try')}
          </Button>
        )}
        {mayEdit && (
          <Button size="xs" h={32} fz={13.5} px={11} leftSection={<IconRocket size={16} />} onClick={() => setPublishing(true)} data-tour="publish" style={{ flex: 'none' }}>
            {t('toolbar.publish')}
          </Button>
        )}
      </div>
      {publishing && <PublishDialog close={() => setPublishing(false)} />}
    </div>
  );
}

function Tool({ Icon, label, disabled, pressed, onClick, opens }: { Icon: Icon; label: string; disabled?: boolean; pressed?: boolean; opens?: Panel; onClick(): void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon size="lg" aria-label={label} disabled={disabled} aria-pressed={pressed} variant={pressed ? 'light' : 'subtle'} color={pressed ? 'pine' : 'gray'} onClick={onClick} data-opens-panel={opens}>
        <Icon size={18} stroke={1.8} />
      </ActionIcon>
    </Tooltip>
  );
}

function PanelButton({ panel, Icon, label }: { panel: Panel; Icon: Icon; label: string }) {
  const { view } = useEditor();
  const open = useView((state) => state.panel === panel);
  const problems = useView((state) => state.problems);
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const count = panel === 'problems' ? problems.length : 0;
  const tool = <Tool Icon={Icon} label={count > 0 ? `${label} (${count})` : label} pressed={open} opens={panel} onClick={() => view.getState().look({ panel: open ? null : panel })} />;
  if (panel !== 'problems') return tool;
  return (
    <Indicator label={count} size={16} offset={6} disabled={count === 0} color={errors > 0 ? '#b42318' : '#8a5300'} styles={{ indicator: { fontSize: 10, padding: '0 4px', pointerEvents: 'none', color: '#fff' } }}>
      {tool}
    </Indicator>
  );
}

function UndoButtons() {
  const { t } = useTranslation();
  const { drafts } = useEditor();
  const { undo, redo } = useUndo();
  const canUndo = useStore(drafts.temporal, (state) => state.pastStates.length > 0);
  const canRedo = useStore(drafts.temporal, (state) => state.futureStates.length > 0);
  return (
    <>
      <Tool Icon={IconArrowBackUp} label={t('toolbar.undo')} disabled={!canUndo} onClick={undo} />
      <Tool Icon={IconArrowForwardUp} label={t('toolbar.redo')} disabled={!canRedo} onClick={redo} />
    </>
  );
}

/** Back to the flow that led into this one. */
function BackLink() {
  const [query] = useSearchParams();
  const [from, by] = [query.get('from'), query.get('by')];
  if (!from || !/^[a-z][a-z0-9-]*$/.test(from)) return null;
  return (
    <Link to={`/flows/${from}${by ? `?step=${encodeURIComponent(by)}` : ''}`} className={classes.back}>
      <IconArrowLeft size={15} aria-hidden /> <BackWords flow={from} />
    </Link>
  );
}

function BackWords({ flow }: { flow: string }) {
  const { t } = useTranslation();
  return t('canvas.subflow.back', { flow: useFlowName()(flow) });
}

/** In which of the flow's languages the cards speak. */
function LanguageChoice() {
  const { t, i18n } = useTranslation();
  const { view } = useEditor();
  const languages = useDraft((draft) => draft.document.meta.languages);
  const language = useView((state) => state.language);
  if (languages.length < 2) return null;
  return (
    <Tooltip label={t('toolbar.spoken')}>
      <SegmentedControl
        size="xs"
        style={{ flex: 'none', isolation: 'isolate' }}
        aria-label={t('toolbar.spoken')}
        data={languages.map((tag) => ({ value: tag, label: languageName(tag, i18n.resolvedLanguage ?? 'en-US') }))}
        value={language}
        onChange={(wanted) => view.getState().look({ language: wanted })}
      />
    </Tooltip>
  );
}
