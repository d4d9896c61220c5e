import type pg from 'pg';
import { getSetting, saveSetting } from '../../store/queries/settings.js';

/** The address of the node that started last, so that a command beside it makes links that lead there. */
export async function noteServerAddress(pool: pg.Pool, publicUrl: string): Promise<void> {
  await saveSetting(pool, name, publicUrl);
}

/** `null`: no server has started on this database. */
export async function getServerAddress(pool: pg.Pool): Promise<string | null> {
  return getSetting<string>(pool, name);
}

const name = 'server_address';
