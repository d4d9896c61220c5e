import { expect, test } from '@jest/globals';
import type { FlowHistory, Publication } from '../api/flows.js';
import { getStanding } from './get-standing.js';

type Row = [alias: string, action: Publication['action'], version: string, canary?: string];

/** Publications as they are listed, the newest first. */
const rows = (...entries: Row[]): Publication[] =>
  entries.map(([alias, action, version, canary], at) => ({ id: entries.length - at, alias, action, version, canary: canary ? { version: canary, sharePercent: 10 } : null, publishedAt: '2026-11-20T10:00:00Z', publishedBy: 'Lin', note: '' }));

const standings = (publications: Publication[], aliases: Record<string, string>, canaries: Record<string, string> = {}): string[] => {
  const history: FlowHistory = { versions: [], publications, aliases, canaries: Object.fromEntries(Object.entries(canaries).map(([alias, version]) => [alias, { version, sharePercent: 10, since: '' }])) };
  return publications.map((publication) => Object.values(getStanding(publication, history)).join(' '));
};

test.each<[what: string, Publication[], Record<string, string>, Record<string, string>, string[]]>([
  ['a trial is no live version; that stays where it was published', rows(['live', 'canary_started', 'A', 'B'], ['live', 'published', 'A']), { live: 'A' }, { live: 'B' }, ['B trial', 'A now']],
  ['a trial that was widened stands at its last change', rows(['live', 'canary_changed', 'A', 'B'], ['live', 'canary_started', 'A', 'B'], ['live', 'published', 'A']), { live: 'A' }, { live: 'B' }, ['B trial', 'B past', 'A now']],
  ['a promoted trial is live', rows(['live', 'canary_promoted', 'B'], ['live', 'canary_started', 'A', 'B'], ['live', 'published', 'A']), { live: 'B' }, {}, ['B now', 'B past', 'A past']],
  ['a stopped trial gives the badge back', rows(['live', 'canary_ended', 'A'], ['live', 'canary_started', 'A', 'B'], ['live', 'published', 'A']), { live: 'A' }, {}, ['A now', 'B past', 'A past']],
  ['each name has its own', rows(['test', 'published', 'B'], ['live', 'published', 'A'], ['test', 'published', 'A']), { live: 'A', test: 'B' }, {}, ['B now', 'A now', 'A past']],
])('%s', (_what, publications, aliases, canaries, expected) => {
  expect(standings(publications, aliases, canaries)).toEqual(expected);
});
