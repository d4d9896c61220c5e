import { Stack, Text, UnstyledButton } from '@mantine/core';
import { IconAlertCircleFilled, IconAlertTriangleFilled, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useView } from '../drafts/editor.js';
import { ProblemItem } from './ProblemItem.js';
import classes from './StepProblems.module.css';

const LIST = 'problems-of-step';

/** One line at the head of a form, as high with problems as without: no field moves away from under the cursor. It leads to the list at the end. */
export function ProblemsLine({ step }: { step: string }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage === 'zh-CN' ? 'zh-CN' : 'en-US';
  const own = useProblemsOf(step);
  const [first] = own;
  if (!first) {
    return (
      <Text size="sm" c="dimmed" className={classes.line}>
        <IconCircleCheck size={16} aria-hidden /> {t('problems.none')}
      </Text>
    );
  }
  const Icon = own.some(({ severity }) => severity === 'error') ? IconAlertCircleFilled : IconAlertTriangleFilled;
  const go = (): void => document.getElementById(LIST)?.focus();
  return (
    <UnstyledButton className={classes.line} data-severity={own.some(({ severity }) => severity === 'error') ? 'error' : 'warning'} onClick={go}>
      <Icon size={16} aria-hidden /> <strong>{t('problems.onStep', { count: own.length })}</strong>
      <span className={classes.first}>{first.messages[reader]}</span>
    </UnstyledButton>
  );
}

/** All that is wrong with the step, and how to mend it. */
export function StepProblems({ step }: { step: string }) {
  const { t } = useTranslation();
  const own = useProblemsOf(step);
  if (own.length === 0) return null;
  return (
    <Stack component="ul" gap={6} m={0} p={0} id={LIST} tabIndex={-1} aria-label={t('problems.title')} className={classes.list}>
      {own.map((problem, at) => (
        <ProblemItem key={`${problem.rule}${problem.pointer}${at}`} problem={problem} />
      ))}
    </Stack>
  );
}

function useProblemsOf(step: string) {
  const problems = useView((view) => view.problems);
  return problems.filter((problem) => problem.step === step);
}
