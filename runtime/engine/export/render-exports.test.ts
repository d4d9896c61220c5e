import { describe, expect, test } from '@jest/globals';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { createActor, createMachine } from 'xstate';
import type { Flow } from '../../../schemas/documents/flow.js';
import { readGalleryFlow } from '../../../tests/gallery/gallery.js';
import { renderMermaid } from './render-mermaid.js';
import { renderScxml } from './render-scxml.js';
import { renderXstate } from './render-xstate.js';

/** Titles with all that means something to one of the notations, and steps that are called like its words. */
const awkward: Flow = {
  id: 'awkward',
  initial: 'state',
  meta: { specVersion: '1.0', name: 'Awkward', languages: ['en-US'], keys: { '#': 'person', '*': 'again' } },
  on: { person: '.end' },
  states: {
    state: { meta: { step: 'menu', title: { 'en-US': 'Say "yes"; <b>&amp;\n{x}: #1 --> [*]' }, prompt: { 'en-US': 'Yes?' }, choices: [{ id: 'yes', key: '#', label: { 'en-US': 'Yes' } }] }, on: { yes: 'end', no_input: 'state', no_match: 'end' } },
    end: { type: 'final', meta: { step: 'hang_up', title: { 'en-US': '再见' } } },
  },
};

const flows: [string, Flow][] = [['card-services', readGalleryFlow('card-services').document], ['awkward', awkward]];

describe.each(flows)('%s', (_name, flow) => {
  test('as XState runs there', () => {
    const actor = createActor(createMachine(JSON.parse(renderXstate(flow)) as never)).start();
    expect(actor.getSnapshot().value).toBe(flow.initial);
  });

  test('as SCXML is XML with every step and every way', () => {
    const text = renderScxml(flow);
    expect(XMLValidator.validate(text)).toBe(true);
    const { scxml } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', isArray: (name) => ['state', 'final', 'transition'].includes(name) }).parse(text) as { scxml: { initial: string; state: Node[]; final: Node[] } };
    expect(scxml.initial).toBe(flow.initial);
    expect([...scxml.state, ...scxml.final].map(({ id }) => id).sort()).toEqual(Object.keys(flow.states).sort());
    for (const { id, transition = [] } of scxml.state) {
      const ways = Object.fromEntries(transition.map(({ event, target }) => [event, target]));
      expect(ways).toMatchObject(flow.states[id]!.on ?? {});
      for (const [exit, target] of Object.entries(flow.on ?? {})) expect(ways[exit]).toBe(flow.states[id]!.on?.[exit] ?? target.slice(1));
    }
  });

  test('as Mermaid has every step with its title and every way, a line each', () => {
    const lines = renderMermaid(flow).split('\n');
    expect(lines[0]).toBe('stateDiagram-v2');
    for (const [id, { on = {} }] of Object.entries(flow.states)) {
      expect(lines.filter((line) => line.startsWith('  state "') && line.endsWith(` as ${id}_`))).toHaveLength(1);
      for (const [exit, target] of Object.entries(on)) expect(lines.some((line) => line.startsWith(`  ${id}_ --> ${target}_: ${exit}`))).toBe(true);
    }
    for (const line of lines) expect(line).toMatch(/^(stateDiagram-v2| {2}direction LR| {2}state "[^"<>{}]*" as \w+| {2}(\[\*\]|\w+) --> (\[\*\]|\w+)(: [\w ()#;*]+)?)$/);
  });
});

interface Node {
  id: string;
  transition?: { event: string; target: string }[];
}
