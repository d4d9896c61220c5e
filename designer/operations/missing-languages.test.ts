import { expect, test } from '@jest/globals';
import { findMissingLanguages } from './missing-languages.js';

const flows = [
  { flow: 'cards', languages: ['zh-CN', 'en-US'] },
  { flow: 'branch', languages: ['zh-CN'] },
  { flow: 'harbour', languages: ['zh-HK', 'en-GB', 'de-DE'] },
];

test.each<[texts: Record<string, string>, missing: { language: string; flows: string[] }[]]>([
  [{ 'zh-CN': '关门', 'en-US': 'Closed', 'de-DE': 'Zu' }, []],
  [{ 'zh-CN': '关门' }, [{ language: 'en-US', flows: ['cards'] }, { language: 'en-GB', flows: ['harbour'] }, { language: 'de-DE', flows: ['harbour'] }]],
  [{ 'zh-CN': ' ', 'en-US': 'Closed', 'de-DE': 'Zu' }, [{ language: 'zh-CN', flows: ['cards', 'branch'] }, { language: 'zh-HK', flows: ['harbour'] }]],
  [{}, []],
  [{ 'zh-CN': '' }, []],
])('%j leaves %j without words', (texts, missing) => expect(findMissingLanguages(texts, flows)).toEqual(missing));
