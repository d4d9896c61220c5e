import { createHash } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../../runtime/store/migrate.js';
import type { Migration } from '../../runtime/store/migrate.js';
import type { TestServer } from './test-server.js';

/** Creates a database as the migrations leave it, by copying a template that is made once per list of migrations. */
export async function createFromTemplate(server: TestServer, name: string, migrations: readonly Migration[]): Promise<void> {
  const template = `${templatePrefix}${hashOf(migrations)}`;
  for (let attempt = 1; ; attempt += 1) {
    await createTemplate(server, template, migrations);
    try {
      await server.admin.query(`create database ${name} template ${template}`);
      return;
    } catch (error) {
      const removedMeanwhile = (error as { code?: string }).code === '3D000';
      if (!removedMeanwhile || attempt === 3) throw error;
    }
  }
}

const templatePrefix = 'trunkline_template_';
const lockKey = '1953658222, 3';

function hashOf(migrations: readonly Migration[]): string {
  const text = migrations.map(({ id, name, up }) => `${id} ${name} ${String(up)}`).join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Migrated under another name and renamed, so that what has the template's name is whole. */
async function createTemplate(server: TestServer, template: string, migrations: readonly Migration[]): Promise<void> {
  const { admin } = server;
  if (await exists(admin, template)) return;
  await admin.query(`select pg_advisory_lock(${lockKey})`);
  try {
    if (await exists(admin, template)) return;
    if (server.isOurs) await dropOldTemplates(admin);
    const unfinished = `${template}_new`;
    await admin.query(`drop database if exists ${unfinished} with (force)`);
    await admin.query(`create database ${unfinished} template template0 encoding 'UTF8'`);
    await migrateDatabase(server.urlOf(unfinished), migrations);
    await admin.query(`alter database ${unfinished} allow_connections false`);
    await admin.query(`alter database ${unfinished} rename to ${template}`);
  } finally {
    await admin.query(`select pg_advisory_unlock(${lockKey})`);
  }
}

async function exists(admin: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
  return rowCount === 1;
}

async function migrateDatabase(url: string, migrations: readonly Migration[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await migrate(client, migrations);
  } finally {
    await client.end();
  }
}

/** Migrations change often while they are written; each list would leave 8 MB behind. */
async function dropOldTemplates(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    `select datname as name from pg_database
     where starts_with(datname, $1) and (pg_stat_file('base/' || oid || '/PG_VERSION')).modification < now() - interval '1 day'`,
    [templatePrefix],
  );
  for (const { name } of rows) await admin.query(`drop database if exists ${name} with (force)`);
}
