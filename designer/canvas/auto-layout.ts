import ELK from 'elkjs/lib/elk-api.js';
import elkWorker from 'elkjs/lib/elk-worker.min.js?url';
import type { Flow } from '../../schemas/documents/flow.js';
import type { Place } from '../drafts/edits.js';
import { arrangeSteps, type LayoutRequest } from './arrange-steps.js';

let elk: InstanceType<typeof ELK> | null = null;

/** Places for the steps of a flow, in layers from the first one to the right. What has to be laid out anew is computed in a worker. */
export function computeLayout(flow: Flow, request: LayoutRequest = {}): Promise<Record<string, Place>> {
  return arrangeSteps(flow, request, (graph) => {
    elk ??= new ELK({ workerFactory: () => new Worker(elkWorker) });
    return elk.layout(graph);
  });
}
