import type { TFunction } from 'i18next';

const parts = ['gallery', 'command-line', 'first-start', 'test'] as const;

/** Who did something, as one reads it: a person by their address, a part of the program by its name, a tool as the token it came with. */
export function whoName(who: string | null | undefined, t: TFunction): string {
  if (!who) return '';
  const part = parts.find((each) => each === who);
  if (part) return t(`authors.${part}`);
  return who.startsWith('token:') ? t('authors.token', { name: who.slice('token:'.length) }) : who;
}
