import type { Exploration, Failure, Property, PropertyId, Verdict } from './exploration.js';
import { MAX_FAILURES_TOLD } from './limits.js';
import type { Quiet } from './measure-quiet.js';
import type { Walk, WalkState } from './walk-state.js';

interface Measured {
  walk: Walk;
  exits: Exploration['exits'];
  quiet: Quiet | null;
  person: { state: WalkState; keys: number } | null;
  seconds: number;
}

/** The verdict on each property, and the failures that are told. What was not walked to its end proves nothing. */
export function describeProperties(failures: readonly Failure[], measured: Measured): { properties: Property[]; failures: Failure[] } {
  const properties = Object.entries(questions).map(([id, question]): Property => {
    const found = failures.filter(({ property }) => property === id).length;
    const verdict: Verdict = found > 0 ? 'refuted' : measured.walk.isComplete ? 'proved' : 'unknown';
    const told = question(measured, found);
    const messages = verdict === 'unknown' ? { 'en-US': `Not known, since the walk was cut. So far: ${told['en-US']}`, 'zh-CN': `探索被截断，尚不确定。目前：${told['zh-CN']}` } : told;
    return { id: id as PropertyId, verdict, message: messages['en-US'], messages };
  });
  return { properties, failures: Object.keys(questions).flatMap((id) => failures.filter(({ property }) => property === id).slice(0, MAX_FAILURES_TOLD)) };
}

const questions: Record<PropertyId, (measured: Measured, found: number) => Property['messages']> = {
  every_call_ends: ({ seconds }) => ({
    'en-US': `Every call ends; the longest without going round twice takes about ${seconds} seconds.`,
    'zh-CN': `每通来电都会结束；不绕圈的最长一通约 ${seconds} 秒。`,
  }),
  loops_are_bounded: () => ({
    'en-US': 'Silence and wrong keys lead out of every loop; only a caller who chooses so goes round.',
    'zh-CN': '不按键和按错键都会走出循环；只有自己选择的来电者才会绕圈。',
  }),
  nothing_breaks: () => ({ 'en-US': 'No step breaks.', 'zh-CN': '没有步骤会出错。' }),
  caller_hears_something: ({ quiet }) => ({
    'en-US': quiet ? `The longest quiet is ${Number.isFinite(quiet.seconds) ? `about ${Math.round(quiet.seconds)} seconds` : 'without end'}, at step "${quiet.step}".` : 'It is never quiet.',
    'zh-CN': quiet ? `最长的静默${Number.isFinite(quiet.seconds) ? `约 ${Math.round(quiet.seconds)} 秒` : '没有尽头'}，在步骤“${quiet.step}”。` : '没有静默。',
  }),
  every_exit_is_reachable: ({ exits: { reachable, guards, assumed } }, found) => ({
    'en-US': `${reachable} exits can be taken, ${found} cannot${guards.length > 0 ? `; ${guards.length} more stand only in case` : ''}${assumed.length > 0 ? `; ${assumed.length} hang on what is not known here` : ''}.`,
    'zh-CN': `${reachable} 个出口走得到，${found} 个走不到${guards.length > 0 ? `；另有 ${guards.length} 个只为以防万一` : ''}${assumed.length > 0 ? `；${assumed.length} 个取决于此处未知的数据` : ''}。`,
  }),
  a_person_is_near: ({ person }) => ({
    'en-US': person ? `The question farthest from a person is step "${person.state.step!.id}": ${Number.isFinite(person.keys) ? `${person.keys} ${person.keys === 1 ? 'key' : 'keys'}` : 'no way leads there'}.` : 'Nothing is asked.',
    'zh-CN': person ? `离人工最远的提问是步骤“${person.state.step!.id}”：${Number.isFinite(person.keys) ? `${person.keys} 个键` : '没有路'}。` : '没有提问。',
  }),
};
