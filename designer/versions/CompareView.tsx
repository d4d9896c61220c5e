import '@xyflow/react/dist/base.css';
import { ActionIcon, Badge, Button, Group, NativeSelect, Skeleton, Text, Title, Tooltip } from '@mantine/core';
import { IconArrowsExchange, IconCopy, IconX } from '@tabler/icons-react';
import { ReactFlowProvider } from '@xyflow/react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.js';
import { flowsApi, type FlowHistory } from '../api/flows.js';
import { useLoaded } from '../api/use-loaded.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { computeLayout } from '../canvas/auto-layout.js';
import { getTitle } from '../canvas/heard-text.js';
import type { Draft, DraftStore } from '../drafts/draft-store.js';
import { EditorContext, useEditor, type Editor } from '../drafts/editor.js';
import { createDraftStore } from '../drafts/draft-store.js';
import { createViewStore } from '../drafts/view-store.js';
import { moment } from '../text/moments.js';
import { whoName } from '../text/who-name.js';
import { CompareCanvas } from './CompareCanvas.js';
import { compareFlows, type Comparison, type Mark } from './compare-flows.js';
import classes from './CompareView.module.css';
import { marks, markLook } from './mark-look.js';
import { shortVersion } from './short-version.js';
import { getEntry } from '../../schemas/get-entry.js';

/** Any two versions of a flow, or one and the draft, on one canvas: what came, went, changed and moved, with a list that leads to each. */
export function CompareView({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation();
  const { flow, view, drafts } = useEditor();
  const history = useLoaded(`history ${flow}`, (signal) => flowsApi.history(flow, signal));
  const compared = useLoaded(`compare ${flow} ${before} ${after}`, async (signal) => {
    const [one, other] = await Promise.all([before, after].map((name) => loadSide(flow, name, drafts, signal)));
    return compare(one!, other!);
  });
  const open = (sides: { before: string; after: string }): void => view.getState().look({ comparing: sides });
  const close = (): void => view.getState().look({ comparing: null });
  const section = useRef<HTMLElement>(null);
  useAlone(section);
  const keys = (event: KeyboardEvent): void => {
    // What is behind this view, undo above all, is not to be changed unseen.
    event.stopPropagation();
    if (event.key === 'Escape') close();
  };

  return (
    <section ref={section} className={classes.view} aria-label={t('compare.title')} onKeyDown={keys}>
      <header className={classes.head}>
        <Title order={2} size="h5">
          {t('compare.title')}
        </Title>
        <Side label={t('compare.before')} value={before} history={history.data} choose={(name) => open({ before: name, after })} />
        <Tooltip label={t('compare.swap')}>
          <ActionIcon aria-label={t('compare.swap')} onClick={() => open({ before: after, after: before })}>
            <IconArrowsExchange size={17} />
          </ActionIcon>
        </Tooltip>
        <Side label={t('compare.after')} value={after} history={history.data} choose={(name) => open({ before, after: name })} />
        <span className={classes.space} />
        <Button variant="default" size="xs" leftSection={<IconX size={15} />} onClick={close} data-back>
          {t('compare.close')}
        </Button>
      </header>
      {compared.error && <ErrorNote error={compared.error} retry={compared.reload} />}
      {!compared.data && compared.loading && <Skeleton height="60%" radius="md" />}
      {compared.data && <Compared comparison={compared.data} />}
    </section>
  );
}

/** Takes the focus, and keeps what lies behind out of reach until it is closed. */
function useAlone(section: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const own = section.current;
    const behind = [...(own?.parentElement?.children ?? [])].filter((element): element is HTMLElement => element instanceof HTMLElement && element !== own && !element.inert);
    for (const element of behind) element.inert = true;
    own?.querySelector<HTMLElement>('[data-back]')?.focus();
    return () => behind.forEach((element) => (element.inert = false));
  }, [section]);
}

function compare(one: Draft, other: Draft): Comparison {
  try {
    return compareFlows(one, other);
  } catch {
    throw new ApiError(422, 'not_comparable', null);
  }
}

async function loadSide(flow: string, name: string, drafts: DraftStore, signal: AbortSignal): Promise<Draft> {
  if (name === 'draft') return drafts.getState();
  const { document, layout } = await flowsApi.version(flow, name, signal);
  const isPlaced = layout && Object.keys(document.states).every((id) => getEntry(layout.positions, id));
  return { document, layout: isPlaced ? layout : { ...layout, flow, positions: await computeLayout(document) } };
}

