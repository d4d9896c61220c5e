import type { Flow } from '../../../schemas/documents/flow.js';

/** A flow as SCXML (https://www.w3.org/TR/scxml/). Exits of the whole flow stand in each state that does not have them itself. */
export function renderScxml(flow: Flow): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', `<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" name="${escape(flow.id)}" initial="${escape(flow.initial)}">`];
  for (const [id, state] of Object.entries(flow.states)) {
    const shared = Object.entries(flow.on ?? {}).map(([exit, target]) => [exit, target.slice(1)] as const);
    const exits = state.type === 'final' ? [] : Object.entries({ ...Object.fromEntries(shared), ...state.on });
    const tag = state.type === 'final' ? 'final' : 'state';
    lines.push(exits.length === 0 ? `  <${tag} id="${escape(id)}"/>` : `  <${tag} id="${escape(id)}">`);
    for (const [exit, target] of exits) lines.push(`    <transition event="${escape(exit)}" target="${escape(target)}"/>`);
    if (exits.length > 0) lines.push(`  </${tag}>`);
  }
  return [...lines, '</scxml>'].join('\n');
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
}
