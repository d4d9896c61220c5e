import type { BothLanguages } from '../../schemas/form-controls.js';
import type { Expected, JsonFault } from './find-json-fault.js';

/** Where the fault is and what to do, as a part of a sentence. */
export function explainJsonFault({ line, character, found, expected, fullWidth }: JsonFault): BothLanguages {
  const place = { 'en-US': `line ${line}, character ${character}`, 'zh-CN': `第 ${line} 行第 ${character} 个字符` };
  if (fullWidth !== null) {
    const plain = fullWidth === ' ' ? { 'en-US': 'a plain space', 'zh-CN': '半角空格' } : { 'en-US': `the plain sign ${fullWidth}`, 'zh-CN': ` ${fullWidth}` };
    return {
      'en-US': `${place['en-US']}: ${found === '　' ? 'the space' : `“${found}”`} is a full-width sign; JSON wants ${plain['en-US']}`,
      'zh-CN': `${place['zh-CN']}${found === '　' ? '是全角空格' : `“${found}”是全角标点`}，JSON 要用半角的${plain['zh-CN']}`,
    };
  }
  const wanted = WORDS[expected];
  if (found === '') return { 'en-US': `it ends too early, at ${place['en-US']}; ${wanted['en-US']} is missing`, 'zh-CN': `${place['zh-CN']}处就结束了，还缺少${wanted['zh-CN']}` };
  return { 'en-US': `${place['en-US']}: ${wanted['en-US']} should stand here, not ${show(found)['en-US']}`, 'zh-CN': `${place['zh-CN']}应为${wanted['zh-CN']}，而不是${show(found)['zh-CN']}` };
}

const WORDS: Readonly<Record<Expected, BothLanguages>> = {
  value: { 'en-US': 'a value (a text in quotation marks, a number, true, false, null, { or [)', 'zh-CN': '一个值（带引号的文字、数字、true、false、null、{ 或 [）' },
  name: { 'en-US': 'a name in quotation marks', 'zh-CN': '带双引号的名字' },
  colon: { 'en-US': 'a colon', 'zh-CN': '冒号 :' },
  commaOrBrace: { 'en-US': 'a comma or }', 'zh-CN': '逗号 , 或 }' },
  commaOrBracket: { 'en-US': 'a comma or ]', 'zh-CN': '逗号 , 或 ]' },
  quote: { 'en-US': 'the closing quotation mark', 'zh-CN': '结尾的双引号' },
  escape: { 'en-US': 'a second backslash, or one of its letters such as \\n', 'zh-CN': '第二个反斜杠，或 \\n 等转义' },
  end: { 'en-US': 'nothing more', 'zh-CN': '结尾' },
};

function show(found: string): BothLanguages {
  return found === '\n' ? { 'en-US': 'a line break', 'zh-CN': '换行' } : { 'en-US': found, 'zh-CN': ` ${found}` };
}
