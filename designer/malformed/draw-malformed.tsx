import { MantineProvider } from '@mantine/core';
import type { TSchema } from '@sinclair/typebox';
import { ReactFlowProvider } from '@xyflow/react';
import i18next from 'i18next';
import type { ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import { MemoryRouter } from 'react-router';
import { checkFlow } from '../../runtime/engine/check/check-flow.js';
import type { Flow, FlowState } from '../../schemas/documents/flow.js';
import type { Json, JsonObject } from '../../schemas/json.js';
import { UserContext } from '../app/SignedIn.js';
import { createNodes } from '../canvas/canvas-nodes.js';
import { StepCard } from '../canvas/StepCard.js';
import { createDraftStore } from '../drafts/draft-store.js';
import { EditorContext, type Editor } from '../drafts/editor.js';
import { findInFlow } from '../drafts/find-in-flow.js';
import { stepTypes } from '../drafts/step-types.js';
import { createViewStore } from '../drafts/view-store.js';
import { StepForm } from '../forms/StepForm.js';
import { readProperties, readProperty, type FormProperty } from '../forms/form-schema.js';
import { enUS } from '../text/en-us.js';

const strays: Json[] = [{}, [], null, 7, 'x', [null], ['Hours'], { 'en-US': 7 }, [{}], [{ id: {}, key: {}, label: ['a'], all: [null] }], { constructor: null }];

await i18next.use(initReactI18next).init({ lng: 'en-US', resources: { 'en-US': { translation: enUS } }, interpolation: { escapeValue: false } });
/** Every step type with its settings replaced one by one by what does not belong there, drawn as card and form. Answers how many, and what threw. */
export function drawMalformed(): { drawn: number; failures: string[] } {
  const cases = Object.values(stepTypes).flatMap(({ type, schema, examples, final }) =>
    [titleProperty, ...readProperties(schema)].flatMap((property) =>
      strays.map((stray) => ({
        said: `${type}.${property.name} = ${JSON.stringify(stray)}`,
        form: isNew(`${controlsOf(property)} ${JSON.stringify(stray)}`),
        state: { ...(final && { type: 'final' as const }), meta: { step: type, ...(examples[0]?.data as JsonObject), [property.name]: stray }, ...(!final && { on: {} }) } as FlowState,
      })),
    ),
  );
  cases.push({ said: 'an inherited name', form: true, state: { meta: { step: 'constructor' }, on: {} } });
  return { drawn: cases.length, failures: cases.flatMap(({ said, state, form }) => draw(state, form).map((why) => `${said}: ${why}`)) };
}

const titleProperty: FormProperty = { ...readProperty('title', { type: 'object' } as never, false), control: 'prompt' };

/** A form takes long to draw: settings with the same controls are drawn in one. */
const known = new Set<string>();
const isNew = (what: string): boolean => !known.has(what) && Boolean(known.add(what));

function controlsOf({ control, schema, multiple }: FormProperty): string {
  const inside = (schema.items ?? schema) as TSchema;
  return [control, multiple, ...(inside.properties ? readProperties(inside).map((property) => property.control) : [])].join(' ');
}

function draw(state: FlowState, form: boolean): string[] {
  const flow: Flow = { id: 'malformed', initial: 'constructor', meta: { specVersion: '1.0', name: 'Malformed', languages: ['en-US', 'zh-CN'] }, states: { constructor: state } };
  const layout = { flow: flow.id, positions: { constructor: { x: 0, y: 0 } } };
  const words = { reader: 'en-US', card: 'step', note: 'note', frame: (title: string) => title };
  return [
    attempt('check', () => void checkFlow(flow)),
    attempt('canvas', () => void createNodes(flow, layout, [], words)),
    attempt('find', () => void findInFlow(flow, { kind: 'text', sought: 'x', matchCase: false })),
    attempt('card', () => seen(flow, <StepCard {...({ id: 'constructor', selected: false } as Parameters<typeof StepCard>[0])} />, 'data-step="constructor"')),
    form ? attempt('form', () => seen(flow, <StepForm step="constructor" />, 'data-side-panel')) : null,
  ].flatMap((why) => why ?? []);
}

function attempt(what: string, act: () => void): string | null {
  try {
    act();
    return null;
  } catch (error) {
    return `${what}: ${String(error).slice(0, 200)}`;
  }
}

/** Server rendering knows no error boundaries: what throws comes out. */
function seen(document: Flow, node: ReactNode, mark: string): void {
  const drafts = createDraftStore({ document, layout: { flow: document.id, positions: {} } });
  const view = createViewStore('en-US');
  const autosave = {} as Editor['autosave'];
  const editor: Editor = { flow: document.id, drafts, view, autosave, mayEdit: true, reopen() {} };
  const html = renderToString(
    <MantineProvider>
      <MemoryRouter>
        <UserContext value={{ id: 'u', email: 'a@example.com', name: 'A', role: 'designer' } as never}>
          <EditorContext value={editor}>
            <ReactFlowProvider>{node}</ReactFlowProvider>
          </EditorContext>
        </UserContext>
      </MemoryRouter>
    </MantineProvider>,
  );
  if (!html.includes(mark)) throw new Error('Nothing was drawn.');
}
