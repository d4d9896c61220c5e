import type { BothLanguages } from '../../../schemas/form-controls.js';
import { fail } from '../../errors.js';

export interface BasedOn {
  /** The version that was looked at; `null`: there was none. Without it nothing is checked. */
  basedOn: string | null | undefined;
  /** What holds now, and who saved it; `null`: nothing. */
  current: { version: string; who: string } | null;
  /** What is about to hold. Two who make the same of it do not stand in each other's way. */
  next?: string;
  /** As in “Lin changed the product "x"”. */
  what: BothLanguages;
}

/** Throws `changed_meanwhile` where somebody saved another version after the one that was looked at. */
export function checkBasedOn({ basedOn, current, next, what }: BasedOn): void {
  const version = current?.version ?? null;
  if (basedOn === undefined || basedOn === version || (next !== undefined && next === version)) return;
  throw fail('changed_meanwhile', { what, who: current?.who ?? { 'en-US': 'Somebody', 'zh-CN': '有人' }, current: version, yours: basedOn });
}