function Side({ label, value, history, choose }: { label: string; value: string; history: FlowHistory | null; choose(name: string): void }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const names = (version: string): string => {
    const aliases = Object.entries(history?.aliases ?? {}).flatMap(([alias, points]) => (points === version ? [alias] : []));
    const canaries = Object.entries(history?.canaries ?? {}).flatMap(([alias, canary]) => (canary.version === version ? [t('canary.of', { alias })] : []));
    return [...aliases, ...canaries].join(', ');
  };
  const options = (history?.versions ?? []).map(({ version, createdAt, createdBy }) => ({ value: version, label: [shortVersion(version), names(version), moment(createdAt, reader), whoName(createdBy, t)].filter(Boolean).join(' · ') }));
  return <NativeSelect size="xs" className={classes.side} aria-label={label} leftSection={<Text size="xs">{label}</Text>} leftSectionWidth={64} data={[{ value: 'draft', label: t('compare.draft') }, ...options]} value={value} onChange={(event) => choose(event.currentTarget.value)} />;
}

function Compared({ comparison }: { comparison: Comparison }) {
  const outer = useEditor();
  // The cards read their steps from an editor of their own, which shows both versions and saves nothing.
  const editor = useMemo((): Editor => {
    const drafts = createDraftStore(comparison.together);
    const language = outer.view.getState().language;
    const autosave = { flush: () => Promise.resolve(0), follow: () => Promise.resolve(), reconsider: () => Promise.resolve(), resolve: () => undefined, takeIn: () => undefined, letGo: () => undefined, stop: () => undefined };
    return { ...outer, drafts, autosave, view: createViewStore(language), mayEdit: false };
  }, [comparison, outer]);
  return (
    <EditorContext value={editor}>
      <div className={classes.body}>
        <ReactFlowProvider>
          <CompareCanvas comparison={comparison} />
        </ReactFlowProvider>
        <ChangeList comparison={comparison} show={(step) => editor.view.getState().showStep(step)} />
      </div>
    </EditorContext>
  );
}

function ChangeList({ comparison: { diff, marks: found, moved, together }, show }: { comparison: Comparison; show(step: string): void }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage === 'zh-CN' ? 'zh-CN' : 'en-US';
  const [copied, setCopied] = useState(false);
  const text = diff.changes.map(({ messages }) => messages[reader]).join('\n');
  const copy = (): void => void navigator.clipboard.writeText(text).then(() => setCopied(true), () => undefined);
  return (
    <aside className={classes.list} aria-label={t('compare.changes')}>
      <Group gap={6} mb="sm">
        {marks.map((mark) => (
          <MarkBadge key={mark} mark={mark} count={Object.values(found).filter((known) => known === mark).length} />
        ))}
      </Group>
      <Group justify="space-between" mb={4}>
        <Title order={3} size="h6">
          {t('compare.forCallers')}
        </Title>
        {text !== '' && (
          <Button size="compact-xs" variant="subtle" leftSection={<IconCopy size={13} />} onClick={copy}>
            {copied ? t('common.copied') : t('compare.copy')}
          </Button>
        )}
      </Group>
      {diff.isSame && <Text size="sm">{t('compare.same')}</Text>}
      <ol className={classes.changes}>
        {diff.changes.map(({ kind, step, messages }, at) => (
          <li key={at}>
            {step && getEntry(together.document.states, step) ? (
              <button type="button" className={classes.change} onClick={() => show(step)} data-change={step}>
                <MarkIcon mark={kind === 'step_added' ? 'added' : kind === 'step_removed' ? 'removed' : 'changed'} />
                {messages[reader]}
              </button>
            ) : (
              <span className={classes.change}>
                <MarkIcon mark="changed" />
                {messages[reader]}
              </span>
            )}
          </li>
        ))}
      </ol>
      {moved.length > 0 && (
        <>
          <Title order={3} size="h6" mt="md">
            {t('compare.moved')}
          </Title>
          <Text size="xs" c="dimmed">
            {t('compare.movedHelp')}
          </Text>
          <ol className={classes.changes}>
            {moved.map((step) => (
              <li key={step}>
                <button type="button" className={classes.change} onClick={() => show(step)}>
                  <MarkIcon mark="moved" />
                  {getTitle(step, getEntry(together.document.states, step), reader)}
                </button>
              </li>
            ))}
          </ol>
        </>
      )}
    </aside>
  );
}

function MarkBadge({ mark, count }: { mark: Mark; count: number }) {
  const { t } = useTranslation();
  const { Icon, color } = markLook[mark];
  return (
    <Badge leftSection={<Icon size={12} aria-hidden />} color={color} variant={count === 0 ? 'default' : 'filled'}>
      {t(`compare.marks.${mark}`)} {count}
    </Badge>
  );
}

function MarkIcon({ mark }: { mark: Mark }) {
  const { t } = useTranslation();
  const { Icon, color } = markLook[mark];
  return <Icon size={15} className={classes.icon} style={{ background: color }} role="img" aria-label={t(`compare.marks.${mark}`)} />;
}
