import { createServer, connect, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { useDatabase } from '../../tests/drivers/database.js';
import { openPatientPool, type PatientPool } from './open-patient-pool.js';

const database = useDatabase();
const silent = { failed: () => undefined };
let gate: Gate;
let pool: PatientPool;

interface Gate {
  port: number;
  shuts(): Promise<void>;
  opens(): Promise<void>;
}

/** A way to the database that can be cut and mended. */
async function openGate(): Promise<Gate> {
  const url = new URL(database().databaseUrl);
  const folder = url.searchParams.get('host');
  const sockets = new Set<Socket>();
  let server: Server;
  const listen = (port: number) =>
    new Promise<number>((resolve) => {
      server = createServer((inner) => {
        const outer = folder ? connect(`${folder}/.s.PGSQL.${url.port}`) : connect(Number(url.port), url.hostname);
        for (const socket of [inner, outer]) sockets.add(socket.on('error', () => undefined));
        inner.pipe(outer).pipe(inner);
      }).listen(port, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
  const port = await listen(0);
  return {
    port,
    shuts: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
    opens: () => listen(port).then(() => undefined),
  };
}

const open = async (): Promise<void> => {
  gate = await openGate();
  const url = new URL(database().databaseUrl);
  url.searchParams.delete('host');
  url.host = `127.0.0.1:${gate.port}`;
  pool = openPatientPool({ connectionString: url.href }, silent);
};
afterEach(() => pool.close());

test('a statement that meets a lost database waits until it is there again', async () => {
  await open();
  expect((await pool.executeSql('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await gate.shuts();
  const asked = pool.executeSql('select $1::int as two', [2]);
  await gate.opens();
  expect((await asked).rows).toEqual([{ two: 2 }]);
  await pool.close();
  await gate.shuts();
});

test('one that waits for ever is let go when the pool is closed', async () => {
  await open();
  await gate.shuts();
  const asked = pool.executeSql('select 1 as one');
  await pool.close();
  expect((await asked).rows).toEqual([]);
});

test('what is wrong with the statement itself is told at once', async () => {
  await open();
  await expect(pool.executeSql('select nothing from nowhere')).rejects.toThrow(/nowhere/);
  await pool.close();
  await gate.shuts();
});

test('a statement that waits for a session when it is closed comes to its end', async () => {
  await open();
  const asked = ['one', 'two', 'three'].map((word) => pool.executeSql('select $1::text as word from pg_sleep(0.2)', [word]));
  await pool.close();
  expect((await Promise.all(asked)).map(({ rows }) => rows)).toEqual([[{ word: 'one' }], [{ word: 'two' }], [{ word: 'three' }]]);
});
