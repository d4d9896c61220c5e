import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { fail } from '../../errors.js';
import { addAuditEntry } from './audit.js';
import { inTransaction } from './in-transaction.js';
import type { Queryable } from './in-transaction.js';

export interface User {
  id: string;
  email: string;
  name: string;
  role: string;
  /** ISO 8601; `null` before the first. */
  lastSignInAt: string | null;
}

export async function getUsers(client: Queryable): Promise<User[]> {
  const { rows } = await client.query<UserRow>(`select ${columns} from auth_user order by email`);
  return rows.map(toUser);
}

export async function getUserByEmail(client: Queryable, email: string): Promise<User | null> {
  const { rows } = await client.query<UserRow>(`select ${columns} from auth_user where email = lower($1)`, [email]);
  return rows[0] ? toUser(rows[0]) : null;
}

/** `exists`: somebody has this address, and nothing was written. */
export async function addUser(pool: pg.Pool, { email, name, role, who }: { email: string; name: string; role: string; who: string }): Promise<User | 'exists'> {
  return inTransaction(pool, async (client) => {
    const user = await insertUser(client, { email, name, role });
    if (!user) return 'exists';
    await addAuditEntry(client, { who, action: 'user_added', subject: `user:${user.email}`, details: { role } });
    return user;
  });
}

/** The administrator of a new installation, or `null` where somebody is there. Nodes that start at once make one between them. */
export async function addFirstUser(pool: pg.Pool, { email, name }: { email: string; name: string }): Promise<User | null> {
  return inTransaction(pool, async (client) => {
    await client.query('lock table auth_user in share row exclusive mode');
    const { rowCount } = await client.query('select from auth_user limit 1');
    if (rowCount !== 0) return null;
    const user = await insertUser(client, { email, name, role: 'admin' });
    await addAuditEntry(client, { who: 'first-start', action: 'user_added', subject: `user:${email}`, details: { role: 'admin' } });
    return user;
  });
}

/** `last_administrator`: nobody would be left to manage users, and nothing was written. Tokens that a former administrator made end. */
export async function changeRole(pool: pg.Pool, { id, role, who }: { id: string; role: string; who: string }): Promise<User | 'last_administrator'> {
  return inTransaction(pool, async (client) => {
    const user = await lockUser(client, id);
    if (role !== 'admin' && (await isLastAdministrator(client, user))) return 'last_administrator';
    await client.query('update auth_user set role = $2, "updatedAt" = now() where id = $1', [id, role]);
    if (role !== 'admin') await removeTokensOf(client, id);
    await addAuditEntry(client, { who, action: 'user_role_changed', subject: `user:${user.email}`, details: { from: user.role, to: role } });
    return { ...user, role };
  });
}

/** Their sessions and tokens end with them. `last_administrator`: nobody would be left to manage users, and nothing was written. */
export async function removeUser(pool: pg.Pool, { id, who }: { id: string; who: string }): Promise<'removed' | 'last_administrator'> {
  return inTransaction(pool, async (client) => {
    const user = await lockUser(client, id);
    if (await isLastAdministrator(client, user)) return 'last_administrator';
    await removeTokensOf(client, id);
    await client.query('delete from auth_user where id = $1', [id]);
    await addAuditEntry(client, { who, action: 'user_removed', subject: `user:${user.email}`, details: { role: user.role } });
    return 'removed';
  });
}

export async function getUser(client: Queryable, id: string): Promise<User> {
  const { rows } = await client.query<UserRow>(`select ${columns} from auth_user where id = $1`, [id]);
  if (!rows[0]) throw unknownUser(id);
  return toUser(rows[0]);
}

const columns = 'id, email, name, role, "lastSignInAt"';

type UserRow = Omit<User, 'lastSignInAt'> & { lastSignInAt: Date | null };

function toUser(row: UserRow): User {
  return { ...row, lastSignInAt: row.lastSignInAt?.toISOString() ?? null };
}

function unknownUser(id: string): Error {
  return fail('not_found', { what: { 'en-US': `User "${id}"`, 'zh-CN': `用户“${id}”` }, fix: { 'en-US': 'List the users to find the id.', 'zh-CN': '请从用户列表中选择。' } });
}

async function insertUser(client: Queryable, { email, name, role }: { email: string; name: string; role: string }): Promise<User | null> {
  const { rows } = await client.query<UserRow>(
    `insert into auth_user (id, email, name, role) values ($1, lower($2), $3, $4) on conflict (email) do nothing returning ${columns}`,
    [randomUUID(), email, name, role],
  );
  return rows[0] ? toUser(rows[0]) : null;
}

/** Holds all administrators as well, in one order, so that two of them cannot remove each other at once. */
async function lockUser(client: Queryable, id: string): Promise<User> {
  const { rows } = await client.query<UserRow>(`select ${columns} from auth_user where id = $1 or role = 'admin' order by id for update`, [id]);
  const row = rows.find((candidate) => candidate.id === id);
  if (!row) throw unknownUser(id);
  return toUser(row);
}

async function isLastAdministrator(client: Queryable, user: User): Promise<boolean> {
  if (user.role !== 'admin') return false;
  const { rowCount } = await client.query(`select from auth_user where role = 'admin' and id <> $1 limit 1`, [user.id]);
  return rowCount === 0;
}

async function removeTokensOf(client: Queryable, userId: string): Promise<void> {
  await client.query('delete from auth_api_key where "referenceId" = $1', [userId]);
}
