import { readConfig } from '../../config.js';
import { migrate } from '../../store/migrate.js';
import { migrations } from '../../store/migrations/index.js';
import { openDatabase } from '../../store/open-database.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';

export const setUpMigrate: CommandSetup = (command, context) => {
  command.action(() => migrateDatabase(context));
  addExamples(command, [['migrate', 'brings the database of DATABASE_URL or DATA_DIR up to this version']]);
};

async function migrateDatabase({ environment, print, note }: CommandContext): Promise<void> {
  const { databaseUrl, dataDir } = readConfig(environment);
  const database = await openDatabase({ databaseUrl, dataDir, log: { info: () => undefined, warn: (_details, message) => note(message) } });
  try {
    const applied = await migrate(database.pool, migrations);
    for (const name of applied) print(`applied  ${name}`);
    print(`${database.description} is up to date.`);
  } finally {
    await database.close();
  }
}
