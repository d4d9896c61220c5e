import { Kbd, Modal, SimpleGrid, Table, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/SignedIn.js';
import { useEditor, useView } from '../drafts/editor.js';
import type { CanvasActions } from './use-canvas-actions.js';

const parts = {
  walk: [['→', 'right'], ['←', 'left'], ['↑ ↓', 'beside'], ['0…9 * #', 'digit'], ['Home', 'home'], ['PgUp PgDn', 'page'], ['⇧ →', 'extend'], ['Space', 'space']],
  edit: [['Enter', 'enter'], ['A', 'add'], ['C', 'connect'], ['R', 'replace'], ['F2', 'rename'], ['Ctrl →', 'move'], ['Ctrl ⇧ →', 'moveFar'], ['Del', 'delete'], ['O', 'enterFlow'], ['⇧ F10', 'menu']],
  many: [['Ctrl C', 'copy'], ['Ctrl X', 'cut'], ['Ctrl V', 'paste'], ['Ctrl D', 'duplicate'], ['Ctrl A', 'all'], ['⇧', 'box'], ['G', 'frame'], ['N', 'note'], ['F', 'fold'], ['W H', 'larger'], ['⇧ W ⇧ H', 'smaller']],
  see: [['Ctrl F', 'find'], ['Ctrl Z', 'undo'], ['Ctrl ⇧ Z', 'redo'], ['⇧ 1', 'fit'], ['⇧ 2', 'zoomTo'], ['⇧ 0', 'full'], ['P', 'phone'], ['E', 'problems'], ['Esc', 'escape']],
} as const;

/** Every key of the canvas. */
export function KeysHelp({ actions }: { actions: CanvasActions }) {
  const { t } = useTranslation();
  const { view } = useEditor();
  const shown = useView((state) => state.keysShown);
  const mayTry = useMay('flows.try');
  const close = (): void => {
    const { active, look } = view.getState();
    look({ keysShown: false });
    if (active) requestAnimationFrame(() => actions.focusCard(active));
  };
  return (
    <Modal opened={shown} onClose={close} title={t('canvas.keys.title')} size={840} closeButtonProps={{ 'aria-label': t('common.close') }} returnFocus={false}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
        {(Object.keys(parts) as (keyof typeof parts)[]).map((part) => (
          <section key={part}>
            <Title order={3} size="h6" mb={4}>
              {t(`canvas.keys.${part}`)}
            </Title>
            <Table withRowBorders={false} verticalSpacing={3} fz={13}>
              <Table.Tbody>
                {parts[part].filter(([, what]) => what !== 'phone' || mayTry).map(([keys, what]) => (
                  <Table.Tr key={what}>
                    <Table.Td w={120} style={{ whiteSpace: 'nowrap' }}>
                      <Kbd size="xs">{keys}</Kbd>
                    </Table.Td>
                    <Table.Td>{t(`canvas.keys.what.${what}`)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </section>
        ))}
      </SimpleGrid>
    </Modal>
  );
}
