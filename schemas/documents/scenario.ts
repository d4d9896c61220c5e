import { Type, type Static } from '@sinclair/typebox';
import { FlowId, Id, idPattern } from './flow.js';

/** A step; of another flow that the call is led into, as `flow/step`. */
const StepName = Type.String({ pattern: `^([a-z][a-z0-9-]{0,63}/)?${idPattern.slice(1)}` });

function oneOfWords<const Words extends string[]>(...words: Words) {
  return Type.Unsafe<Words[number]>({ type: 'string', enum: words });
}

/** An exit, one that takes some seconds, or "and so on". */
const OutcomeWord = Type.String({ pattern: '^(?:[a-z][a-z0-9_]{0,63}(?:@[0-9]{1,3})?|\\.\\.\\.)$' });

/** Words of one kind of outcome, as after the colon of a token such as `queue:answered:3@90`. */
function outcomes(pattern: string, description: string) {
  return Type.Optional(Type.Array(Type.String({ pattern: `^(?:${pattern})$`, maxLength: 2000 }), { maxItems: 100, description: `${description} In order; the last one repeats.` }));
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
    dials: outcomes('(?:answered|busy|no_answer|failed)(?:@\\d{1,4})?', 'Results of transfers, such as "busy", or "answered@8" after ringing for eight seconds. (Default: answered.)'),
    queues: outcomes('(?:answered|waits|full|failed|taken_out)(?::\\d{1,4})?(?:@\\d{1,5})?', 'What becomes of waits in a queue, such as "full", or "answered:3@90" as the third after 90 seconds. (Default: answered.)'),
    payments: outcomes('success|too_many_failed_attempts|payment_connector_error|caller_interrupted_with_star|caller_hung_up|validation_error|internal_error', 'Results of payments. (Default: success.)'),
    bots: outcomes('returned|failed|\\{.*\\}', 'What becomes of hand-overs to a voice bot: "returned", "failed", or the JSON it hands back. (Default: returned.)'),
    recordings: outcomes('\\d{1,4}|failed', 'Length in seconds of messages the caller leaves, or "failed". (Default: what the caller says.)'),
    switches: Type.Optional(Type.Record(Type.String({ minLength: 1, maxLength: 64 }), Type.Unknown(), { description: 'States of operations switches, by name. (Default: none is set.)' })),
    /** Who answers requests: the services themselves, the examples of the steps and the demo CRM, nobody, or nobody in time. (Default: service, which is the demo CRM for settings.crmUrl.) */
    answers: Type.Optional(oneOfWords('service', 'examples', 'failing', 'slow')),
    settings: Type.Optional(Type.Record(Type.String({ minLength: 1, maxLength: 64 }), Type.Unknown(), { description: 'What the flow reads as settings, beside the address of the CRM.' })),
    explored: Type.Optional(Type.Boolean({ description: 'Written by `trunkline explore`, which replaces it when it writes again. (Default: somebody wrote it, and it stays.)' })),
    outcomes: Type.Optional(
      Type.Record(StepName, Type.Array(Type.Union([OutcomeWord, Type.Null()])), {
        description: 'By step, in the order of its visits: the exits of effects, branches and the like, which no key chooses; "ok@8" takes eight seconds. null, and visits past the list, decide for themselves; "..." at the end: all others as the last.',
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
        steps: Type.Optional(Type.Array(StepName, { description: 'Visited in this order, others may stand between.' })),
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
