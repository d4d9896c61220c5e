import { readConfig } from './config.js';
import { startServer } from './start-server.js';

/** `npm start`. Human lines go to standard output, the log to standard error. */
try {
  const server = await startServer(readConfig(process.env));
  console.log(`Trunkline listens at ${server.url} (database: ${server.database}).`);
  if (server.signInLink) console.log(`Sign in: ${server.signInLink}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
