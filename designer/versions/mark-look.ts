import { IconArrowsMove, IconMinus, IconPencil, IconPlus, type Icon } from '@tabler/icons-react';
import type { Mark } from './compare-flows.js';

export const marks: Mark[] = ['added', 'removed', 'changed', 'moved'];

/**
 * Told apart by colour, picture, line and word. The colours are those of Okabe and Ito, which people who see red and green alike can tell apart,
 * darkened until white letters on them have a contrast of 4.5.
 */
export const markLook: Record<Mark, { Icon: Icon; color: string }> = {
  added: { Icon: IconPlus, color: '#0067a0' },
  removed: { Icon: IconMinus, color: '#b04400' },
  changed: { Icon: IconPencil, color: '#8a3f78' },
  moved: { Icon: IconArrowsMove, color: '#56616f' },
};
