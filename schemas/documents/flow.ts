import { Type, type Static } from '@sinclair/typebox';
import type { Json } from '../json.js';
import { LocalizedText } from '../localized-text.js';

/** Step ids and exit ids: they never change; people rename titles. */
export const idPattern = '^[a-z][a-z0-9_]{0,63}$';

export const Id = Type.String({ pattern: idPattern });

export const FlowId = Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' });

/** The step type, the title people see, and the properties of the type's own schema. */
export type StepMeta = { step: string; title?: LocalizedText; [property: string]: Json | undefined };

/**
 * One step of a flow, as a state of an XState machine. `meta` holds `step` (the step type), `title`, and what the type's own schema asks for.
 * Exits are the keys of `on`; a final state has none.
 */
export const FlowState = Type.Object(
  {
    type: Type.Optional(Type.Literal('final')),
    description: Type.Optional(Type.String({ maxLength: 2000, description: 'Why this step is here, for whoever reads the flow next.' })),
    meta: Type.Unsafe<StepMeta>(Type.Object({ step: Id, title: Type.Optional(LocalizedText) }, { additionalProperties: true })),
    on: Type.Optional(Type.Record(Id, Id)),
  },
  { additionalProperties: false },
);

export const FlowMeta = Type.Object(
  {
    specVersion: Type.Literal('1.0'),
    name: Type.Union([Type.String({ minLength: 1, maxLength: 200 }), LocalizedText]),
    languages: Type.Array(Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' }), { minItems: 1, uniqueItems: true, description: 'The first is the one a call starts in and the fall-back.' }),
    timeZone: Type.Optional(Type.String({ default: 'Asia/Shanghai', description: 'IANA name, such as Asia/Shanghai.' })),
    keys: Type.Optional(
      Type.Record(Type.String({ pattern: '^[0-9*#]$' }), Id, {
        description: 'Keys that work in the whole flow: key to exit. The exits stand in the root `on`; `again` repeats the prompt.',
      }),
    ),
    policy: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]*$', default: 'none', description: 'The policy pack whose rules are checked.' })),
    notes: Type.Optional(Type.String({ maxLength: 4000 })),
  },
  { additionalProperties: false },
);

/** A call flow: a valid XState v5 machine config whose states are the steps. */
export const Flow = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    id: FlowId,
    initial: Id,
    meta: FlowMeta,
    /** Exits of the global keys, `{ "person": ".to_person" }`: XState takes them from any state that does not. */
    on: Type.Optional(Type.Record(Id, Type.String({ pattern: '^\\.[a-z][a-z0-9_]{0,63}$' }))),
    states: Type.Record(Id, FlowState, { minProperties: 1, maxProperties: 2000 }),
  },
  { additionalProperties: false, $id: 'https://trunkline.dev/schemas/flow.schema.json', title: 'Flow' },
);

export type Flow = Static<typeof Flow>;
export type FlowState = Static<typeof FlowState>;
export type FlowMeta = Static<typeof FlowMeta>;

/** Where the boxes stand on the canvas; kept apart from the flow, so that moving a box is no change of it. */
export const FlowLayout = Type.Object(
  {
    flow: FlowId,
    positions: Type.Record(Id, Type.Object({ x: Type.Number(), y: Type.Number() }, { additionalProperties: false })),
    notes: Type.Optional(Type.Array(Type.Object({ id: Id, x: Type.Number(), y: Type.Number(), text: Type.String({ maxLength: 4000 }) }, { additionalProperties: false }))),
  },
  { additionalProperties: false, $id: 'https://trunkline.dev/schemas/layout.schema.json', title: 'Layout' },
);

export type FlowLayout = Static<typeof FlowLayout>;
