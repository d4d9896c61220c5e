import type { JsonObject } from '../../../schemas/json.js';

/** One step from a version of the flow format to the next. */
export interface FlowMigration {
  /** What it does, as its file is called. */
  name: string;
  from: string;
  to: string;
  /** Gets a copy that it may change. The result says `to`. */
  migrate(document: JsonObject): JsonObject;
}
