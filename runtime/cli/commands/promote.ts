import { fail } from '../../errors.js';
import { openServerBackend } from '../backend/open-server-backend.js';
import { withBackend, type Backend } from '../backend/backend.js';
import { collectBundle } from '../bundle/collect-bundle.js';
import { addBundleOptions, runBundle, type BundleOptions } from '../bundle/run-bundle.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { readFlowAtAlias } from '../flow-at-alias.js';
import { changeCanary } from './canary.js';

export const setUpPromote: CommandSetup = (command, context) => {
  command
    .argument('<flow>', 'a published flow, with an alias where it is not "live": card-services@test')
    .option('--from <url>', 'the server that has it (Default: TRUNKLINE_URL, else the database in reach)')
    .option('--to <url>', 'the server that shall have it; without it, the canary of the flow gets all callers')
    .option('--alias <alias>', 'under which it is published there (Default: the one it has here)')
    .option('--draft', 'only save it as the draft there')
    .option('--dry-run', 'tell what would change there, and change nothing');
  addBundleOptions(command)
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nTokens: TRUNKLINE_FROM_TOKEN and TRUNKLINE_TO_TOKEN, else TRUNKLINE_TOKEN.\nA map is {"numbers": {"+861012345678": "+861087654321"}, "urls": {"https://crm.test": "https://crm.bank"}, "queues": {…}, "recordings": {…}}.\nWhat begins with a setting, such as {{ settings.crmUrl }}, needs no map.')
    .action((target: string, options: PromoteOptions) => promote(target, options, context));
  addExamples(command, [
    ['promote card-services --from https://test.example --to https://live.example --map map.json --dry-run', 'what would change there'],
    ['promote card-services --to https://live.example --map map.json --strict', 'publishes it there'],
    ['promote card-services', 'gives its canary all callers, as `canary promote` does'],
  ]);
};

interface PromoteOptions extends BundleOptions {
  from?: string;
  to?: string;
  alias?: string;
  draft?: boolean;
}

async function promote(target: string, options: PromoteOptions, context: CommandContext): Promise<void> {
  const { from, to } = options;
  if (to === undefined) {
    if (from !== undefined || options.map !== undefined) throw fail('wrong_usage', { reason: 'Say with --to which server shall have it.' });
    return changeCanary(target, { change: 'promote' }, { note: options.note ?? '', ...(options.json && { json: true }) }, context);
  }
  const { flow, alias } = readFlowAtAlias(target);
  const bundle = from === undefined ? await withBackend(context, (backend) => collectBundle(backend, flow, alias)) : await collectBundle(open(from, 'TRUNKLINE_FROM_TOKEN', context), flow, alias);
  const note = options.note ?? `Promoted from ${flow}@${alias}, version ${bundle.from.version?.slice(0, 12) ?? ''}`;
  await runBundle(open(to, 'TRUNKLINE_TO_TOKEN', context), bundle, { ...options, publish: options.draft ? null : (options.alias ?? alias), note }, context);
}

function open(url: string, tokenName: string, { environment }: CommandContext): Backend {
  return openServerBackend(url, environment[tokenName]?.trim() || environment['TRUNKLINE_TOKEN']?.trim());
}
