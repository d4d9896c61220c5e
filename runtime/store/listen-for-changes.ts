import pg from 'pg';
import { changeChannel, type Change } from './queries/announce-change.js';

export interface ChangeListener {
  close(): Promise<void>;
}

/** Hears of one kind of change on a connection of its own. Where that breaks it says so once and hears no more: whoever listens polls beside it. */
export async function listenForChanges(options: { connection: pg.ClientConfig; change: Change; onChange(): void; onError(error: unknown): void }): Promise<ChangeListener> {
  const { connection, change, onChange, onError } = options;
  const client = new pg.Client(connection);
  client.on('error', onError);
  client.on('notification', ({ payload }) => payload === change && onChange());
  try {
    await client.connect();
    await client.query(`LISTEN ${changeChannel}`);
  } catch (error) {
    onError(error);
  }
  return { close: () => client.end().catch(() => undefined) };
}
