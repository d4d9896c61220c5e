import { defineEffect } from '../../define-effect.js';
import type { KnowledgeMemory } from './knowledge-memory.js';
import type { KnowledgeAnswerData } from './knowledge_answer.js';

const MOST_ARTICLES = 2;

/** Looks for articles; what is found goes back to the step, which reads it. */
export const knowledgeAnswerEffect = defineEffect<KnowledgeAnswerData>({
  type: 'knowledge_answer',
  failedExit: 'failed',
  async run(data, { call, ports }) {
    const memory = call.visit.memory as KnowledgeMemory;
    if (memory?.stage !== 'search') throw new Error('There is no question to search for.');
    const { query, by } = memory;
    const found = (await ports.knowledge?.search({ query, language: call.language, limit: data.most ?? MOST_ARTICLES, now: call.now })) ?? [];
    const searched = { type: 'knowledge_searched', query, by, found: found.length };
    const [best] = found;
    if (!best) return { exit: 'unanswered', facts: [searched, { type: 'knowledge_unanswered', query, why: 'nothing_found' }] };
    const hits = found.map(({ article, text }) => ({ article, text }));
    return { again: 'stage', memory: { stage: 'read', query, hits, at: 0, since: call.visit.attempt }, facts: [{ ...searched, article: best.article, score: best.score }] };
  },
});
