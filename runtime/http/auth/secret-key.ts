import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { fail } from '../../errors.js';
import { getOrAddSetting } from '../../store/queries/settings.js';

/** The key that signs session cookies: the environment's, else one that the first node makes and all nodes read from the database. */
export async function getSecretKey(pool: pg.Pool, given: string | undefined): Promise<string> {
  if (given === undefined || given === '') return getOrAddSetting(pool, 'secret_key', randomBytes(32).toString('hex'));
  if (given.length < shortestKey) throw fail('wrong_usage', { reason: `SECRET_KEY has ${given.length} characters and needs ${shortestKey}. Make one with: openssl rand -hex 32` });
  return given;
}

const shortestKey = 32;
