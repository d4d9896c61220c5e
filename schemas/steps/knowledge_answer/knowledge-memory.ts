/**
 * Where the step stands. `told`: the question is asked again, and why. `search`: the effect looks for articles. `read`: the one at `at` is
 * spoken. `rate`: the caller is asked whether it helped; `since` is the attempt at which that began.
 */
export type KnowledgeMemory =
  | null
  | { stage: 'told'; why: 'not_heard' | 'not_understood' }
  | { stage: 'search'; query: string; by: 'keys' | 'speech' }
  | { stage: 'read' | 'rate'; query: string; hits: { article: string; text: string }[]; at: number; since: number };
