import type { ArticleFigures, KnowledgeTotals, UnansweredQuestion } from '../../../schemas/answers/knowledge-figures.js';
import type { Queryable } from './in-transaction.js';

/** Of calls that are no tests. The condition on `events` is that of the index over these turns, word for word. */
const factsSql = `from turns t cross join lateral jsonb_path_query(t.events, '$[*].fact ? (@.type starts with "knowledge_")') fact join calls c using (call_id)
  where t.events @? '$[*].fact.type ? (@ starts with "knowledge_")' and not c.test and t.at >= $1`;

export async function getArticleFigures(client: Queryable, since: string): Promise<ArticleFigures[]> {
  const { rows } = await client.query<ArticleFigures>(
    `select fact ->> 'article' as article, count(*) filter (where fact ->> 'type' = 'knowledge_searched')::int as read,
       count(*) filter (where fact ->> 'type' = 'knowledge_answered')::int as helped, count(*) filter (where fact ->> 'type' = 'knowledge_refused')::int as "notHelped"
     ${factsSql} and fact ->> 'article' is not null group by 1 order by 1`,
    [since],
  );
  return rows;
}

export async function getKnowledgeTotals(client: Queryable, since: string): Promise<KnowledgeTotals> {
  const { rows } = await client.query<KnowledgeTotals>(
    `select count(*) filter (where fact ->> 'type' = 'knowledge_searched')::int as asked, count(*) filter (where fact ->> 'type' = 'knowledge_answered')::int as helped,
       count(*) filter (where fact ->> 'type' = 'knowledge_unanswered')::int as unanswered ${factsSql}`,
    [since],
  );
  return rows[0]!;
}

/** How a question is told from another: case, spaces and the marks around it do not matter. */
export const questionKeySql = (question: string): string => `lower(btrim(regexp_replace(${question}, '[[:space:][:punct:]，。？！、；：…]+', ' ', 'g')))`;

/** The most asked first. What an editor settled is left out until somebody asks it again. */
export async function getUnansweredQuestions(client: Queryable, { since, limit }: { since: string; limit: number }): Promise<UnansweredQuestion[]> {
  const { rows } = await client.query<Omit<UnansweredQuestion, 'lastAt'> & { lastAt: Date }>(
    `with asked as (
       select c.language, fact ->> 'query' as question, ${questionKeySql("fact ->> 'query'")} as key, fact ->> 'why' as why, t.at, t.call_id
       ${factsSql} and fact ->> 'type' = 'knowledge_unanswered'
     ), waiting as (
       select asked.* from asked left join settled_questions s on s.language = asked.language and s.question = asked.key
       where s.settled_at is null or asked.at > s.settled_at
     )
     select language, (array_agg(question order by at desc))[1] as question, count(distinct call_id)::int as calls, (array_agg(why order by at desc))[1] as why,
       max(at) as "lastAt", (array_agg(call_id order by at desc))[1] as "lastCallId"
     from waiting where key <> '' group by language, key order by calls desc, "lastAt" desc limit $2`,
    [since, limit],
  );
  return rows.map((row) => ({ ...row, lastAt: row.lastAt.toISOString() }));
}
