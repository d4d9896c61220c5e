import type { CallState } from './call-state.js';
import type { CompiledFlow } from './compile-flow.js';

/** Where a turn finds the flows that its own leads into. */
export interface FlowLibrary {
  /** Throws where the version cannot be read. */
  getFlow(version: string): Promise<CompiledFlow>;
  /** The version of a flow that a call gets now; `null` where it is not published. */
  getLive(flow: string): Promise<string | null>;
}

/** The flow that runs in a call, and those that it is a subflow of, outermost first. */
export async function getRunningFlows({ frames }: CallState, { getFlow }: Pick<FlowLibrary, 'getFlow'>): Promise<{ flow: CompiledFlow; outer: CompiledFlow[] }> {
  const flows = await Promise.all(frames.map(({ version }) => getFlow(version)));
  return { flow: flows[flows.length - 1]!, outer: flows.slice(0, -1) };
}
