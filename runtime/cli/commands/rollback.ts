import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { at, withBackend } from '../backend/backend.js';
import { findVersion } from '../find-version.js';
import { readFlowAtAlias } from '../flow-at-alias.js';

export const setUpRollback: CommandSetup = (command, context) => {
  command
    .argument('<flow>', 'a flow, with an alias where it is not "live": card-services@test')
    .option('--to <version>', 'the version or its first characters (Default: ends a canary that runs, else the version before)')
    .option('--note <text>', 'why, for the record', '')
    .option('--json', 'print one JSON document')
    .action((target: string, options: RollbackOptions) => rollback(target, options, context));
  addExamples(command, [
    ['rollback card-services', 'to the version before'],
    ['rollback card-services --to 3fa1c9d2', 'to a version that was published once'],
  ]);
};

interface RollbackOptions {
  to?: string;
  note: string;
  json?: boolean;
}

async function rollback(target: string, { to, note, json }: RollbackOptions, context: CommandContext): Promise<void> {
  const { flow, alias } = readFlowAtAlias(target);
  const published = await withBackend(context, async (backend) => {
    const version = to === undefined ? undefined : await findVersion(backend, flow, to);
    return backend.request<{ version: string; publication: { action: string } }>('post', at`/flows/${flow}/rollback`, { body: { alias, ...(version && { version }), note } });
  });
  if (json) context.printJson({ schemaVersion: 1, flow, ...published });
  else if (published.publication.action === 'canary_ended') context.print(`The canary of ${flow}@${alias} is over: version ${published.version.slice(0, 12)} is for every caller again from the next call on.`);
  else context.print(`${flow}@${alias} is version ${published.version.slice(0, 12)} again, from the next call on.`);
}
