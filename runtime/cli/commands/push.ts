import { stat } from 'node:fs/promises';
import type { JsonObject } from '../../../schemas/json.js';
import { validateProduct } from '../../../schemas/published/validators.js';
import { fail } from '../../errors.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { at, withBackend, type Backend } from '../backend/backend.js';
import { readJsonFile } from '../read-json-file.js';

export const setUpPush: CommandSetup = (command, context) => {
  command
    .argument('<file...>', 'flow files, with their *.layout.json beside them, and *.product.json')
    .option('--revision <number>', 'save a flow only over this revision of its draft (Default: over whatever is there)')
    .action((files: string[], options: { revision?: string }) => push(files, options, context));
  addExamples(command, [
    ['push flows/card-services.flow.json', 'saves it as the draft; publish makes it live'],
    ['push flows/products/card_protection.product.json', 'puts terms on sale'],
  ]);
};

async function push(files: string[], { revision }: { revision?: string }, context: CommandContext): Promise<void> {
  if (revision !== undefined && !/^[1-9]\d*$/.test(revision)) throw fail('wrong_usage', { reason: `--revision is a whole number, not "${revision}".` });
  const documents = await Promise.all(files.map(readDocument));
  await withBackend(context, async (backend) => {
    for (const { file, document, layout } of documents) {
      if (validateProduct(document)) {
        const { version } = await backend.request<{ version: string }>('put', at`/products/${document.id}`, { body: { document } });
        context.print(`${document.id} is on sale in version ${version.slice(0, 12)}.`);
      } else {
        const saved = await pushFlow(backend, { document, layout, revision: revision === undefined ? undefined : Number(revision) });
        context.print(`${file} is the draft of ${saved.flow}, revision ${saved.revision}. \`npx trunkline publish ${saved.flow}\` makes it live.`);
      }
    }
  });
}

export interface PushedFlow {
  document: JsonObject;
  layout: JsonObject | null;
  /** (Default: the one that is there.) */
  revision?: number;
}

/** Saves a flow as its draft, or creates it. */
export async function pushFlow(backend: Backend, { document, layout, revision }: PushedFlow): Promise<{ flow: string; revision: number }> {
  const flow = String(document['id']);
  const { flows } = await backend.request<{ flows: { flow: string }[] }>('get', '/flows');
  if (!flows.some((known) => known.flow === flow)) return backend.request('post', '/flows', { body: { document, ...(layout && { layout }) } });
  const draft = await backend.request<{ revision: number; layout: JsonObject }>('get', at`/flows/${flow}/draft`);
  const saved = await backend.request<{ revision: number }>('put', at`/flows/${flow}/draft`, { body: { document, layout: layout ?? draft.layout, revision: revision ?? draft.revision } });
  return { flow, revision: saved.revision };
}

/** A flow or a product with what lies beside it. Throws `wrong_usage` for anything else. */
export async function readDocument(file: string): Promise<{ file: string; document: JsonObject; layout: JsonObject | null }> {
  const document = await readJsonFile(file);
  const isFlow = document !== null && typeof document === 'object' && !Array.isArray(document) && typeof document['id'] === 'string' && (typeof document['states'] === 'object' || 'quoted' in document);
  if (!isFlow) throw fail('wrong_usage', { reason: `${file} is neither a flow nor a product. A flow has "id" and "states", a product "id" and "quoted".` });
  const layoutFile = file.replace(/(\.flow)?\.json$/, '.layout.json');
  const hasLayout = layoutFile !== file && (await stat(layoutFile).catch(() => null)) !== null;
  return { file, document, layout: hasLayout ? ((await readJsonFile(layoutFile)) as JsonObject) : null };
}
