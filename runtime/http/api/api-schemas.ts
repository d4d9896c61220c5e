import { Type } from '@sinclair/typebox';
import type { TProperties, TSchema } from '@sinclair/typebox';
import { aliasPattern, FlowId, FlowLayout } from '../../../schemas/documents/flow.js';
import { roles } from '../auth/permissions.js';

/** Parts that several routes share. */
export const closed = <P extends TProperties>(properties: P) => Type.Object(properties, { additionalProperties: false });

export const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

export const Moment = Type.String({ format: 'date-time', description: 'ISO 8601, UTC.' });

export const Version = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the canonical JSON (RFC 8785) of the document.' });

export const Alias = Type.String({ pattern: aliasPattern });

export const SharePercent = Type.Number({ minimum: 0.01, maximum: 99.99, description: 'In percent, to two decimals.' });

/** A version that takes a part of an alias's callers. */
export const Canary = closed({ version: Version, sharePercent: SharePercent });

export const Role = Type.Union(roles.map((role) => Type.Literal(role)));

export const Note = Type.String({ maxLength: 2000, default: '' });

export const Revision = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });

export const FlowParameters = closed({ flow: FlowId });

/** A report whose shape its own schema describes elsewhere. */
export const Document = Type.Unsafe<object>({ type: 'object' });

export const AnyJson = Type.Unknown();

/** Only the outer shape: a draft may be wrong, it must not be something else. */
export const DraftDocument = Type.Unsafe<import('../../store/queries/drafts.js').DraftDocument>({
  type: 'object',
  properties: { id: FlowId, meta: { type: 'object' }, states: { type: 'object', additionalProperties: { type: 'object' } } },
  required: ['id', 'states'],
});

export { FlowLayout };

export const Problem = Type.Object(
  {
    rule: Type.String(),
    severity: Type.Union([Type.Literal('error'), Type.Literal('warning')]),
    pointer: Type.String(),
    step: nullable(Type.String()),
    message: Type.String(),
    messages: closed({ 'en-US': Type.String(), 'zh-CN': Type.String() }),
    brief: Type.Optional(closed({ 'en-US': Type.String({ description: 'The same at the field of a form.' }), 'zh-CN': Type.String() })),
    unpublished: Type.Optional(Type.String({ description: 'The flow that is there as a draft alone and wants publishing first.' })),
    fix: nullable(Type.Object({ title: Type.String(), patch: Type.Array(Document) })),
  },
  { title: 'Problem', $id: 'https://trunkline.dev/schemas/problem.schema.json' },
);

/** Of a flow or a step: a text, or one per language. */
export const Name = Type.Union([Type.String(), Type.Record(Type.String(), Type.String()), Type.Null()]);

export const Use = closed({
  flow: Type.String(),
  flowName: Name,
  aliases: Type.Array(Type.String({ description: 'An alias that callers reach, or draft.' })),
  steps: Type.Array(Type.String()),
  titles: Type.Record(Type.String(), Type.Record(Type.String(), Type.String()), { description: 'What the steps are called: step to language to title. A step without a title is left out.' }),
});

export const Empty = closed({});
