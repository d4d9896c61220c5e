import { Type } from '@sinclair/typebox';
import { defineStep } from '../../define-step.js';
import { endStates } from '../../end-states.js';
import { field, oneOf, stepData } from '../../form-controls.js';
import { LocalizedText } from '../../localized-text.js';
import { say } from '../../speech.js';

/** Ends the call. */
export const hangUp = defineStep({
  type: 'hang_up',
  title: { 'en-US': 'Hang up', 'zh-CN': '挂机' },
  alsoCalled: { 'en-US': ['end', 'goodbye', 'disconnect'], 'zh-CN': ['挂机', '结束', '再见'] },
  summary: { 'en-US': 'Says goodbye and ends the call.', 'zh-CN': '道别并结束通话。' },
  group: 'end',
  final: true,
  schema: stepData({
    endState: Type.Optional(
      field(oneOf(endStates), {
        title: { 'en-US': 'Counts as', 'zh-CN': '计为' },
        help: 'How the reports count this ending. Left out, it follows from what the call reached: a person, an order, an answer.',
        control: 'select',
        labels: {
          completed: { 'en-US': 'Completed', 'zh-CN': '办成' },
          informed: { 'en-US': 'Informed', 'zh-CN': '查到' },
          agent_requested: { 'en-US': 'Person, asked for', 'zh-CN': '要求转人工' },
          agent_by_design: { 'en-US': 'Person, by design', 'zh-CN': '按设计转人工' },
          failed_to_agent: { 'en-US': 'Person, after a failure', 'zh-CN': '失败转人工' },
          abandoned: { 'en-US': 'Abandoned', 'zh-CN': '中途放弃' },
          abandoned_in_queue: { 'en-US': 'Abandoned in the queue', 'zh-CN': '排队放弃' },
          message_left: { 'en-US': 'Message left', 'zh-CN': '已留言' },
          system_error: { 'en-US': 'System error', 'zh-CN': '系统故障' },
        },
      }),
    ),
    prompt: Type.Optional(field(LocalizedText, { title: { 'en-US': 'Last words', 'zh-CN': '结束语' }, help: 'Spoken before the line closes.', control: 'prompt' })),
  }),
  exits: () => [],
  enter: (data, call) => ({ verbs: say(call, call.prompt(data.prompt)), exit: 'done' }),
  examples: [
    { title: { 'en-US': 'Goodbye', 'zh-CN': '再见' }, data: { endState: 'completed', prompt: { 'zh-CN': '感谢来电，再见。', 'en-US': 'Thank you for calling. Goodbye.' } } },
  ],
});
