import pg from 'pg';
import type { JsonObject } from '../../schemas/json.js';
import type { SwitchSource } from '../ports.js';
import { changeChannel } from './queries/announce-change.js';
import { getSwitches } from './queries/switches.js';

/** A node that missed a notice sees the change after this at the latest. */
const POLL_MILLISECONDS = 1_000;

export interface WatchedSwitches extends SwitchSource {
  close(): Promise<void>;
}

/** The switches as they stand, in memory for the turns: read again at a notice, on a connection of its own, and by polling beside it. */
export async function watchSwitches({ pool, connection, onError }: { pool: pg.Pool; connection: pg.ClientConfig; onError(error: unknown): void }): Promise<WatchedSwitches> {
  let switches: JsonObject = {};
  async function read(): Promise<void> {
    switches = Object.fromEntries((await getSwitches(pool)).map((entry) => [entry.switch, entry.value]));
  }
  await read();
  const listener = await listen(connection, () => void read().catch(onError), onError);
  const timer = setInterval(() => void read().catch(onError), POLL_MILLISECONDS);
  timer.unref();
  return {
    current: () => switches,
    async close() {
      clearInterval(timer);
      await listener?.end().catch(() => undefined);
    },
  };
}

async function listen(connection: pg.ClientConfig, onChange: () => void, onError: (error: unknown) => void): Promise<pg.Client | null> {
  const client = new pg.Client(connection);
  client.on('error', onError);
  client.on('notification', onChange);
  try {
    await client.connect();
    await client.query(`LISTEN ${changeChannel}`);
    return client;
  } catch (error) {
    onError(error);
    return null;
  }
}
