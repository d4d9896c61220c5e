import { IconArrowsMove, IconMinus, IconPencil, IconPlus, type Icon } from '@tabler/icons-react';
import type { Mark } from './compare-flows.js';

export const marks: Mark[] = ['added', 'removed', 'changed', 'moved'];

/**
 * Told apart by colour, picture, line and word. The colours are those of Okabe and Ito, which people who see red and green alike can tell apart,
 * darkened until white letters on them have a contrast of 4.5; lines are light on a dark canvas.
 */
export const markLook: Record<Mark, { Icon: Icon; color: string; line: string }> = {
  added: { Icon: IconPlus, color: '#0067a0', line: 'light-dark(#0067a0, #56b4e9)' },
  removed: { Icon: IconMinus, color: '#b04400', line: 'light-dark(#b04400, #e69f5c)' },
  changed: { Icon: IconPencil, color: '#8a3f78', line: 'light-dark(#8a3f78, #d98cc6)' },
  moved: { Icon: IconArrowsMove, color: '#56616f', line: 'light-dark(#56616f, #9aa7b6)' },
};
