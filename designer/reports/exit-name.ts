import type { Flow } from '../../schemas/documents/flow.js';
import { getTitle } from '../canvas/heard-text.js';
import { inLanguage } from '../drafts/in-language.js';
import { getExits } from '../drafts/step-types.js';
import { getEntry } from '../../schemas/get-entry.js';

/** An exit as people call it: by its label, or by the key of the whole flow that took it and the step this leads to. */
export type ExitName = { label: string } | { keys: string; label: string };

/**
 * What an exit that a call took is called, in the reader's language. `flows`: the one its step stands in, then those around it, whose keys
 * hold in a subflow that declares none. An exit that nobody has named goes by the step it leads to, else by its id.
 */
export function getExitName(exit: string, step: string, flows: readonly Flow[], reader: string): ExitName {
  const state = getEntry(flows[0]?.states, step);
  const own = state && getExits(state).find(({ id }) => id === exit);
  const label = own?.known ? inLanguage(own.label, reader) : '';
  if (label) return { label };
  for (const { meta, on, states } of flows) {
    const keys = Object.entries(meta.keys ?? {}).flatMap(([key, leaves]) => (leaves === exit ? [key] : []));
    const target = (getEntry(states, step) === state && own?.target) || getEntry(on, exit)?.slice(1);
    if (keys.length > 0 && target) return { keys: keys.join(' / '), label: getTitle(target, getEntry(states, target), reader) };
  }
  return { label: own?.target ? getTitle(own.target, getEntry(flows[0]?.states, own.target), reader) : exit };
}
