import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, type Config } from '../../config.js';
import { getMigrationState } from '../../store/migrate.js';
import { migrations } from '../../store/migrations/index.js';
import { openDatabase } from '../../store/open-database.js';
import { getProgramFolder } from '../program-folder.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';

export const setUpDoctor: CommandSetup = (command, context) => {
  command.option('--json', 'print one JSON document').action((options: { json?: boolean }) => examine(options, context));
  addExamples(command, [['doctor', 'what is well and what to mend, a line each; exit 1 where something must be mended']]);
};

interface Finding {
  subject: string;
  state: 'well' | 'note' | 'broken';
  message: string;
}

async function examine({ json }: { json?: boolean }, context: CommandContext): Promise<void> {
  const findings = [checkNode(process.versions.node), checkDesigner(), ...(await checkSettings(context))];
  const ok = findings.every(({ state }) => state !== 'broken');
  if (!ok) context.foundProblems();
  if (json) return context.printJson({ schemaVersion: 1, ok, findings });
  const { paint } = context;
  const marks = { well: paint.good('✓'), note: paint.warn('!'), broken: paint.bad('✗') };
  for (const { subject, state, message } of findings) context.print(`${marks[state]} ${subject}: ${message}`);
}

function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const fits = major > 20 || (major === 20 && minor >= 19);
  return fits ? well('Node', version) : broken('Node', `${version} is too old. Install 20.19 or later.`);
}

function checkDesigner(): Finding {
  return existsSync(join(getProgramFolder(), 'dist/designer/index.html')) ? well('designer', 'built') : broken('designer', 'not built. Run `npm install`, which builds it.');
}

async function checkSettings({ environment }: CommandContext): Promise<Finding[]> {
  let config: Config;
  try {
    config = readConfig(environment);
  } catch (error) {
    return [broken('settings', (error as Error).message)];
  }
  return [...(await checkDatabase(config)), checkTwilio(config), checkPublicUrl(config), checkCrm(config), ...checkCommandLine(environment)];
}

async function checkDatabase({ databaseUrl, dataDir }: Config): Promise<Finding[]> {
  try {
    const database = await openDatabase({ databaseUrl, dataDir, log: { info: () => undefined, warn: () => undefined } });
    try {
      const { applied, pending } = await getMigrationState(database.pool, migrations);
      const tables = pending.length === 0 ? well('tables', `up to date (${applied} migrations)`) : note('tables', `${pending.length} migrations are due: ${pending.join(', ')}. \`npm start\` or \`npx trunkline migrate\` applies them.`);
      return [well('database', database.description), tables];
    } finally {
      await database.close();
    }
  } catch (error) {
    return [broken('database', (error as Error).message)];
  }
}

function checkTwilio({ accountSid, authTokens }: Config): Finding {
  if (accountSid !== undefined && !/^AC[0-9a-f]{32}$/.test(accountSid)) return broken('Twilio', `TWILIO_ACCOUNT_SID is "AC" and 32 hexadecimal digits, not "${accountSid}".`);
  if (authTokens.length === 0) return note('Twilio', 'no TWILIO_AUTH_TOKEN, so no call from outside is answered. Set it to the auth token of your account.');
  if (accountSid === undefined) return note('Twilio', 'no TWILIO_ACCOUNT_SID, so calls of any account with this token are answered and no texts are sent.');
  return well('Twilio', `account ${accountSid}, ${authTokens.length === 1 ? 'one auth token' : `${authTokens.length} auth tokens`}`);
}

/** The carrier drops underscores in host names, and cannot reach this machine by its own name. */
function checkPublicUrl({ publicUrl, authTokens }: Config): Finding {
  if (publicUrl === undefined) return authTokens.length === 0 ? well('PUBLIC_URL', 'not needed while no calls come from outside') : note('PUBLIC_URL', 'not set. Set it to the address Twilio is told, or signatures may not fit.');
  const { protocol, hostname } = new URL(publicUrl);
  if (hostname.includes('_')) return broken('PUBLIC_URL', `Twilio does not call host names with an underscore (${hostname}). Choose another.`);
  if (/^(localhost|127\.|\[::1\])/.test(hostname)) return note('PUBLIC_URL', `${publicUrl} is this machine only: Twilio cannot reach it.`);
  if (protocol !== 'https:') return note('PUBLIC_URL', `${publicUrl} is not https: what callers key in would cross the net in the open.`);
  return well('PUBLIC_URL', publicUrl);
}

function checkCrm({ crmUrl, demo }: Config): Finding {
  if (crmUrl !== undefined) return well('CRM', crmUrl);
  return demo ? well('CRM', 'the demo CRM') : broken('CRM', 'DEMO is off and there is no CRM_URL. Set CRM_URL.');
}

function checkCommandLine(environment: CommandContext['environment']): Finding[] {
  const [url, token] = [environment['TRUNKLINE_URL'], environment['TRUNKLINE_TOKEN']];
  if (url && !token) return [broken('TRUNKLINE_URL', 'set without TRUNKLINE_TOKEN. Set both, or neither.')];
  return url ? [well('TRUNKLINE_URL', `commands work on ${url}`)] : [];
}

function well(subject: string, message: string): Finding {
  return { subject, state: 'well', message };
}

function note(subject: string, message: string): Finding {
  return { subject, state: 'note', message };
}

function broken(subject: string, message: string): Finding {
  return { subject, state: 'broken', message };
}
