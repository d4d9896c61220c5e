import type pg from 'pg';

export interface Migration {
  /** 1, 2, 3 … without a gap. */
  id: number;
  /** What it does, as in its file name `NNNN-name.ts`. Never changed once released. */
  name: string;
  /** SQL of one or several statements, or what to do with a client inside the migration's transaction. */
  up: string | ((client: pg.ClientBase) => Promise<void>);
}

/** What `doctor` and `/readyz` ask. */
export interface MigrationState {
  applied: number;
  /** Names, in order. */
  pending: string[];
}

/**
 * Brings the database up to the last of `migrations`, each in a transaction of its own, and returns the names of those applied.
 * Nodes that start at once wait for each other. Refuses a database that a newer program has migrated, or another one's.
 */
export async function migrate(database: pg.Pool | pg.Client, migrations: readonly Migration[]): Promise<string[]> {
  checkList(migrations);
  if (!('totalCount' in database)) return applyAll(database, migrations);
  const client = await database.connect();
  try {
    return await applyAll(client, migrations);
  } finally {
    client.release();
  }
}

/** Changes nothing. Throws as `migrate` would when the database and the program do not fit. */
export async function getMigrationState(database: pg.Pool | pg.Client, migrations: readonly Migration[]): Promise<MigrationState> {
  const { rows } = await database.query<{ made: boolean }>(`select to_regclass('migrations') is not null as made`);
  const history = rows[0]?.made ? await getHistory(database) : [];
  checkHistory(history, migrations);
  return { applied: history.length, pending: migrations.slice(history.length).map(({ name }) => name) };
}

type Applied = Pick<Migration, 'id' | 'name'>;

/** Held until the transaction ends, so also by a pooler that shares sessions, and never by a killed program. */
const lockKey = '1953658222, 2';

async function applyAll(client: pg.ClientBase, migrations: readonly Migration[]): Promise<string[]> {
  const applied: string[] = [];
  for (let name = await applyNext(client, migrations); name; name = await applyNext(client, migrations)) applied.push(name);
  return applied;
}

/** One transaction: the history is read under the lock, so what another node has just applied is seen. */
async function applyNext(client: pg.ClientBase, migrations: readonly Migration[]): Promise<string | undefined> {
  await client.query('begin');
  try {
    await client.query('set local lock_timeout = 0; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0');
    await client.query(`select pg_advisory_xact_lock(${lockKey})`);
    await createHistory(client);
    const history = await getHistory(client);
    checkHistory(history, migrations);
    const next = migrations[history.length];
    if (next) await apply(client, next);
    await client.query('commit');
    return next?.name;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** Asked first, since `create … if not exists` needs the right to create even when there is nothing to do. */
async function createHistory(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ made: boolean }>(`select to_regclass('migrations') is not null as made`);
  if (!rows[0]?.made) await client.query('create table migrations (id int primary key, name text not null, applied_at timestamptz not null default now())');
}

async function getHistory(database: pg.Pool | pg.ClientBase): Promise<Applied[]> {
  const { rows } = await database.query<Applied>('select id, name from migrations order by id');
  return rows;
}

async function apply(client: pg.ClientBase, { id, name, up }: Migration): Promise<void> {
  try {
    await (typeof up === 'string' ? client.query(up) : up(client));
  } catch (cause) {
    throw new Error(`Migration ${id} "${name}" failed and was undone: ${(cause as Error).message}`, { cause });
  }
  await client.query('insert into migrations (id, name) values ($1, $2)', [id, name]);
}

function checkHistory(history: readonly Applied[], migrations: readonly Migration[]): void {
  if (history.length > migrations.length) {
    const last = history.at(-1)!;
    throw new Error(`The database was migrated by a newer Trunkline (to ${last.id} "${last.name}"; this one knows ${migrations.length}). Run that version, or restore a backup from before it.`);
  }
  history.forEach(({ id, name }, index) => {
    const known = migrations[index]!;
    if (id === known.id && name === known.name) return;
    throw new Error(`The database has migration ${id} "${name}" where this Trunkline has ${known.id} "${known.name}". It was migrated by another program: check DATABASE_URL, or give the migration its old name back.`);
  });
}

function checkList(migrations: readonly Migration[]): void {
  migrations.forEach(({ id, name }, index) => {
    if (id !== index + 1) throw new Error(`Migration "${name}" has the number ${id} where ${index + 1} is due. Number migrations 1, 2, 3 … without a gap.`);
  });
}
