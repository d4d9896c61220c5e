import type pg from 'pg';
import { addAuditEntry } from './audit.js';
import { inTransaction } from './in-transaction.js';
import { questionKeySql } from './knowledge-figures.js';

/** Takes a question off the list of what nobody could answer, until somebody asks it again. `article`: the one that answers it now. */
export async function settleQuestion(pool: pg.Pool, { language, question, article, who }: { language: string; question: string; article: string | null; who: string }): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query(
      `insert into settled_questions (language, question, article, settled_by) values ($1, ${questionKeySql('$2::text')}, $3, $4)
       on conflict (language, question) do update set article = excluded.article, settled_by = excluded.settled_by, settled_at = now()`,
      [language, question, article, who],
    );
    await addAuditEntry(client, { who, action: 'question_settled', subject: `question:${language}`, details: { question, article } });
  });
}
