import type { CommandSetup } from './command-context.js';

export interface CommandEntry {
  name: string;
  /** One sentence for `trunkline --help`. */
  summary: string;
  load(): Promise<CommandSetup>;
}

/** The commands, each in a file of its own that is loaded when it is asked for. */
export const commands: CommandEntry[] = [
  { name: 'check', summary: 'Check flows for problems.', load: async () => (await import('./commands/check.js')).setUpCheck },
  { name: 'call', summary: 'Call a flow, or a number of a running server.', load: async () => (await import('./commands/call.js')).setUpCall },
  { name: 'test', summary: 'Call flows as their scenarios say.', load: async () => (await import('./commands/test.js')).setUpTest },
  { name: 'explore', summary: 'Prove what holds for every call of a flow, or show a call where it does not.', load: async () => (await import('./commands/explore.js')).setUpExplore },
  { name: 'diff', summary: 'Tell what changes for callers between two versions of a flow.', load: async () => (await import('./commands/diff.js')).setUpDiff },
  { name: 'export', summary: 'Write a flow as XState, Mermaid or SCXML.', load: async () => (await import('./commands/export.js')).setUpExport },
  { name: 'push', summary: 'Save flow files as drafts, and product files on sale.', load: async () => (await import('./commands/push.js')).setUpPush },
  { name: 'pull', summary: 'Write a flow into files.', load: async () => (await import('./commands/pull.js')).setUpPull },
  { name: 'publish', summary: 'Make a draft live.', load: async () => (await import('./commands/publish.js')).setUpPublish },
  { name: 'rollback', summary: 'Make an older version live again.', load: async () => (await import('./commands/rollback.js')).setUpRollback },
  { name: 'canary', summary: 'Compare, grow, promote or end a version that is tried on a part of the callers.', load: async () => (await import('./commands/canary.js')).setUpCanary },
  { name: 'promote', summary: 'Take a flow to another installation, or a canary to all callers.', load: async () => (await import('./commands/promote.js')).setUpPromote },
  { name: 'number', summary: 'Say which flow answers which number.', load: async () => (await import('./commands/number.js')).setUpNumber },
  { name: 'hours', summary: 'Tell which way each hours step sends a call at a moment, and why.', load: async () => (await import('./commands/hours.js')).setUpHours },
  { name: 'calendar', summary: 'Upload holidays, make-up workdays and days with other hours.', load: async () => (await import('./commands/calendar.js')).setUpCalendar },
  { name: 'customer', summary: 'Import customers, look for them, erase them.', load: async () => (await import('./commands/customer.js')).setUpCustomer },
  { name: 'switch', summary: 'Change named values without publishing.', load: async () => (await import('./commands/switch.js')).setUpSwitch },
  { name: 'calls', summary: 'List calls by day, result, sale and number.', load: async () => (await import('./commands/calls.js')).setUpCalls },
  { name: 'callbacks', summary: 'List who wants to be called, and say what came of it.', load: async () => (await import('./commands/callbacks.js')).setUpCallbacks },
  { name: 'leads', summary: 'List what callers agreed to be called about.', load: async () => (await import('./commands/leads.js')).setUpLeads },
  { name: 'knowledge', summary: 'Search, import and export the articles callers hear.', load: async () => (await import('./commands/knowledge.js')).setUpKnowledge },
  { name: 'report', summary: 'Tell what the calls of a period came to.', load: async () => (await import('./commands/report.js')).setUpReport },
  { name: 'load', summary: 'Place many calls at a running server.', load: async () => (await import('./commands/load.js')).setUpLoad },
  { name: 'user', summary: 'Manage who may sign in.', load: async () => (await import('./commands/user.js')).setUpUser },
  { name: 'token', summary: 'Manage the tokens of tools.', load: async () => (await import('./commands/token.js')).setUpToken },
  { name: 'migrate', summary: 'Bring the database up to this version.', load: async () => (await import('./commands/migrate.js')).setUpMigrate },
  { name: 'doctor', summary: 'Look for what keeps Trunkline from running.', load: async () => (await import('./commands/doctor.js')).setUpDoctor },
];
