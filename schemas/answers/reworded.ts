import type { Scenario } from '../documents/scenario.js';

/** What a scenario would expect to be heard if the words of a call were right. */
export interface Reworded {
  /** All that the scenario would expect then, in order. */
  hears: string[];
  /** What was expected and did not come, beside what came in its place; `null` where nothing did. */
  changes: { before: string; after: string | null }[];
  /** Nothing else differs from what the scenario expects. */
  onlyWords: boolean;
  /** The scenario names every step, and the call went just that way: whoever accepts the words accepts nothing else unseen. */
  sameWay: boolean;
}

/** Other words that a scenario shall expect to be heard, and how it stood when they were looked at. */
export interface AcceptedWords {
  before: Scenario;
  hears: string[];
}
