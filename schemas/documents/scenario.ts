import { Type, type Static } from '@sinclair/typebox';
import { FlowId, Id } from './flow.js';

function oneOfWords<const Words extends string[]>(...words: Words) {
  return Type.Unsafe<Words[number]>({ type: 'string', enum: words });
}

/** A scripted caller with what must happen. Lies beside its flow as `<flow>.scenarios.json`. */
export const Scenario = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200, description: 'A sentence about a caller.' }),
    keys: Type.String({ maxLength: 1000, description: 'As of `trunkline call --keys`.' }),
    from: Type.Optional(Type.String()),
    language: Type.Optional(Type.String()),
    at: Type.Optional(Type.String({ description: 'When the call comes in, ISO 8601.' })),
    seed: Type.Optional(Type.Integer()),
    /** Results of transfers in order; the last one repeats. (Default: answered.) */
    dials: Type.Optional(Type.Array(Type.Union([Type.Literal('answered'), Type.Literal('busy'), Type.Literal('no_answer'), Type.Literal('failed')]))),
    /** What becomes of waits in a queue, in order; the last one repeats. (Default: answered.) */
    queues: Type.Optional(Type.Array(oneOfWords('answered', 'waits', 'full', 'failed', 'taken_out'))),
    /** Results of payments, in order; the last one repeats. (Default: success.) */
    payments: Type.Optional(Type.Array(oneOfWords('success', 'too_many_failed_attempts', 'payment_connector_error', 'caller_interrupted_with_star', 'validation_error', 'internal_error'))),
    /** What becomes of hand-overs to a voice bot, in order; the last one repeats. (Default: returned.) */
    bots: Type.Optional(Type.Array(oneOfWords('returned', 'failed'))),
    outcomes: Type.Optional(
      Type.Record(Id, Type.Array(Type.Union([Id, Type.Null()])), {
        description: 'By step, in the order of its visits: the exits of effects, branches and the like, which no key chooses. null, and visits past the list, decide for themselves.',
      }),
    ),
    expect: Type.Object(
      {
        endState: Type.Optional(Type.String()),
        endedBy: Type.Optional(Type.String()),
        /** Texts or parts of texts, in this order. */
        hears: Type.Optional(Type.Array(Type.String())),
        neverHears: Type.Optional(Type.Array(Type.String())),
        orders: Type.Optional(Type.Array(Type.Object({ product: Id, amountMinor: Type.Optional(Type.Integer()), currency: Type.Optional(Type.String()) }, { additionalProperties: false }))),
        messages: Type.Optional(Type.Array(Type.String())),
        steps: Type.Optional(Type.Array(Id, { description: 'Visited in this order, others may stand between.' })),
        decisions: Type.Optional(Type.Array(Type.Object({ product: Type.Optional(Id), action: Type.Optional(Type.String()), reason: Type.Optional(Type.String()) }, { additionalProperties: false }))),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);

export const Scenarios = Type.Object(
  { $schema: Type.Optional(Type.String()), flow: FlowId, scenarios: Type.Array(Scenario) },
  { additionalProperties: false, $id: 'https://trunkline.dev/schemas/scenarios.schema.json', title: 'Scenarios' },
);

export type Scenario = Static<typeof Scenario>;
export type Scenarios = Static<typeof Scenarios>;
