import { Type, type Static } from '@sinclair/typebox';
import type { Json } from '../json.js';
import { LocalizedText } from '../localized-text.js';

/** Step ids and exit ids: once published they stay; people rename titles. */
export const idPattern = '^[a-z][a-z0-9_]{0,63}$';

export const Id = Type.String({ pattern: idPattern });

/** What a number points to, such as `live`. */
export const aliasPattern = '^[a-z][a-z0-9_-]{0,31}$';

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

/** Names of what flows give each other. The words in front stand for what every call has, and for what a sale and a caller prove. */
export const parameterPattern = '^(?!(call|settings|switches|product|order|language|offer|secrets|customer)$)[a-z][A-Za-z0-9_]{0,63}$';

export const ParameterName = Type.String({ pattern: parameterPattern });

/** What a flow is given by the flow that it is a subflow of, or that hands a call over to it. */
export const FlowParameter = Type.Object(
  {
    name: ParameterName,
    type: Type.Optional(Type.Unsafe<'text' | 'number' | 'boolean' | 'any'>({ type: 'string', enum: ['text', 'number', 'boolean', 'any'], default: 'text', description: 'A value of another type is turned into this one, where it can be; else the flow is not entered.' })),
    label: Type.Optional(LocalizedText),
    default: Type.Optional(Type.Unsafe<Json>({ description: 'What it is where nothing is given. Without one, it must be given.' })),
  },
  { additionalProperties: false },
);

/** BCP 47, such as `zh-CN`. */
export const LanguageTag = Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' });

export const FlowMeta = Type.Object(
  {
    specVersion: Type.Literal('1.0'),
    name: Type.Union([Type.String({ minLength: 1, maxLength: 200 }), LocalizedText]),
    languages: Type.Array(LanguageTag, { minItems: 1, uniqueItems: true, description: 'The first is the one a call starts in and the fall-back.' }),
    fallbacks: Type.Optional(
      Type.Record(LanguageTag, Type.Array(LanguageTag, { minItems: 1, maxItems: 10, uniqueItems: true }), {
        description: 'Language to the languages of the flow that a text is taken from, in turn, where it has none in the first. (Default: no text may lack a language.)',
      }),
    ),
    voices: Type.Optional(
      Type.Record(LanguageTag, Type.String({ pattern: '^[\\p{L}][\\p{L}0-9.-]{1,63}$' }), { description: 'Language to the voice that speaks it, such as Polly.Amy-Neural; docs/voices.md lists them. (Default: the first listed.)' }),
    ),
    timeZone: Type.Optional(Type.String({ default: 'Asia/Shanghai', description: 'IANA name, such as Asia/Shanghai.' })),
    keys: Type.Optional(
      Type.Record(Type.String({ pattern: '^[0-9*#]$' }), Id, {
        description: 'Keys that work in the whole flow: key to exit. The exits stand in the root `on`; `again` repeats the prompt.',
      }),
    ),
    parameters: Type.Optional(Type.Array(FlowParameter, { maxItems: 50, description: 'What this flow is given where another flow uses it. Its steps read them as values of the same name.' })),
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
export type FlowParameter = Static<typeof FlowParameter>;

const Pixels = Type.Number({ minimum: -1_000_000, maximum: 1_000_000 });

const Size = Type.Number({ minimum: 40, maximum: 100_000 });

/** What a note or a frame is painted in; the words say what it is for, the colour never does alone. */
export const NoteColor = Type.Union(['yellow', 'green', 'blue', 'pink', 'grey'].map((color) => Type.Literal(color as 'yellow' | 'green' | 'blue' | 'pink' | 'grey')));

export const LayoutNote = Type.Object(
  { id: Id, x: Pixels, y: Pixels, text: Type.String({ maxLength: 4000 }), width: Type.Optional(Size), height: Type.Optional(Size), color: Type.Optional(NoteColor) },
  { additionalProperties: false },
);

export const LayoutFrame = Type.Object(
  {
    id: Id,
    x: Pixels,
    y: Pixels,
    width: Size,
    height: Size,
    title: Type.String({ maxLength: 200 }),
    color: Type.Optional(NoteColor),
    /** The steps that are shown as one box. Kept by name, so that nothing that is moved meanwhile slips in. */
    folded: Type.Optional(Type.Array(Id, { maxItems: 2000 })),
  },
  { additionalProperties: false },
);

/** Where the boxes stand on the canvas; kept apart from the flow, so that moving a box is no change of it. */
export const FlowLayout = Type.Object(
  {
    flow: FlowId,
    positions: Type.Record(Id, Type.Object({ x: Type.Number(), y: Type.Number() }, { additionalProperties: false })),
    notes: Type.Optional(Type.Array(LayoutNote, { maxItems: 500 })),
    frames: Type.Optional(Type.Array(LayoutFrame, { maxItems: 200 })),
    /** Steps whose branch is folded away: what only they lead to is not drawn. */
    folded: Type.Optional(Type.Array(Id, { maxItems: 2000 })),
  },
  { additionalProperties: false, $id: 'https://trunkline.dev/schemas/layout.schema.json', title: 'Layout' },
);

export type FlowLayout = Static<typeof FlowLayout>;
export type LayoutNote = Static<typeof LayoutNote>;
export type LayoutFrame = Static<typeof LayoutFrame>;
export type NoteColor = Static<typeof NoteColor>;
