import { expect, test } from '@jest/globals';
import type { Flow } from '../../schemas/documents/flow.js';
import type { Draft } from '../drafts/draft-store.js';
import { compareFlows } from './compare-flows.js';

function createDraft(change: (flow: Flow, positions: Draft['layout']['positions']) => void = () => undefined): Draft {
  const say = (words: string, next: string) => ({ meta: { step: 'say', prompt: { 'en-US': words } }, on: { next } });
  const document: Flow = {
    id: 'line',
    initial: 'welcome',
    meta: { specVersion: '1.0', name: 'Line', languages: ['en-US'] },
    states: { welcome: say('Welcome to the line.', 'news'), news: say('There is some news today.', 'goodbye'), goodbye: { type: 'final', meta: { step: 'hang_up' } } },
  };
  const positions = { welcome: { x: 0, y: 0 }, news: { x: 300, y: 0 }, goodbye: { x: 600, y: 0 } };
  change(document, positions);
  return { document, layout: { flow: 'line', positions } };
}

test('what came, went, changed and moved is told apart, and what went stands where it stood', () => {
  const later = createDraft((flow, positions) => {
    delete flow.states['news'];
    flow.states['hours'] = { meta: { step: 'say', prompt: { 'en-US': 'We are open from nine.' } }, on: { next: 'goodbye' } };
    flow.states['welcome']!.on!['next'] = 'hours';
    positions['hours'] = { x: 300, y: 200 };
    positions['goodbye'] = { x: 900, y: 100 };
  });
  const { marks, together, moved, ways } = compareFlows(createDraft(), later);
  expect(marks).toEqual({ welcome: 'changed', news: 'removed', hours: 'added', goodbye: 'moved' });
  expect(together.layout.positions['news']).toEqual({ x: 300, y: 0 });
  expect(Object.keys(together.document.states)).toEqual(['welcome', 'goodbye', 'hours', 'news']);
  expect(moved).toEqual(['goodbye']);
  expect(ways).toEqual({ 'welcome.next': 'added', 'hours.next': 'added', 'news.next': 'removed' });
});

test('a step under a new id is one step', () => {
  const later = createDraft((flow, positions) => {
    flow.states['bulletin'] = flow.states['news']!;
    delete flow.states['news'];
    flow.states['welcome']!.on!['next'] = 'bulletin';
    positions['bulletin'] = positions['news']!;
  });
  const { marks, ways } = compareFlows(createDraft(), later);
  expect(marks).toEqual({ bulletin: 'changed' });
  expect(ways).toEqual({});
});

test('a version beside itself has no marks', () => {
  const { marks, diff, moved } = compareFlows(createDraft(), createDraft((_flow, positions) => (positions['news']!.x += 10)));
  expect([marks, diff.isSame, moved]).toEqual([{}, true, []]);
});
