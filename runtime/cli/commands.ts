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
];
