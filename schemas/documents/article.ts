import { Type, type Static } from '@sinclair/typebox';
import { LocalizedText } from '../localized-text.js';
import { Id } from './flow.js';

/** The longest an article may be: about a minute of speech, and no caller listens longer. */
const MOST_CHARACTERS = 600;

const IsoDate = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' });

const SpokenText = Type.Record(Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' }), Type.String({ minLength: 1, maxLength: MOST_CHARACTERS }), { minProperties: 1 });

/** One answer of the knowledge base: what a caller hears, what finds it, and who answers for it. */
export const Article = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    id: Id,
    title: LocalizedText,
    text: { ...SpokenText, description: 'What the caller hears, per language; figures as in prompts. An article is found only in languages it has here.' },
    keywords: Type.Optional(
      Type.Record(Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' }), Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 40 }), {
        description: 'What callers call it, per language, other than its title says.',
      }),
    ),
    agentText: Type.Optional({ ...LocalizedText, description: 'What colleagues read; callers never hear it.' }),
    owner: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'Who answers for it.' })),
    reviewOn: Type.Optional({ ...IsoDate, description: 'Look at it again by this day.' }),
    expiresOn: Type.Optional({ ...IsoDate, description: 'From this day on it is not read to anybody.' }),
  },
  { additionalProperties: false, $id: 'https://trunkline.dev/schemas/article.schema.json', title: 'Article' },
);

export type Article = Static<typeof Article>;
