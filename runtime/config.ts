import { resolve } from 'node:path';
import { fail } from './errors.js';

/** A setting that is read from the environment; the table in docs/environment.md is made from this list. */
interface Setting {
  name: string;
  description: string;
  default: string;
}

export const settings: Setting[] = [
  { name: 'PORT', default: '3000', description: 'The port of the web server; 0 takes a free one.' },
  { name: 'HOST', default: '127.0.0.1', description: 'The address it listens on; 0.0.0.0 for all.' },
  { name: 'PUBLIC_URL', default: 'http://localhost:PORT', description: 'Where browsers and the carrier reach the server. Signatures are checked against it, so it must be what Twilio is told. Commands that print sign-in links take what the server has noted, unless it is set.' },
  { name: 'DATA_DIR', default: './data', description: 'The folder of the embedded PostgreSQL.' },
  { name: 'DATABASE_URL', default: '', description: 'A PostgreSQL (15 or later) to use instead of the embedded one.' },
  { name: 'SECRET_KEY', default: 'made once, kept in the database', description: 'Signs sessions; at least 32 characters, the same for every node.' },
  { name: 'TRUST_PROXY', default: '', description: '`1` behind a proxy that sets X-Forwarded-Proto and X-Forwarded-Host.' },
  { name: 'TWILIO_ACCOUNT_SID', default: '', description: 'Only calls of this account are taken; needed to send texts.' },
  { name: 'TWILIO_AUTH_TOKEN', default: '', description: 'Checks the signature of every webhook; several, divided by commas, while rotating. Without it no webhook from outside is answered.' },
  { name: 'TWILIO_MESSAGE_FROM', default: '', description: 'The number or messaging service texts are sent from; without it they are kept, not sent.' },
  { name: 'CRM_URL', default: 'the demo CRM', description: 'What flows read as `settings.crmUrl`. This origin alone may be in a private network.' },
  { name: 'FLOW_SETTINGS', default: '', description: 'What flows read as `settings` besides, as one JSON object: `{"personNumber": "+861088886666"}` is `{{ settings.personNumber }}`. For what differs between installations, such as the number of a desk.' },
  { name: 'DEMO', default: 'on', description: '`off` removes the demo CRM.' },
  { name: 'TRUNKLINE_URL', default: '', description: 'Command line only: work on the server at this address, through its API.' },
  { name: 'TRUNKLINE_TOKEN', default: '', description: 'Command line only: the token for it (`npx trunkline token create`).' },
  { name: 'TRUNKLINE_FROM_TOKEN', default: '', description: 'Command line only: the token of `promote --from`. (Default: TRUNKLINE_TOKEN.)' },
  { name: 'TRUNKLINE_TO_TOKEN', default: '', description: 'Command line only: the token of `promote --to`. (Default: TRUNKLINE_TOKEN.)' },
  { name: 'LOG_LEVEL', default: 'info', description: '`trace`, `debug`, `info`, `warn`, `error` or `silent`.' },
];

export interface Config {
  port: number;
  host: string;
  publicUrl: string | undefined;
  dataDir: string;
  databaseUrl: string | undefined;
  secretKey: string | undefined;
  trustProxy: boolean;
  accountSid: string | undefined;
  authTokens: string[];
  messageFrom: string | undefined;
  crmUrl: string | undefined;
  /** By name; what steps read as `settings.name`. */
  flowSettings: Record<string, string | number | boolean>;
  demo: boolean;
  logLevel: string;
}

/** Reads the settings from the environment. Throws `wrong_usage` naming the setting and what it must be. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const text = (name: string) => environment[name]?.trim() || undefined;
  const port = Number(text('PORT') ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw fail('wrong_usage', { reason: `PORT must be a number from 0 to 65535, not "${text('PORT')}".` });
  const secretKey = text('SECRET_KEY');
  if (secretKey && secretKey.length < 32) throw fail('wrong_usage', { reason: 'SECRET_KEY must have at least 32 characters. `openssl rand -hex 32` makes one.' });
  return {
    port,
    host: text('HOST') ?? '127.0.0.1',
    publicUrl: readUrl('PUBLIC_URL', text('PUBLIC_URL')),
    dataDir: resolve(text('DATA_DIR') ?? './data'),
    databaseUrl: text('DATABASE_URL'),
    secretKey,
    trustProxy: isOn(text('TRUST_PROXY')),
    accountSid: text('TWILIO_ACCOUNT_SID'),
    authTokens: (text('TWILIO_AUTH_TOKEN') ?? '').split(',').map((token) => token.trim()).filter(Boolean),
    messageFrom: text('TWILIO_MESSAGE_FROM'),
    crmUrl: readUrl('CRM_URL', text('CRM_URL')),
    flowSettings: readFlowSettings(text('FLOW_SETTINGS')),
    demo: text('DEMO') !== 'off',
    logLevel: readLevel(text('LOG_LEVEL') ?? 'info'),
  };
}

/** Without the slash at its end, since paths are added to it. */
function readUrl(name: string, value: string | undefined): string | undefined {
  if (!value) return undefined;
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) throw fail('wrong_usage', { reason: `${name} must be an http or https address such as https://ivr.example.com, not "${value}".` });
  return value.replace(/\/+$/, '');
}

/** Names that templates can read, values that they can speak. What the server sets itself is not to be set twice. */
export function readFlowSettings(text: string | undefined): Config['flowSettings'] {
  if (text === undefined) return {};
  const wrong = (reason: string) => fail('wrong_usage', { reason: `FLOW_SETTINGS ${reason} Write one JSON object, such as {"personNumber": "+861088886666"}.` });
  const given = parseJson(text);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw wrong('must be a JSON object.');
  for (const [name, value] of Object.entries(given)) {
    if (!/^[A-Za-z_]\w{0,63}$/.test(name)) throw wrong(`has the name "${name}"; use letters, digits and underscores.`);
    if (name === 'crmUrl' || name === 'publicUrl') throw wrong(`must not have "${name}", which is ${name === 'crmUrl' ? 'CRM_URL' : 'PUBLIC_URL'}.`);
    if (!['string', 'number', 'boolean'].includes(typeof value)) throw wrong(`has "${name}", which must be a text, a number, true or false.`);
  }
  return given as Config['flowSettings'];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readLevel(level: string): string {
  const levels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'];
  if (!levels.includes(level)) throw fail('wrong_usage', { reason: `LOG_LEVEL must be one of ${levels.join(', ')}, not "${level}".` });
  return level;
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && !['0', 'off', 'false', 'no'].includes(value.toLowerCase());
}
