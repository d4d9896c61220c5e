import { expect, test } from '@jest/globals';
import { yesOrNoOfSpeech } from './spoken-yes-no.js';

const sentences = {
  yes: ['是', '是的', '对。', '好的，谢谢', '嗯', '可以可以', '没问题', '没错', '需要', '确认', 'Yes', 'yeah sure', 'Yes, please.', 'no problem', "that's right", 'OK', 'Of course'],
  no: ['不', '不是', '不可以', '不对', '不用了谢谢', '没有', '别', '算了', '好的，不用了', '对不起，我不要', 'No', 'nope', 'No, thank you.', "I don't think so", 'that’s wrong', "It isn't", 'not right'],
  unclear: ['', '……', '是不是', '对不对', '我要转人工', '是的，不要', '我不知道', '没听清', '谢谢', '账单', 'yes, no, wait', "I'm not sure", 'what', "I don't know", 'I would like the right thing to happen to my card', 'bill'],
};

test.each(Object.entries(sentences).flatMap(([meaning, said]) => said.map((words) => ({ words, meaning: meaning === 'unclear' ? null : meaning }))))('"$words" means $meaning', ({ words, meaning }) => {
  expect(yesOrNoOfSpeech(words)).toBe(meaning);
});
