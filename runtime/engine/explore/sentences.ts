import type { Exit, Failure, Loop, PropertyId, Script } from './exploration.js';
import type { Walk } from './walk-state.js';

/** What is wrong with a flow, in both languages, as failures of the properties. */
export const sentences = {
  noStart: (): Failure =>
    failure('every_call_ends', '', null, null, {
      'en-US': 'The flow has no first step; set "initial" to one of its steps.',
      'zh-CN': '流程没有起始步骤；请把 "initial" 设为其中一个步骤。',
    }),
  cannotEnd: (step: string, script: Script): Failure =>
    failure('every_call_ends', step, null, script, {
      'en-US': `A call that comes to step "${step}" cannot end; lead one of its ways to an ending.`,
      'zh-CN': `来电到了步骤“${step}”就无法结束；请让其中一条路通往结束。`,
    }),
  loop: ({ kind, steps, script }: Loop): Failure =>
    kind === 'unasked'
      ? failure('every_call_ends', steps[0]!, null, script, {
          'en-US': `The loop ${ways(steps)} goes round without the caller; put a question into it or lead one exit out.`,
          'zh-CN': `循环 ${ways(steps)} 不经来电者就一直转；请加入提问步骤，或让一个出口走出循环。`,
        })
      : failure('loops_are_bounded', steps[0]!, null, script, {
          'en-US': `A caller who stays silent or presses wrong keys goes round ${ways(steps)} for ever; lead "No answer" or "Wrong key" out of it, to a person or an ending.`,
          'zh-CN': `一直不按键或按错键的来电者会在 ${ways(steps)} 里没完没了；请让“没有回答”或“按错键”走出去，转人工或结束。`,
        }),
  fault: (step: string, reason: string, script: Script): Failure =>
    failure('nothing_breaks', step, null, script, {
      'en-US': `Step "${step}" breaks in a call: ${reason}`,
      'zh-CN': `步骤“${step}”在通话中会出错：${reason}`,
    }),
  longTurn: (step: string, count: number, script: Script): Failure =>
    failure('nothing_breaks', step, null, script, {
      'en-US': `A call passes ${count} steps up to "${step}" without asking the caller or being heard out, more than the runtime bears; put a question between, or mark a text as the answer.`,
      'zh-CN': `到步骤“${step}”为止连续经过 ${count} 个步骤而不询问来电者，超过运行时的上限；请在中间加入提问，或把一段播报标为答案。`,
    }),
  quiet: (step: string, seconds: number, limit: number, script: Script): Failure =>
    failure('caller_hears_something', step, null, script, {
      'en-US': `At step "${step}" the caller hears nothing for ${Number.isFinite(seconds) ? `about ${Math.ceil(seconds)} seconds` : 'ever'}, and should hear something every ${limit}; wait less, or speak before it.`,
      'zh-CN': `在步骤“${step}”来电者${Number.isFinite(seconds) ? `约 ${Math.ceil(seconds)} 秒` : '一直'}听不到声音，应至少每 ${limit} 秒听到一次；请缩短等待，或先说一句话。`,
    }),
  unreachable: ({ step, exit }: Exit, script: Script | null): Failure =>
    failure('every_exit_is_reachable', step, exit, script, {
      'en-US': `No call can take exit "${exit}" of ${step === '*' ? 'the whole flow' : `step "${step}"`}; give it a way or remove it.`,
      'zh-CN': `没有来电能走到${step === '*' ? '全流程' : `步骤“${step}”`}的出口“${exit}”；请给它一条路，或删除它。`,
    }),
  cut: ({ step, limit, isOfStep }: NonNullable<Walk['cut']>): Failure['messages'] =>
    isOfStep
      ? {
          'en-US': `The walk was cut: a call can come to step "${step}" in more than ${limit} different states. What is not refuted is unknown. Ask for fewer things in one step, or split it.`,
          'zh-CN': `探索被截断：来电走到步骤“${step}”的情形超过 ${limit} 种。没有被否定的结论都不确定。请让一个步骤少问几件事，或拆成几步。`,
        }
      : {
          'en-US': `The walk was cut at ${limit} states, on the way to step "${step}". What is not refuted is unknown. Split the flow into subflows, or allow more with --max-states.`,
          'zh-CN': `探索到 ${limit} 个状态时被截断，当时正走向步骤“${step}”。没有被否定的结论都不确定。请把流程拆成子流程，或用 --max-states 放宽上限。`,
        },
  farFromPerson: (step: string, keys: number, limit: number, script: Script): Failure =>
    failure('a_person_is_near', step, null, script, {
      'en-US': Number.isFinite(keys) ? `From the question of step "${step}" a person is ${keys} keys away, and ${limit} are the limit; let a key lead there.` : `From the question of step "${step}" no way leads to a person; let a key lead there.`,
      'zh-CN': Number.isFinite(keys) ? `从步骤“${step}”的提问到人工要按 ${keys} 个键，上限是 ${limit} 个；请设一个转人工的按键。` : `从步骤“${step}”的提问转不到人工；请设一个转人工的按键。`,
    }),
};

function failure(property: PropertyId, step: string, exit: string | null, script: Script | null, messages: Failure['messages']): Failure {
  return { property, step, exit, message: messages['en-US'], messages, script };
}

/** A long way round is told by its beginning. */
function ways(steps: readonly string[]): string {
  return [...steps.slice(0, 5), ...(steps.length > 5 ? ['…'] : [steps[0]!])].join(' → ');
}
