import type { Flow } from '../../../schemas/documents/flow.js';
import { definitions } from '../../../schemas/definitions.js';
import { localized } from '../prompts/localized.js';
import { getEntry } from '../../../schemas/get-entry.js';

/** A flow as a Mermaid state diagram. Exits of the whole flow come from one box, so that they do not cross every other line. */
export function renderMermaid(flow: Flow): string {
  const language = flow.meta.languages[0]!;
  const lines = ['stateDiagram-v2', '  direction LR', `  [*] --> ${nameOf(flow.initial)}`];
  for (const [id, state] of Object.entries(flow.states)) {
    lines.push(`  state "${clean(localized(state.meta.title, language, flow.meta.languages) || id)} (${clean(state.meta.step)})" as ${nameOf(id)}`);
    const keys = keysOf(state.meta);
    for (const [exit, target] of Object.entries(state.on ?? {})) lines.push(`  ${nameOf(id)} --> ${nameOf(target)}: ${exit}${keys.has(exit) ? ` (${clean(keys.get(exit)!)})` : ''}`);
    if (state.type === 'final') lines.push(`  ${nameOf(id)} --> [*]`);
  }
  const shared = Object.entries(flow.on ?? {});
  if (shared.length > 0) lines.push(`  state "*" as ANY`);
  for (const [exit, target] of shared) {
    const key = Object.entries(flow.meta.keys ?? {}).find(([, taken]) => taken === exit)?.[0];
    lines.push(`  ANY --> ${nameOf(target.slice(1))}: ${exit}${key === undefined ? '' : ` (${clean(key)})`}`);
  }
  return lines.join('\n');
}

function keysOf(meta: Flow['states'][string]['meta']): Map<string, string> {
  const exits = getEntry(definitions, meta.step)?.exits(meta as never) ?? [];
  return new Map(exits.flatMap(({ id, key }) => (key === undefined ? [] : [[id, key] as const])));
}

/** A step may be called `end` or `state`, which are words of Mermaid's own. */
function nameOf(step: string): string {
  return `${step}_`;
}

/** Mermaid writes what means something to it as `#number;`. */
function clean(text: string): string {
  return text.replace(/[#;:"<>{}]/g, (character) => `#${character.codePointAt(0)};`).replace(/\s+/g, ' ');
}
