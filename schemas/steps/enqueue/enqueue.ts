import { Type, type Static } from '@sinclair/typebox';
import type { QueueResult } from '../../caller-input.js';
import { defineStep, type CallView, type QueueView, type StepExit } from '../../define-step.js';
import { Id } from '../../documents/flow.js';
import { fillJson } from '../../fill-json.js';
import { Key, anyJson, field, seconds, stepData } from '../../form-controls.js';
import { waitPrompt } from '../../house-prompts.js';
import type { JsonObject } from '../../json.js';
import { LocalizedText } from '../../localized-text.js';
import { queueScope } from '../../queue-estimate.js';
import { Reason, reasonOf } from '../../reach-person.js';
import { askForKey, say } from '../../speech.js';
import type { PromptVerb } from '../../verbs.js';

/** As long as a caller may hear nothing before they think that the line is dead. */
const EVERY_SECONDS = 10;

/** Listened for the key of a callback after the pause. */
const LISTEN_SECONDS = 1;

const schema = stepData({
  queue: field(Type.String({ minLength: 1, maxLength: 64 }), { title: { 'en-US': 'Queue', 'zh-CN': '队列' }, help: 'Its name at the carrier, or a template. It is made on demand.', control: 'template', placeholder: 'cards', place: 'queue' }),
  reason: Type.Optional(Reason),
  workflowSid: Type.Optional(
    field(Type.String({ pattern: '^(WW[0-9a-fA-F]{32}|\\{\\{.*\\}\\})$' }), {
      title: { 'en-US': 'Router workflow', 'zh-CN': '路由工作流' },
      help: "A workflow of Twilio's TaskRouter (WW…), which finds the person by the attributes below. (Default: a plain queue.)",
      control: 'template',
      place: 'queue',
    }),
  ),
  attributes: Type.Optional(
    field(anyJson(), { title: { 'en-US': 'Attributes', 'zh-CN': '任务属性' }, help: 'What the router and the person are told, as JSON; its texts may be templates. The call, the queue and the language are always there.', control: 'json' }),
  ),
  prompt: Type.Optional(
    field(LocalizedText, {
      title: { 'en-US': 'While waiting', 'zh-CN': '等待播报' },
      help: 'Said over and over; reads {{ queue.position }}, {{ queue.ahead }} and {{ queue.waitMinutes }}, which are empty where nobody knows. (Default: both, in our own words.)',
      control: 'prompt',
    }),
  ),
  music: Type.Optional(field(Id, { title: { 'en-US': 'Music', 'zh-CN': '等待音乐' }, help: 'A recording of the library, played between two announcements. (Default: a pause.)', control: 'recording', placeholder: 'waiting_music', place: 'recording' })),
  everySeconds: Type.Optional(
    field(Type.Integer({ minimum: 5, maximum: 300, default: EVERY_SECONDS }), { title: { 'en-US': 'Pause between', 'zh-CN': '播报间隔' }, help: 'How long it is quiet between two announcements where there is no music. (Default: 10 seconds.)', control: 'number', unit: seconds }),
  ),
  secondsEach: Type.Optional(
    field(Type.Integer({ minimum: 1, maximum: 3600 }), { title: { 'en-US': 'One place takes', 'zh-CN': '每位约需' }, help: 'How long the queue takes to move on by one place, for the estimate. (Default: reckoned from how long those in the queue have waited.)', control: 'number', unit: seconds }),
  ),
  callbackKey: Type.Optional(field(Key, { title: { 'en-US': 'Callback key', 'zh-CN': '回拨按键' }, help: 'The key by which a waiting caller asks to be called back.', control: 'key' })),
  callbackPrompt: Type.Optional(field(LocalizedText, { title: { 'en-US': 'Callback offer', 'zh-CN': '回拨提示' }, help: 'Says that the key brings a callback; said after each announcement.', control: 'prompt' })),
  maxWaitSeconds: Type.Optional(
    field(Type.Integer({ minimum: 10, maximum: 14_400 }), { title: { 'en-US': 'Wait at most', 'zh-CN': '最长等待' }, help: 'A caller who has waited this long leaves by "Too long". (Default: no limit.)', control: 'number', unit: seconds }),
  ),
});

type Data = Static<typeof schema>;

