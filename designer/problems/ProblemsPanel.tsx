import { Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useView } from '../drafts/editor.js';
import { EmptyNote } from '../app/EmptyNote.js';
import { SidePanel } from '../canvas/SidePanel.js';
import { ProblemItem } from './ProblemItem.js';

/** Everything the check finds, errors first; each leads to its step and, where one is known, brings its mending. */
export function ProblemsPanel() {
  const { t } = useTranslation();
  const problems = useView((view) => view.problems);
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  return (
    <SidePanel title={t('problems.title')}>
      {problems.length === 0 ? (
        <EmptyNote Icon={IconCircleCheck} title={t('problems.none')}>
          {t('problems.noneHelp')}
        </EmptyNote>
      ) : (
        <Stack gap="xs">
          <Text size="sm" c="dimmed">
            {errors > 0 ? t('problems.blocking', { count: errors }) : t('problems.onlyWarnings')}
          </Text>
          <Stack component="ul" gap="xs" m={0} p={0}>
            {problems.map((problem, at) => (
              <ProblemItem key={`${problem.rule}${problem.pointer}${at}`} problem={problem} leads />
            ))}
          </Stack>
        </Stack>
      )}
    </SidePanel>
  );
}
