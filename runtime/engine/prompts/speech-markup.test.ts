import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkMarkup } from './check-markup.js';
import { estimatePromptSeconds, estimateSpeechSeconds } from './estimate-speech-seconds.js';
import { createPromptRenderer } from './render-prompt.js';
import { markTags, readSpeech } from './speech-markup.js';

const { render } = createPromptRenderer();

function speak(template: string, values: Record<string, unknown> = {}) {
  return readSpeech(render(template, { values, language: 'zh-CN', now: '2026-11-22T02:00:00Z', marks: true }));
}

describe('Marks of a prompt', () => {
  test.each<[template: string, words: string, nodes: unknown]>([
    ['您好。', '您好。', null],
    ['您好。<break time="500ms"/>请稍候。', '您好。 请稍候。', ['您好。', { tag: 'break', attributes: { time: '500ms' }, children: [] }, '请稍候。']],
    ['<emphasis level="strong">不收费</emphasis>。', '不收费。', [{ tag: 'emphasis', attributes: { level: 'strong' }, children: ['不收费'] }, '。']],
    ['<sub alias="人民币">RMB</sub>结算', '人民币结算', [{ tag: 'sub', attributes: { alias: '人民币' }, children: ['RMB'] }, '结算']],
    ['<prosody rate="slow">{{ x }}</prosody>', '四三二幺', [{ tag: 'prosody', attributes: { rate: 'slow' }, children: ['四三二幺'] }]],
    ['小于<五，A < B，1<2', '小于<五，A < B，1<2', null],
    ['<p><s>一</s><s>二</s></p>', ' 一 二 ', [{ tag: 'p', attributes: {}, children: [{ tag: 's', attributes: {}, children: ['一'] }, { tag: 's', attributes: {}, children: ['二'] }] }]],
    ['{% if x %}<break/>{% endif %}好', ' 好', [{ tag: 'break', attributes: {}, children: [] }, '好']],
  ])('%s is %j', (template, words, nodes) => {
    expect(speak(template, { x: '四三二幺' })).toEqual({ text: words, nodes });
  });

  test.each(['<script>x</script>', '<Say>x</Say>', '<break time="1h"/>x', '<sub>x</sub>', '<!-- y -->x', '<emphasis x="1">x</emphasis>', '</p>x'])('%s is never spoken as one', (template) => {
    expect(speak(template)).toEqual({ text: 'x', nodes: null });
  });

  test.each(['<break time="10s"/>', '</Say><Hangup/>', '\uE000break\uE001', '<lang xml:lang="en-US">', '{{ secret }}', '&lt;break/&gt;'])('the value %j stays words', (value) => {
    const { nodes } = speak('{{ name }}您好', { name: value });
    expect(nodes).toBeNull();
    expect(speak('<emphasis>{{ name }}</emphasis>', { name: value }).nodes).toEqual([{ tag: 'emphasis', attributes: {}, children: expect.anything() }]);
  });

  test('no value of any kind becomes a mark, and none breaks the marks of the template', () => {
    const hostile = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('<', '>', '/', '\uE000', '\uE001', 'break', 'p', '"', ' ', '=') }));
    fc.assert(
      fc.property(hostile, (value) => {
        const { nodes } = speak('<p>{{ value }}</p>', { value });
        return nodes?.length === 1 && JSON.stringify(nodes).match(/"tag"/g)?.length === 1;
      }),
    );
  });

  test('any template at all is read without an exception', () => {
    const written = fc.string({ unit: fc.constantFrom('<', '>', '/', 'p', 's', 'break', 'lang', ' xml:lang="en"', '{{ x }}', '{% if x %}', '{% endif %}', '"', '\uE000', '\uE001', '字') });
    fc.assert(fc.property(written, (template) => (checkMarkup(template), typeof readSpeech(markTags(template)).text === 'string')));
  });
});

describe('What is wrong with a tag', () => {
  test.each<[template: string, where: [number, number], said: RegExp, mended: string | null]>([
    ['a<brake/>b', [1, 2], /no tag "<brake\/>"/, 'ab'],
    ['one\ntwo <p>three', [2, 5], /never closed; close it with <\/p>/, 'one\ntwo <p>three</p>'],
    ['three</p>', [1, 6], /closes nothing/, 'three'],
    ['<p><s>x</p></s>', [1, 8], /put <\/s> before it/, null],
    ['<break time="5h"/>', [1, 1], /value no voice knows; <break time="500ms"\/>/, null],
    ['<sub>x</sub>', [1, 1], /lacks "alias"/, null],
    ['<p class="x">x</p>', [1, 1], /"class" is no attribute/, null],
    ['<break time=1s/>', [1, 1], /not written as a tag must be/, null],
    ['<break time="1s"', [1, 1], /has no end/, null],
    ['{% if a %}<p>{% endif %}x</p>', [1, 11], /different parts of an if/, null],
    ['{% if a %}<p>x{% else %}y</p>{% endif %}', [1, 11], /different parts of an if/, null],
  ])('%j is told with its place', (template, [line, column], said, mended) => {
    const fault = checkMarkup(template);
    expect(fault).toMatchObject({ line, column, message: { 'en-US': expect.stringMatching(said), 'zh-CN': expect.stringMatching(/\p{Script=Han}/u) } });
    if (mended !== null) expect(fault!.mended).toBe(mended);
  });

  test.each(['x', 'a < b and b > c', '<p>{{ x | default: "<y" }}</p>', '{% if a %}<p>x</p>{% else %}<s>y</s>{% endif %}', '<phoneme alphabet="x-amazon-pinyin" ph="chong2 qing4">重庆</phoneme>', '<prosody rate="90%" volume="+6dB">慢</prosody>'])('%s is fine', (template) => {
    expect(checkMarkup(template)).toBeNull();
  });
});

describe('The estimate', () => {
  test.each<[template: string, seconds: number]>([
    ['好<break time="2s"/>好', 2 / 4 + 2],
    ['好<break time="500ms"/>', 1 / 4 + 0.5],
    ['好<break strength="strong"/>', 1 / 4 + 0.7],
    ['好<break time="60s"/>', 1 / 4 + 10],
    ['<emphasis>好好</emphasis>', 2 / 4],
    ['<lang xml:lang="en-US">For English press 9</lang>', 4 / 2.6],
    ['<sub alias="人民币">RMB</sub>', 3 / 4],
  ])('%s lasts %d s', (template, seconds) => {
    expect(estimateSpeechSeconds(markTags(template), 'zh-CN')).toBeCloseTo(seconds, 6);
    expect(estimatePromptSeconds(template, 'zh-CN')).toBeCloseTo(seconds, 6);
  });
});
