import { expect, test } from '@jest/globals';
import type { SayVerb, Verb } from '../../schemas/verbs.js';
import { markTags } from './prompts/speech-markup.js';
import { settleSpeech, withoutMarks } from './settle-speech.js';

const settings = { languages: ['zh-CN', 'en-US'], voices: {} };

const say = (template: string, language = 'zh-CN'): SayVerb => ({ verb: 'say', text: markTags(template), language });

test('plain words stay as they are', () => {
  const verbs: Verb[] = [say('您好。'), { verb: 'hang_up' }];
  expect(settleSpeech(verbs, settings)).toEqual(verbs);
});

test('a run in another language is a say of its own, in its own voice', () => {
  const voices = { 'en-US': 'Polly.Ruth-Neural' };
  expect(settleSpeech([{ ...say('您好。 <lang xml:lang="en-US">For English, press 9.</lang> 请稍候。'), interruptible: true }], { ...settings, voices })).toEqual([
    { verb: 'say', text: '您好。 ', language: 'zh-CN', interruptible: true },
    { verb: 'say', text: 'For English, press 9.', language: 'en-US', interruptible: true, voice: 'Polly.Ruth-Neural' },
    { verb: 'say', text: ' 请稍候。', language: 'zh-CN', interruptible: true },
  ]);
});

test('so is one without a mark of its own, beside marks', () => {
  expect(settleSpeech([say('您好。<break time="1s"/>请按1。For English, press 9.')], settings)).toEqual([
    expect.objectContaining({ text: '您好。 请按1。', language: 'zh-CN' }),
    expect.objectContaining({ text: 'For English, press 9.', language: 'en-US' }),
  ]);
});

test('marks are data beside plain words, in whatever verb they stand', () => {
  const marked = [{ tag: 'emphasis', attributes: {}, children: ['请'] }, '按1'];
  const spoken = { verb: 'say', text: '请按1', language: 'zh-CN', marked };
  const verbs: Verb[] = [
    { verb: 'gather', prompts: [say('<emphasis>请</emphasis>按1')], input: ['keys'], language: 'zh-CN', timeoutSeconds: 5, digits: 1, finishOnKey: '', hints: [] },
    { verb: 'dial', number: '+861055550001', timeoutSeconds: 20, callerId: null, whisper: [say('<emphasis>请</emphasis>按1')] },
  ];
  expect(settleSpeech(verbs, settings)).toEqual([expect.objectContaining({ prompts: [spoken] }), expect.objectContaining({ whisper: [spoken] })]);
});

test('what is kept of a call has no marks', () => {
  expect(withoutMarks({ type: 'price_heard', text: markTags('每季<emphasis>十二元</emphasis>'), list: [markTags('<p>好</p>')], count: 2, none: null })).toEqual({
    type: 'price_heard',
    text: '每季十二元',
    list: [' 好 '],
    count: 2,
    none: null,
  });
});
