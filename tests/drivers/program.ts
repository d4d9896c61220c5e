import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../runtime/config.js';
import { startServer, type RunningServer } from '../../runtime/start-server.js';
import type { Line } from './caller.js';

export interface Program extends RunningServer {
  /** How a carrier reaches it. */
  line: Line;
}

/** The whole program in this process: a free port, the gallery, the demo CRM, on the given database. Needs the designer built (`npm install`). */
export async function startProgram(databaseUrl: string): Promise<Program> {
  const dataDir = await mkdtemp(join(tmpdir(), 'trunkline-program-'));
  const authToken = 'abcdef0123456789abcdef0123456789';
  const server = await startServer(readConfig({ DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PORT: '0', TWILIO_AUTH_TOKEN: authToken, LOG_LEVEL: 'silent' }));
  return {
    ...server,
    line: { url: server.url, authToken },
    async close() {
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
