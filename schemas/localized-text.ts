import { Type, type Static } from '@sinclair/typebox';

/** Text per language tag: `{ "zh-CN": "…", "en-US": "…" }`. Templates in it are Liquid. */
export const LocalizedText = Type.Record(Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' }), Type.String({ maxLength: 2000 }), {
  minProperties: 1,
  'x-form': { control: 'prompt' },
});

export type LocalizedText = Static<typeof LocalizedText>;
