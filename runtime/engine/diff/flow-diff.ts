import type { Json } from '../../../schemas/json.js';
import type { Messages } from '../check/problem.js';

/** What changes between two versions of a flow. A document: JSON. */
export interface FlowDiff {
  schemaVersion: 1;
  flow: string;
  /** Nothing that a call could notice, and nothing that people read, is different. */
  isSame: boolean;
  steps: { added: string[]; removed: string[]; renamed: { from: string; to: string }[]; changed: string[] };
  /** The flow as a whole first, then in the order of the later version, what was removed last. */
  changes: FlowChange[];
}

export interface FlowChange {
  kind: 'flow_changed' | 'step_added' | 'step_removed' | 'step_renamed' | 'type_changed' | 'property_changed' | 'exit_changed';
  /** By its later id; `null` for the flow as a whole. */
  step: string | null;
  /** JSON pointer (RFC 6901) into the later version; into the earlier one for what was removed. */
  pointer: string;
  /** Of an exit and its target, of a property its value; `null` where there was none. */
  before: Json;
  after: Json;
  /** What it means for a caller, where it means something. */
  message: string;
  messages: Messages;
}
