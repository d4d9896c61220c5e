import { writeFile } from 'node:fs/promises';
import type { Flow } from '../../../schemas/documents/flow.js';
import { validateFlow } from '../../../schemas/published/validators.js';
import { renderMermaid } from '../../engine/export/render-mermaid.js';
import { renderScxml } from '../../engine/export/render-scxml.js';
import { renderXstate } from '../../engine/export/render-xstate.js';
import { fail } from '../../errors.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { readJsonFile } from '../read-json-file.js';

export const setUpExport: CommandSetup = (command, context) => {
  for (const [format, { does }] of Object.entries(formats)) {
    command
      .command(format)
      .description(does)
      .argument('<file>', 'a flow file')
      .option('--output <file>', 'where to write it (Default: standard output)')
      .action((file: string, options: { output?: string }) => exportFlow(format, file, options, context));
  }
  addExamples(command, [
    ['export xstate my.flow.json', 'for createMachine and the tools around it: the flow is one already'],
    ['export mermaid my.flow.json --output my.mmd', 'a diagram for a page'],
    ['export scxml my.flow.json', 'the W3C notation of state machines'],
  ]);
};

const formats: Record<string, { does: string; render(flow: Flow): string }> = {
  xstate: { does: 'An XState v5 machine config.', render: renderXstate },
  mermaid: { does: 'A Mermaid state diagram.', render: renderMermaid },
  scxml: { does: 'State Chart XML (W3C).', render: renderScxml },
};

async function exportFlow(format: string, file: string, { output }: { output?: string }, context: CommandContext): Promise<void> {
  const flow = await readJsonFile(file);
  if (!validateFlow(flow)) {
    const [problem] = validateFlow.errors ?? [];
    throw fail('invalid_flow', { reason: `${problem?.instancePath || file} ${problem?.message ?? 'does not fit the schema'}. \`npx trunkline check ${file}\` tells more.` });
  }
  const text = formats[format]!.render(flow);
  if (output === undefined) return context.print(text);
  await writeFile(output, `${text}\n`).catch((error: Error) => {
    throw fail('wrong_usage', { reason: `${output} cannot be written: ${error.message}.` });
  });
  context.note(`Wrote ${output}.`);
}