/** Lets the caller wait for a person: with the position, an estimate, and a callback offered meanwhile. */
export const enqueue = defineStep({
  type: 'enqueue',
  title: { 'en-US': 'Queue', 'zh-CN': '排队' },
  alsoCalled: { 'en-US': ['queue', 'waiting line', 'hold'], 'zh-CN': ['排队', '队列', '等候'] },
  summary: { 'en-US': 'Lets the caller wait for a person, with position and estimate, and a callback instead.', 'zh-CN': '排队等待人工，播报位置和预计时间，也可改为回拨。' },
  group: 'connect',
  reachesPerson: true,
  schema,
  exits: (data) => [
    exit('answered', 'Answered', '已接通'),
    ...(data.callbackKey ? [{ ...exit('callback', 'Callback wanted', '要求回拨'), kind: 'choice' as const, key: data.callbackKey }] : []),
    ...(data.maxWaitSeconds ? [exit('too_long', 'Too long', '等待过久')] : []),
    exit('left', 'Taken out', '移出队列'),
    exit('full', 'Full', '队列已满'),
    exit('failed', 'Failed', '失败'),
  ],
  enter(data, call) {
    const queue = call.fill(data.queue).trim().slice(0, 64);
    const workflowSid = data.workflowSid ? call.fill(data.workflowSid) : null;
    if (queue === '' || (workflowSid !== null && !/^WW[0-9a-f]{32}$/i.test(workflowSid))) return { exit: 'failed', facts: [{ type: 'queue_failed', why: queue === '' ? 'no_queue' : 'unusable_workflow' }] };
    return {
      verbs: [{ verb: 'enqueue', queue, workflowSid, attributes: workflowSid === null ? null : attributesOf(data, queue, call) }],
      waits: true,
      facts: [{ type: 'transfer_started', reason: reasonOf(data, call), queue }],
    };
  },
  wait(data, queue, call) {
    if (data.callbackKey !== undefined && queue.key === data.callbackKey) return { verbs: [{ verb: 'leave' }], memory: 'callback' };
    if (data.maxWaitSeconds !== undefined && queue.waitedSeconds >= data.maxWaitSeconds) return { verbs: [{ verb: 'leave' }], memory: 'too_long' };
    const prompts = waitingPrompts(data, queue, call);
    return { verbs: data.callbackKey ? [askForKey(call, prompts, LISTEN_SECONDS)] : prompts };
  },
  answer(_data, input, call) {
    const result = input.kind === 'enqueued' ? input.result : 'error';
    const waitedSeconds = input.kind === 'enqueued' ? input.seconds : 0;
    const left = exitOf[result];
    const wanted = left === 'left' && typeof call.visit.memory === 'string' ? call.visit.memory : left;
    return { exit: wanted, facts: [{ type: 'transfer_ended', result, bridged: left === 'answered', seconds: waitedSeconds }] };
  },
  examples: [
    { title: { 'en-US': 'The card desk', 'zh-CN': '信用卡坐席' }, data: { queue: 'cards' } },
    {
      title: { 'en-US': 'With a callback', 'zh-CN': '可回拨' },
      data: {
        queue: 'cards', callbackKey: '1', maxWaitSeconds: 600, music: 'waiting_music',
        callbackPrompt: { 'zh-CN': '需要我们稍后回拨，请按1。', 'en-US': 'If you would rather have us call you back, press 1.' },
      },
    },
  ],
});

function exit(id: string, english: string, chinese: string): StepExit {
  return { id, label: { 'en-US': english, 'zh-CN': chinese }, kind: 'next' };
}

const exitOf: Record<QueueResult, string> = {
  bridged: 'answered', bridging_in_process: 'answered', redirected_from_bridged: 'answered', leave: 'left', redirected: 'left', hangup: 'left', queue_full: 'full', error: 'failed', system_error: 'failed',
};

function attributesOf(data: Data, queue: string, call: CallView): JsonObject {
  const given = fillJson(data.attributes ?? {}, call.fill);
  const own = given !== null && typeof given === 'object' && !Array.isArray(given) ? given : { attributes: given };
  return { ...own, callId: call.callId, queue, language: call.language, from: call.from };
}

/** A moment of quiet stands at the end, so that a queue without music does not talk without a breath. */
function waitingPrompts(data: Data, queue: QueueView, call: CallView): PromptVerb[] {
  const scope = queueScope(queue, data.secondsEach);
  const announced = call.prompt(data.prompt ?? waitPrompt, { queue: scope });
  const offered = data.callbackKey ? call.prompt(data.callbackPrompt) : '';
  const between: PromptVerb[] = data.music
    ? [{ verb: 'play', url: `recording:${data.music}`, text: '', language: call.language, languages: call.languages }, { verb: 'pause', seconds: 1 }]
    : [{ verb: 'pause', seconds: (data.everySeconds ?? EVERY_SECONDS) - (data.callbackKey ? LISTEN_SECONDS : 0) }];
  return [...say(call, announced, offered), ...between];
}
