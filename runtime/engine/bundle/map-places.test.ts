import { describe, expect, test } from '@jest/globals';
import type { Flow } from '../../../schemas/documents/flow.js';
import { findNamed, findPlaces } from './find-places.js';
import { mapPlaces } from './map-places.js';

const text = { 'en-US': 'Call +861012345678 or https://crm.test', 'zh-CN': '请拨打 +861012345678' };

const flow = {
  id: 'line',
  initial: 'request',
  meta: { specVersion: '1.0', name: 'Line', languages: ['en-US', 'zh-CN'] },
  states: {
    words: { meta: { step: 'say', prompt: text }, on: { next: 'request' } },
    request: { meta: { step: 'http_request', method: 'GET', url: 'https://crm.test/cards/{{ card.last4 }}' }, on: {} },
    own_request: { meta: { step: 'http_request', method: 'GET', url: '{{ settings.crmUrl }}/cards' }, on: {} },
    other_request: { meta: { step: 'http_request', method: 'GET', url: 'https://crm.test.example/cards' }, on: {} },
    desk: { meta: { step: 'transfer', number: '+861012345678', callerId: '+8610999' }, on: {} },
    queue_desk: { meta: { step: 'transfer', number: 'cards', kind: 'queue' }, on: {} },
    asked_desk: { meta: { step: 'transfer', number: '{{ branch.phone }}' }, on: {} },
    waiting: { meta: { step: 'enqueue', queue: 'cards', music: 'waiting_music' }, on: {} },
    bot: { meta: { step: 'connect_stream', url: 'wss://bot.test/calls' }, on: {} },
    hello: { meta: { step: 'play_audio', recording: 'welcome', text }, on: {} },
    inner: { meta: { step: 'subflow', flow: 'identify', exits: [] }, on: {} },
    gone: { meta: { step: 'no_such_type', url: 'https://crm.test' }, on: {} },
  },
} as unknown as Flow;

const nothing = { numbers: {}, urls: {}, queues: {}, recordings: {} };

test('places are found by what step types say of their properties, never in words', () => {
  expect(findPlaces(flow).map(({ step, kind, value, from }) => [step, kind, value, from])).toEqual([
    ['request', 'url', 'https://crm.test/cards/{{ card.last4 }}', 'literal'],
    ['own_request', 'url', '{{ settings.crmUrl }}/cards', 'settings'],
    ['other_request', 'url', 'https://crm.test.example/cards', 'literal'],
    ['desk', 'number', '+861012345678', 'literal'],
    ['desk', 'number', '+8610999', 'literal'],
    ['queue_desk', 'queue', 'cards', 'literal'],
    ['asked_desk', 'number', '{{ branch.phone }}', 'call'],
    ['waiting', 'queue', 'cards', 'literal'],
    ['waiting', 'recording', 'waiting_music', 'literal'],
    ['bot', 'url', 'wss://bot.test/calls', 'literal'],
    ['hello', 'recording', 'welcome', 'literal'],
  ]);
});

describe('a map', () => {
  const map = { numbers: { '+861012345678': '+861087654321' }, urls: { 'https://crm.test': 'https://crm.bank/api', 'https://crm.test/cards': 'https://cards.bank' }, queues: { cards: 'cards-bank' }, recordings: { welcome: 'welcome' } };
  const { document, mapped, unmapped } = mapPlaces(flow, map);

  test('changes the places it names and nothing else', () => {
    const { states } = document;
    expect([states['request']!.meta['url'], states['other_request']!.meta['url']]).toEqual(['https://cards.bank/{{ card.last4 }}', 'https://crm.test.example/cards']);
    expect([states['desk']!.meta['number'], states['queue_desk']!.meta['number'], states['waiting']!.meta['queue']]).toEqual(['+861087654321', 'cards-bank', 'cards-bank']);
    expect(states['words']).toEqual(flow.states['words']);
    expect(Object.keys(states)).toEqual(Object.keys(flow.states));
    expect(mapped).toHaveLength(5);
  });

  test('leaves what it does not name, and says so', () => {
    expect(unmapped.map(({ step, value }) => [step, value])).toEqual([
      ['other_request', 'https://crm.test.example/cards'],
      ['desk', '+8610999'],
      ['waiting', 'waiting_music'],
      ['bot', 'wss://bot.test/calls'],
    ]);
  });
});

test('without a map nothing changes', () => expect(mapPlaces(flow, nothing).document).toEqual(flow));

test('the flows that a flow runs are found by their control', () => expect(findNamed(flow, 'flow')).toEqual(['identify']));
