import { Button, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { TFunction } from 'i18next';
import { inLanguage } from '../drafts/in-language.js';
import { takeBackReplaced, type ReplacedFlow } from './replaced-flows.js';

interface ReplacedResult {
  replaced: ReplacedFlow[];
  /** Flows that could not be saved. */
  refused: string[];
  count: number;
  /** The flow that is open: its own undo takes it back. */
  here: string;
  t: TFunction;
  reader: string;
}

/** Says what was replaced; where other flows were changed too, the message stays and takes all of it back, since no undo on the page does. */
export function tellReplaced({ replaced, refused, count, here, t, reader }: ReplacedResult): void {
  const isWide = replaced.some(({ flow }) => flow !== here);
  const lines = [...(count > 0 ? [t('find.done', { count })] : []), ...(refused.length > 0 ? [t('find.someFailed', { flows: refused.join(', ') })] : [])];
  tell(lines, refused.length > 0 ? 'yellow' : 'teal', isWide ? replaced : [], t, reader);
}

function tell(lines: string[], color: string, back: ReplacedFlow[], t: TFunction, reader: string): void {
  let isTaken = false;
  const takeBack = async (): Promise<void> => {
    if (isTaken) return;
    isTaken = true;
    notifications.hide(id);
    const { changed, failed } = await takeBackReplaced(back);
    const named = (flows: ReplacedFlow[]): string => flows.map(({ name, flow }) => inLanguage(name, reader) || flow).join(', ');
    const restored = back.length - changed.length - failed.length;
    const told = [
      ...(restored > 0 ? [t('find.takenBack.done', { count: restored })] : []),
      ...(changed.length > 0 ? [t('find.takenBack.changed', { flows: named(changed) })] : []),
      ...(failed.length > 0 ? [t('find.takenBack.failed', { flows: named(failed) })] : []),
    ];
    tell(told, changed.length + failed.length > 0 ? 'yellow' : 'teal', failed, t, reader);
  };
  const id = notifications.show({
    color,
    autoClose: back.length > 0 ? false : 10_000,
    closeButtonProps: { 'aria-label': t('common.close') },
    message: (
      <Stack gap={6} align="flex-start">
        {lines.map((line) => (
          <Text key={line} size="sm">
            {line}
          </Text>
        ))}
        {back.length > 0 && (
          <Button size="compact-sm" variant="default" onClick={() => void takeBack()}>
            {t('common.takeBack')}
          </Button>
        )}
      </Stack>
    ),
  });
}
