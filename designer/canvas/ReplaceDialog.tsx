import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './FindForm.module.css';

interface ReplaceDialogProps {
  flows: { flow: string; name: string; count: number; isHere: boolean }[];
  confirm(): void;
  close(): void;
}

/** Which flows are about to be changed, and in how many places each: asked wherever one of them is not on the screen. */
export function ReplaceDialog({ flows, confirm, close }: ReplaceDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={close} title={t('find.sure.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack>
        <Text size="sm">{t('find.sure.text', { count: flows.length })}</Text>
        <ul className={classes.flows} tabIndex={0} aria-label={t('find.everywhere')}>
          {flows.map(({ flow, name, count, isHere }) => (
            <li key={flow}>
              <span>
                {name}
                {isHere && ` (${t('find.sure.here')})`}
              </span>
              <span>{t('find.sure.places', { count })}</span>
            </li>
          ))}
        </ul>
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button onClick={confirm}>{t('find.sure.action', { count: flows.reduce((sum, { count }) => sum + count, 0) })}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
