import pg from 'pg';
import type { Calendar } from '../../schemas/documents/calendar.js';
import type { JsonObject } from '../../schemas/json.js';
import type { CalendarSource, SwitchSource } from '../ports.js';
import { changeChannel } from './queries/announce-change.js';
import { getCalendarShelf } from './queries/calendars.js';
import { getSwitches, type Switch } from './queries/switches.js';

/** A node that missed a notice sees the change after this at the latest. */
const POLL_MILLISECONDS = 1_000;

/** Calendars change some times a year, and are larger: every so many polls. */
const POLLS_PER_CALENDARS = 30;

export interface WatchedSwitches extends SwitchSource {
  /** The calendars as they stand, for the turns as the switches are. */
  calendars: CalendarSource;
  close(): Promise<void>;
}

/**
 * The switches and calendars as they stand, in memory for the turns: read again at a notice, on a connection of its own, and by polling
 * beside it. A switch whose time is over is gone at that very moment, on every node.
 */
export async function watchSwitches({ pool, connection, onError, now = () => Date.now() }: { pool: pg.Pool; connection: pg.ClientConfig; onError(error: unknown): void; now?: () => number }): Promise<WatchedSwitches> {
  let set: readonly Switch[] = [];
  let standing: { switches: JsonObject; until: number } = { switches: {}, until: -Infinity };
  let calendars: Record<string, Calendar> = {};
  async function readSwitches(): Promise<void> {
    set = await getSwitches(pool);
    standing = standingAt(set, now());
  }
  async function readCalendars(): Promise<void> {
    calendars = await getCalendarShelf(pool);
  }
  const readAll = (): void => void Promise.all([readSwitches(), readCalendars()]).catch(onError);
  await Promise.all([readSwitches(), readCalendars()]);
  const listener = await keepListening({
    connection,
    onError,
    onChange: (change) => (change === 'switches' ? void readSwitches().catch(onError) : change === 'calendars' ? void readCalendars().catch(onError) : undefined),
    onBack: readAll,
  });
  let polls = 0;
  const timer = setInterval(() => {
    polls += 1;
    void readSwitches().catch(onError);
    if (polls % POLLS_PER_CALENDARS === 0) void readCalendars().catch(onError);
  }, POLL_MILLISECONDS);
  timer.unref();
  return {
    current() {
      if (now() >= standing.until) standing = standingAt(set, now());
      return standing.switches;
    },
    calendars: { current: () => calendars },
    async close() {
      clearInterval(timer);
      await listener.close();
    },
  };
}

/** What holds at a moment, and until when that is so. */
function standingAt(set: readonly Switch[], moment: number): { switches: JsonObject; until: number } {
  const holding = set.filter(({ until }) => until === null || Date.parse(until) > moment);
  const ends = holding.flatMap(({ until }) => (until === null ? [] : [Date.parse(until)]));
  return { switches: Object.fromEntries(holding.map((entry) => [entry.switch, entry.value])), until: Math.min(Infinity, ...ends) };
}

/** How long until a lost connection is opened again; the polling goes on meanwhile. */
const RECONNECT_MILLISECONDS = 2_000;

interface Listening {
  connection: pg.ClientConfig;
  onChange(change: string): void;
  /** A connection that was lost stands again: what was told meanwhile was missed. */
  onBack(): void;
  onError(error: unknown): void;
}

async function keepListening({ connection, onChange, onBack, onError }: Listening): Promise<{ close(): Promise<void> }> {
  let client: pg.Client | null = null;
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  function tryAgain(error: unknown): void {
    if (closed) return;
    onError(error);
    clearTimeout(timer);
    timer = setTimeout(() => void open().then((opened) => opened && onBack()), RECONNECT_MILLISECONDS);
    timer.unref();
  }
  async function open(): Promise<boolean> {
    const next = new pg.Client(connection);
    next.on('error', (error) => {
      if (client !== next) return;
      client = null;
      tryAgain(error);
    });
    next.on('notification', ({ payload = '' }) => onChange(payload));
    try {
      await next.connect();
      await next.query(`LISTEN ${changeChannel}`);
      client = next;
      return true;
    } catch (error) {
      await next.end().catch(() => undefined);
      tryAgain(error);
      return false;
    }
  }
  await open();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
