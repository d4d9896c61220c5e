import { useTranslation } from 'react-i18next';
import { factsEnUS } from '../text/facts-en-us.js';

/** A reason as facts and decisions tell it, such as `already_held`, in the words of the reader; of one that is new, its own words. */
export function useWhyWords(): (why: string) => string {
  const { t } = useTranslation();
  return (why) => (Object.hasOwn(factsEnUS.whys, why) ? t(`facts.whys.${why as keyof typeof factsEnUS.whys}`) : why.replaceAll('_', ' '));
}
