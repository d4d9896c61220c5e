import { expect, test } from '@jest/globals';
import type { RecordingUse, RecordingVariant } from '../api/library.js';
import { createShelf } from './recording-shelf.js';

const variant = (recording: string, language: string): RecordingVariant => ({ recording, language, contentType: 'audio/wav', bytes: 1, seconds: 1, words: '', url: null, updatedAt: '', updatedBy: '' });
const use = (recording: string, languages: string[]): RecordingUse => ({ recording, flow: 'line', flowName: 'Line', step: 'welcome', stepTitle: null, languages, live: true, draft: false });

test('a recording lacks the languages of the flows that play it, kin ones excepted', () => {
  const shelf = createShelf([variant('welcome', 'en-GB')], [use('welcome', ['en-US', 'zh-CN']), use('welcome', ['zh-CN', 'ja-JP'])]);
  expect(shelf.map(({ recording, missing }) => [recording, missing])).toEqual([['welcome', ['zh-CN', 'ja-JP']]]);
});

test('one that flows name and nobody uploaded stands there too, and music nobody plays lacks nothing', () => {
  const shelf = createShelf([variant('music', 'zh-CN')], [use('welcome', ['zh-CN'])]);
  expect(shelf.map(({ recording, variants, missing }) => [recording, variants.length, missing])).toEqual([['music', 1, []], ['welcome', 0, ['zh-CN']]]);
});
