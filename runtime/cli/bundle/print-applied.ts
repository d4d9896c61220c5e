import type { CommandContext } from '../command-context.js';
import { printDiff } from '../print-diff.js';
import { tellPlace, type Applied } from './apply-bundle.js';

/** What a bundle changed, or would change, for people. */
export function printApplied({ flows, mapped, unmapped, products, missing }: Applied, { dryRun, place }: { dryRun: boolean; place: string }, context: CommandContext): void {
  const { print, paint } = context;
  print(paint.strong(dryRun ? `What would change at ${place}:` : `At ${place}:`));
  for (const { flow, draft, scenarios, published, diff } of flows) {
    const done = [
      { created: 'a new flow', saved: 'the draft is saved', same: 'the draft is the same' }[draft],
      ...(scenarios === 'saved' ? ['its scenarios are saved'] : []),
      ...(published ? [published.result === 'same' ? `${flow}@${published.alias} is this already` : `${flow}@${published.alias} is ${published.version?.slice(0, 12) ?? 'this'} from the next call on`] : []),
    ];
    print(`${paint.strong(flow)}: ${done.join('; ')}.`);
    if (diff && !diff.isSame) printDiff(diff, 'en-US', context);
  }
  for (const found of mapped) print(`  ${tellPlace(found)} → ${found.to}`);
  for (const { product, result } of products) if (result !== 'same') print(result === 'on_sale' ? `Product ${product} is on sale in these terms.` : `Product ${product} has other terms there; --products puts these on sale.`);
  for (const found of unmapped) context.note(paint.warn(`Not in the map, left as it is: ${tellPlace(found)}`));
  if (missing.recordings.length > 0) context.note(`Recordings that are not there: ${missing.recordings.join(', ')}. Upload them with PUT /api/recordings/<name>.`);
  if (missing.articles.length > 0) context.note(`Articles that are not there: ${missing.articles.join(', ')}.`);
}
