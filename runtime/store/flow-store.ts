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

/** Which flow answers, and what its versions say. A number of its own goes before the default number `*`. */
export function createFlowStore(pool: pg.Pool): FlowStore {
  return {
    async resolveNumber(number) {
      const { rows } = await pool.query<Omit<NumberAnswer, 'canary'> & { canary: string | null; sharePercent: number | null }>({ ...answers, values: [number] });
      if (!rows[0]) return null;
      const { flow, alias, version } = rows[0];
      return { flow, alias, version, canary: toCanary(rows[0]) };
    },
    async getVersion(version) {
      const { rows } = await pool.query<{ document: Flow; layout: FlowLayout }>('SELECT document, layout FROM versions WHERE version = $1', [version]);
      return rows[0] ? { version, flow: rows[0].document, layout: rows[0].layout } : null;
    },
  };
}
