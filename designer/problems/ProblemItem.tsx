import { Button, Text, UnstyledButton } from '@mantine/core';
import { IconAlertCircleFilled, IconAlertTriangleFilled, IconRocket, IconTool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { getTitle } from '../canvas/heard-text.js';
import { applyPatch } from '../drafts/apply-patch.js';
import { useDraft, useEditor } from '../drafts/editor.js';
import type { Problem } from './check.js';
import classes from './ProblemItem.module.css';
import { getEntry } from '../../schemas/get-entry.js';

/** One problem: what is wrong, where, and a button where the mending is known. `leads` makes it go to its step. */
export function ProblemItem({ problem, leads = false }: { problem: Problem; leads?: boolean }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage === 'zh-CN' ? 'zh-CN' : 'en-US';
  const { view } = useEditor();
  const step = useDraft((draft) => (problem.step ? getEntry(draft.document.states, problem.step) : undefined));
  const Icon = problem.severity === 'error' ? IconAlertCircleFilled : IconAlertTriangleFilled;
  const go = (): void => (problem.step && step ? view.getState().goTo(problem.step, problem.pointer) : view.getState().look({ panel: 'flow' }));
  const words = (
    <>
      {leads && (
        <Text component="span" display="block" size="xs" fw={600} c="dimmed" dir="auto">
          {problem.step ? getTitle(problem.step, step, reader) : t('problems.wholeFlow')}
        </Text>
      )}
      <Text component="span" display="block" size="sm">
        {problem.messages[reader]}
      </Text>
    </>
  );
  return (
    <li className={classes.item} data-severity={problem.severity}>
      <Icon size={17} className={classes.icon} role="img" aria-label={t(`problems.${problem.severity}`)} />
      <div className={classes.words}>
        {leads ? (
          <UnstyledButton onClick={go} className={classes.go}>
            {words}
          </UnstyledButton>
        ) : (
          words
        )}
        <FixButton problem={problem} />
        <UnpublishedLink problem={problem} />
      </div>
    </li>
  );
}

/** A flow that a step leads into and that is not published is opened on its own page, where it can be. */
function UnpublishedLink({ problem }: { problem: Problem }) {
  const { t } = useTranslation();
  const flow = problem.unpublished;
  if (!flow) return null;
  return (
    <Button component={Link} to={`/flows/${flow}`} size="compact-xs" variant="light" mt={6} leftSection={<IconRocket size={13} />}>
      {t('problems.openToPublish', { flow })}
    </Button>
  );
}

function FixButton({ problem }: { problem: Problem }) {
  const { t, i18n } = useTranslation();
  const { drafts, mayEdit } = useEditor();
  const { fix } = problem;
  if (!fix || !mayEdit) return null;
  const mend = (): void => drafts.getState().edit((draft) => ({ ...draft, document: applyPatch(draft.document, fix.patch) }));
  const title = fix.titles[i18n.resolvedLanguage === 'zh-CN' ? 'zh-CN' : 'en-US'];
  return (
    <Button size="compact-xs" variant="light" mt={6} leftSection={<IconTool size={13} />} onClick={mend} aria-label={t('problems.fix', { title })}>
      {title}
    </Button>
  );
}
