import type pg from 'pg';
import type { Flow, FlowLayout } from '../../schemas/documents/flow.js';
import type { FlowStore, NumberAnswer } from '../ports.js';
import { toCanary } from './queries/publications.js';

const answers = {
  name: 'resolve_number',
  text: `
SELECT n.flow, n.alias, p.version, p.canary, p.share_percent::float8 AS "sharePercent" FROM numbers n
JOIN LATERAL (SELECT version, canary, share_percent FROM publications WHERE flow = n.flow AND alias = n.alias ORDER BY id DESC LIMIT 1) p ON true
WHERE n.number IN ($1, '*') ORDER BY n.number = '*' LIMIT 1`,
};

const live = {
  name: 'live_version',
  text: `
SELECT flow, alias, version, canary, share_percent::float8 AS "sharePercent" FROM publications
WHERE flow = $1 AND alias = 'live' ORDER BY id DESC LIMIT 1`,
};

type AnswerRow = Omit<NumberAnswer, 'canary'> & { canary: string | null; sharePercent: number | null };

/** Which flow answers, and what its versions say. A number of its own goes before the default number `*`. */
export function createFlowStore(pool: pg.Pool): FlowStore {
  return {
    async resolveNumber(number) {
      const { rows } = await pool.query<AnswerRow>({ ...answers, values: [number] });
      return rows[0] ? toAnswer(rows[0]) : null;
    },
    async getLive(flow) {
      const { rows } = await pool.query<AnswerRow>({ ...live, values: [flow] });
      return rows[0] ? toAnswer(rows[0]) : null;
    },
    async getVersion(version) {
      const { rows } = await pool.query<{ document: Flow; layout: FlowLayout; subflows: Record<string, string> }>('SELECT document, layout, subflows FROM versions WHERE version = $1', [version]);
      return rows[0] ? { version, flow: rows[0].document, layout: rows[0].layout, subflows: rows[0].subflows } : null;
    },
  };
}

function toAnswer({ flow, alias, version, ...split }: AnswerRow): NumberAnswer {
  return { flow, alias, version, canary: toCanary(split) };
}
