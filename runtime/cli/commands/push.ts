import { stat } from 'node:fs/promises';
import type { Json, JsonObject } from '../../../schemas/json.js';
import { validateProduct } from '../../../schemas/published/validators.js';
import { isSameJson } from '../../engine/diff/json-changes.js';
import { fail } from '../../errors.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { at, withBackend, type Backend } from '../backend/backend.js';
import { isBundle, readBundle } from '../bundle/bundle.js';
import { addBundleOptions, runBundle, type BundleOptions } from '../bundle/run-bundle.js';
import { readJsonFile } from '../read-json-file.js';

export const setUpPush: CommandSetup = (command, context) => {
  command
    .argument('<file...>', 'flow files, with their *.layout.json beside them, *.product.json, or a bundle of `pull --output`')
    .option('--revision <number>', 'save a flow only over this revision of its draft (Default: not over changes of others that nobody published)')
    .option('--dry-run', 'tell what a bundle would change, and change nothing');
  addBundleOptions(command)
    .option('--publish <alias>', 'publish the flow of a bundle under this alias too (Default: drafts only)')
    .option('--json', 'of a bundle: print one JSON document')
    .action((files: string[], options: PushOptions) => push(files, options, context));
  addExamples(command, [
    ['push flows/card-services.flow.json', 'saves it as the draft; publish makes it live'],
    ['push flows/card-services.flow.json --force', 'also over changes of others that nobody published'],
    ['push bundle.json --map map.json --dry-run', 'what a bundle would change here'],
    ['push bundle.json --map map.json --strict --publish live', 'applies it; refused where the map lacks a number, address or queue'],
    ['push flows/products/card_protection.product.json', 'puts terms on sale'],
  ]);
};

interface PushOptions extends BundleOptions {
  revision?: string;
  publish?: string;
}

async function push(files: string[], options: PushOptions, context: CommandContext): Promise<void> {
  const { revision } = options;
  if (await isBundleFile(files)) return pushBundle(files[0]!, options, context);
  const given = (['map', 'strict', 'dryRun', 'publish', 'products', 'json', 'canary', 'replaceCanary'] as const).find((name) => options[name] !== undefined);
  if (given) throw fail('wrong_usage', { reason: `--${given.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} goes with one bundle, and these are flow files.` });
  if (revision !== undefined && !/^[1-9]\d*$/.test(revision)) throw fail('wrong_usage', { reason: `--revision is a whole number, not "${revision}".` });
  const documents = await Promise.all(files.map(readDocument));
  await withBackend(context, async (backend) => {
    for (const { file, document, layout } of documents) {
      if (validateProduct(document)) {
        const { version } = await backend.request<{ version: string }>('put', at`/products/${document.id}`, { body: { document } });
        context.print(`${document.id} is on sale in version ${version.slice(0, 12)}.`);
      } else {
        const saved = await pushFlow(backend, { document, layout, revision: revision === undefined ? undefined : Number(revision), force: options.force });
        context.print(`${file} is the draft of ${saved.flow}, revision ${saved.revision}. \`npx trunkline publish ${saved.flow}\` makes it live.`);
        if (saved.replaced) context.note(`It took the place of changes that nobody published, saved last by ${saved.replaced}.`);
      }
    }
  });
}

async function isBundleFile(files: string[]): Promise<boolean> {
  const documents = await Promise.all(files.map(readJsonFile));
  const bundles = documents.filter(isBundle);
  if (bundles.length > 0 && files.length > 1) throw fail('wrong_usage', { reason: 'A bundle is pushed alone. Name one file.' });
  return bundles.length > 0;
}

async function pushBundle(file: string, options: PushOptions, context: CommandContext): Promise<void> {
  const bundle = await readBundle(file);
  await withBackend(context, async (backend) => runBundle(backend, bundle, { ...options, publish: options.publish ?? null, note: options.note ?? `From a bundle of ${bundle.flow}` }, context));
}

export interface PushedFlow {
  document: JsonObject;
  layout: JsonObject | null;
  /** (Default: the one that is there, unless somebody else left changes in it.) */
  revision?: number;
  /** Save over what others left there, too. (Default: no.) */
  force?: boolean;
}

interface DraftThere {
  document: Json;
  layout: JsonObject;
  revision: number;
  updatedBy: string;
}

/**
 * Saves a flow as its draft, or creates it. `replaced`: who had saved changes there that nobody published. Throws `wrong_usage` where that was
 * somebody else, except with `force` or the revision that was seen.
 */
export async function pushFlow(backend: Backend, { document, layout, revision, force = false }: PushedFlow): Promise<{ flow: string; revision: number; replaced?: string }> {
  const flow = String(document['id']);
  const { flows } = await backend.request<{ flows: { flow: string; draft: { changed: boolean } | null }[] }>('get', '/flows');
  const known = flows.find((entry) => entry.flow === flow);
  if (!known) return backend.request('post', '/flows', { body: { document, ...(layout && { layout }) } });
  const draft = await backend.request<DraftThere>('get', at`/flows/${flow}/draft`);
  const isOthers = known.draft?.changed === true && !isSameJson(draft.document, document) && !(await isMine(backend, draft));
  if (isOthers && !force && revision === undefined) throw fail('wrong_usage', { reason: `The draft of ${flow} has changes that nobody published, saved last by ${draft.updatedBy}; \`npx trunkline diff ${flow}\` tells them. Publish them or undo them there, or write over them with --force.` });
  const saved = await backend.request<{ revision: number }>('put', at`/flows/${flow}/draft`, { body: { document, layout: layout ?? draft.layout, revision: revision ?? draft.revision } });
  return { flow, revision: saved.revision, ...(isOthers && { replaced: draft.updatedBy }) };
}

/** Whether the last changes are one's own: who pushes a file again and again is not in anybody's way. */
async function isMine(backend: Backend, { updatedBy }: DraftThere): Promise<boolean> {
  const { user } = await backend.request<{ user: { email: string | null; name: string } }>('get', '/me');
  return [user.email, user.name, `token:${user.name}`].includes(updatedBy);
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
