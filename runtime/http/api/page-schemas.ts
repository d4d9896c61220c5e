import { Type } from '@sinclair/typebox';
import { closed, Moment, nullable } from './api-schemas.js';

/** What the lists of work share. */
export const pageQuery = {
  since: Type.Optional({ ...Moment, description: 'From this moment on; ISO 8601.' }),
  before: Type.Optional({ ...Moment, description: 'Before this moment; ISO 8601.' }),
  test: Type.Optional(Type.Boolean({ description: 'Also those of test calls. (Default: no.)' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
  after: Type.Optional(Type.String({ minLength: 1, maxLength: 400, description: 'The `next` of the page before.' })),
};

export const Next = nullable(Type.String({ description: 'Give it as `after` for the next page; null: this is the last.' }));

/** The ids of an entry that a call left. */
export const entryParameters = <const Name extends string>(name: Name) =>
  closed({ callId: Type.String({ pattern: '^[\\w-]{1,100}$' }), [name]: Type.String({ minLength: 1, maxLength: 300 }) } as { callId: ReturnType<typeof Type.String> } & Record<Name, ReturnType<typeof Type.String>>);

/** What people write beside an entry. */
export const EntryNote = Type.String({ maxLength: 1000 });
