import PgBoss from 'pg-boss';
import type pg from 'pg';
import { closeStaleCalls } from './close-stale-calls.js';
import { deliverLeads, type LeadReceiver } from './deliver-leads.js';
import { deliverMessages, type MessageSender } from './deliver-messages.js';
import { deliverOrders, type OrderReceiver } from './deliver-orders.js';
import { forgetLeads } from './forget-leads.js';
import { openPatientPool } from './open-patient-pool.js';

export interface JobOptions {
  pool: pg.Pool;
  connection: pg.ClientConfig;
  sendMessage: MessageSender;
  /** `null` where no card core is set. */
  receiveOrder: OrderReceiver | null;
  /** `null` where no CRM is set: leads wait for one. (Default: null.) */
  receiveLead?: LeadReceiver | null;
  log: JobLog;
}

export interface JobLog {
  failed(details: { job: string; message: string }): void;
}

export interface Jobs {
  /** Looks for work at once instead of at the next tick. */
  nudge(): void;
  stop(): Promise<void>;
}

/** Each minute on one node: the rows that a turn left to be done are the queue; a job that dies leaves them to the next. */
const EVERY_MINUTE = '* * * * *';

/** After a sale the text should arrive while the caller is still on the line. */
const NUDGE_MILLISECONDS = 200;

/** What happens after a turn: texts, orders and leads delivered at least once, calls closed that the carrier never ended. */
export async function startJobs(options: JobOptions): Promise<Jobs> {
  const { pool, log } = options;
  const work: Record<string, () => Promise<void>> = {
    deliver_messages: () => deliverMessages(pool, options.sendMessage),
    deliver_orders: () => (options.receiveOrder ? deliverOrders(pool, options.receiveOrder) : Promise.resolve()),
    deliver_leads: () => (options.receiveLead ? deliverLeads(pool, options.receiveLead) : Promise.resolve()),
    forget_leads: () => forgetLeads(pool),
    close_stale_calls: () => closeStaleCalls(pool),
  };
  const db = openPatientPool(options.connection, log);
  const boss = new PgBoss({ db, schema: 'pgboss' });
  boss.on('error', (error) => log.failed({ job: 'pg-boss', message: error.message }));
  try {
    await alone(pool, () => prepare(boss, Object.keys(work)));
    for (const [job, run] of Object.entries(work)) await boss.work(job, async () => run());
  } catch (error) {
    await boss.stop({ graceful: false });
    await db.close();
    throw error;
  }
  let nudged: NodeJS.Timeout | undefined;
  const nudge = () => {
    nudged ??= setTimeout(() => {
      nudged = undefined;
      for (const job of ['deliver_messages', 'deliver_orders', 'deliver_leads']) void boss.send(job, {}).catch((error: Error) => log.failed({ job, message: error.message }));
    }, NUDGE_MILLISECONDS);
  };
  // What a killed node left undone waits for no tick.
  nudge();
  return {
    nudge,
    async stop() {
      clearTimeout(nudged);
      await boss.stop({ graceful: true, timeout: 5_000 });
      await db.close();
    },
  };
}

async function prepare(boss: PgBoss, jobs: string[]): Promise<void> {
  await boss.start();
  for (const job of jobs) {
    // `short`: one job waits at most, however often it is asked for, since each run does all there is to do.
    await boss.createQueue(job, { name: job, policy: 'short' });
    await boss.updateQueue(job, { name: job, policy: 'short' });
    await boss.schedule(job, EVERY_MINUTE);
  }
}

/** Any two numbers that nothing else in the database uses. */
const lockKey = '1953658222, 5';

/** Of several nodes that start at once, one after the other: each queue is a table, and pg-boss makes two at once into a deadlock. */
async function alone(pool: pg.Pool, act: () => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`SELECT pg_advisory_lock(${lockKey})`);
    await act();
    await client.query(`SELECT pg_advisory_unlock(${lockKey})`);
    client.release();
  } catch (error) {
    // With the session goes the lock.
    client.release(true);
    throw error;
  }
}
